import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { caseHeads } from '@lightwell/schema/tables/common'
import { incidents } from '@lightwell/schema/tables/oversight'
import { inScope, type Scope } from './scope.ts'

/** A secret mark that reached the house. */
export type IncidentRow = typeof incidents.$inferSelect

/** The same with what kind of case it is about. */
export type ListedIncident = IncidentRow & { caseKind: typeof caseHeads.$inferSelect['kind'] }

/** Incidents, newest first, after a place in that order. */
export async function listIncidents (
  db: Reader, scope: Scope, { limit, after }: { limit: number, after: readonly string[] | undefined },
): Promise<ListedIncident[]> {
  const place = after && sql`(${incidents.openedAt}, ${incidents.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
  return await db.select({ ...getTableColumns(incidents), caseKind: caseHeads.kind }).from(incidents)
    .innerJoin(caseHeads, eq(caseHeads.id, incidents.caseId)).where(and(inScope(sql`${incidents.agencyCode}`, scope), place))
    .orderBy(desc(incidents.openedAt), desc(incidents.id)).limit(limit)
}

/** Opens an incident, unless this record has one of this kind already. */
export async function insertIncident (tx: Transaction, row: typeof incidents.$inferInsert): Promise<void> {
  await tx.insert(incidents).values(row).onConflictDoNothing()
}

/** Puts the incidents of a case where the case has passed to. */
export async function moveIncidents (tx: Transaction, caseId: string, agencyCode: string): Promise<void> {
  await tx.update(incidents).set({ agencyCode }).where(eq(incidents.caseId, caseId))
}
