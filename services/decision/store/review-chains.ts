import { and, desc, eq, lte } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { reviewChains } from '@lightwell/schema/tables/decision'
import { agencies } from '@lightwell/schema/tables/intake'
import type { Stage } from '../rules/chain.ts'

/** How the records of an agency are reviewed, in one of its versions. */
export type ReviewChain = Omit<typeof reviewChains.$inferSelect, 'stages'> & { stages: readonly Stage[] }

/** The newest chain of an agency, or the one that is in force on a day. */
export async function findChain (db: Reader, agencyCode: string, on?: string): Promise<ReviewChain | undefined> {
  const [row] = await db.select().from(reviewChains)
    .where(and(eq(reviewChains.agencyCode, agencyCode), on === undefined ? undefined : lte(reviewChains.fromOn, on)))
    .orderBy(desc(reviewChains.version)).limit(1)
  return row as ReviewChain | undefined
}

/** Stores a further version; false where another was stored meanwhile. */
export async function insertChain (tx: Transaction, chain: ReviewChain): Promise<boolean> {
  const stored = await tx.insert(reviewChains).values(chain).onConflictDoNothing().returning({ id: reviewChains.id })
  return stored.length === 1
}

/** An agency as far as its chain goes: how many levels its review posts have, and its zone. */
export async function findReviewingAgency (
  db: Reader, code: string,
): Promise<{ reviewLevels: number, zone: string } | undefined> {
  const [row] = await db.select({ reviewLevels: agencies.reviewLevels, zone: agencies.zone }).from(agencies)
    .where(eq(agencies.code, code))
  return row
}
