import { and, asc, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { deadlines, extensions } from '@lightwell/schema/tables/deadline'
import { inScope, type Scope } from './scope.ts'

/** An extension as it was asked for and decided. */
export type ExtensionRow = typeof extensions.$inferSelect

type State = ExtensionRow['state']

const states: readonly State[] = ['pending', 'approved', 'rejected', 'lapsed']

/** Extensions, longest waiting first, after a place in that order. */
export async function listExtensions (
  db: Reader, { scope, state }: { scope: Scope, state: State | null | undefined },
  { limit, after }: { limit: number, after: readonly string[] | undefined },
): Promise<ExtensionRow[]> {
  const place = after &&
    sql`(${extensions.requestedAt}, ${extensions.id}) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
  const inState = (wanted: State) => db.select(getTableColumns(extensions)).from(extensions)
    .innerJoin(deadlines, eq(deadlines.requestId, extensions.requestId))
    .where(and(eq(extensions.state, wanted), inScope(sql`${deadlines.agencyCode}`, scope), place))
    .orderBy(asc(extensions.requestedAt), asc(extensions.id)).limit(limit)
  if (state) return await inState(state)
  // The index orders them within a state, so a list of all states is merged from a page of each.
  const pages = await Promise.all(states.map(inState))
  return pages.flat().toSorted(byRequest).slice(0, limit)
}

function byRequest (a: ExtensionRow, b: ExtensionRow): number {
  return a.requestedAt.getTime() - b.requestedAt.getTime() || (a.id < b.id ? -1 : 1)
}

/** The latest extension of each request, by request. */
export async function findLatestExtensions (
  db: Reader, requestIds: readonly string[], scope: Scope,
): Promise<Map<string, ExtensionRow>> {
  const rows = await db.selectDistinctOn([extensions.requestId], getTableColumns(extensions)).from(extensions)
    .innerJoin(deadlines, eq(deadlines.requestId, extensions.requestId))
    .where(and(inArray(extensions.requestId, [...requestIds]), inScope(sql`${deadlines.agencyCode}`, scope)))
    .orderBy(extensions.requestId, desc(extensions.id))
  return new Map(rows.map((row) => [row.requestId, row]))
}
