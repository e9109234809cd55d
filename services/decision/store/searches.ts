import { and, asc, count, eq, gt, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { searches } from '@lightwell/schema/tables/decision-searches'

export type Search = typeof searches.$inferSelect

export async function insertSearch (tx: Transaction, row: Search): Promise<void> {
  await tx.insert(searches).values(row)
}

/** Searches of a case, oldest first, one more than asked for. */
export async function listSearches (db: Reader, caseId: string, after: string | undefined, limit: number): Promise<Search[]> {
  return await db.select().from(searches)
    .where(and(eq(searches.caseId, caseId), after === undefined ? undefined : gt(searches.id, after)))
    .orderBy(asc(searches.id)).limit(limit + 1)
}

/** How many searches can carry that something is not held, or would have to be made: one that found all of it tells the opposite. */
export async function countSearches (db: Reader, caseId: string): Promise<number> {
  const [row] = await db.select({ searches: count() }).from(searches)
    .where(and(eq(searches.caseId, caseId), sql`${searches.result} is distinct from 'found'`))
  return row?.searches ?? 0
}
