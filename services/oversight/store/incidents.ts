import { and, desc, eq, getTableColumns, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { caseHeads } from '@lightwell/schema/tables/common'
import { incidents } from '@lightwell/schema/tables/oversight'
import { inScope, type Scope } from './scope.ts'

/** A secret mark that reached the house. */
export type IncidentRow = typeof incidents.$inferSelect

/** The same with what kind of case it is about. */
export type ListedIncident = IncidentRow & { caseKind: typeof caseHeads.$inferSelect['kind'] }

/** Of which incidents a list is: those whose 24 hours are over without a report, and those whose mark was not declared. */
export type IncidentFilter = { overdueAt: Date | undefined, declared: boolean | undefined }

/** Incidents, newest first, after a place in that order. */
export async function listIncidents (
  db: Reader, scope: Scope, { overdueAt, declared }: IncidentFilter, { limit, after }: { limit: number, after: readonly string[] | undefined },
): Promise<ListedIncident[]> {
  const overdue = overdueAt && and(isNull(incidents.reportedAt), isNull(incidents.closedAt), lt(incidents.reportBy, overdueAt))
  const place = after && sql`(${incidents.openedAt}, ${incidents.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
  return await db.select({ ...getTableColumns(incidents), caseKind: caseHeads.kind }).from(incidents)
    .innerJoin(caseHeads, eq(caseHeads.id, incidents.caseId)).where(and(
      inScope(sql`${incidents.agencyCode}`, scope), overdue, declared === undefined ? undefined : eq(incidents.declared, declared), place))
    .orderBy(desc(incidents.openedAt), desc(incidents.id)).limit(limit)
}

/** Opens an incident, unless this record has one of this kind already. */
export async function insertIncident (tx: Transaction, row: typeof incidents.$inferInsert): Promise<void> {
  await tx.insert(incidents).values(row).onConflictDoNothing()
}

export async function findIncident (db: Reader, id: string): Promise<ListedIncident | undefined> {
  const [row] = await db.select({ ...getTableColumns(incidents), caseKind: caseHeads.kind }).from(incidents)
    .innerJoin(caseHeads, eq(caseHeads.id, incidents.caseId)).where(eq(incidents.id, id))
  return row
}

/** Changes what becomes of an incident: to whom it was reported, and that it is over. */
export async function saveIncident (
  tx: Transaction, { id, reportedAt, reportedBy, reportedTo, report, closedAt, closedBy, closedAs, closeReason }: IncidentRow,
): Promise<void> {
  await tx.update(incidents).set({ reportedAt, reportedBy, reportedTo, report, closedAt, closedBy, closedAs, closeReason })
    .where(eq(incidents.id, id))
}

/** Closes what a seal opened that was a false alarm. */
export async function closeAsFalseAlarm (
  tx: Transaction, recordId: string, { closedAt, closedBy }: { closedAt: Date, closedBy: string },
): Promise<void> {
  await tx.update(incidents).set({ closedAt, closedBy, closedAs: 'false_alarm' }).where(and(
    eq(incidents.recordId, recordId), inArray(incidents.kind, ['secret_mark_found', 'secret_found_by_hand']), isNull(incidents.closedAt)))
}

/** Puts the incidents of a case where the case has passed to. */
export async function moveIncidents (tx: Transaction, caseId: string, agencyCode: string): Promise<void> {
  await tx.update(incidents).set({ agencyCode }).where(eq(incidents.caseId, caseId))
}
