import { and, asc, eq, gt, inArray, max, min, ne } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { records } from '@lightwell/schema/tables/decision'
import { workSecrets } from '@lightwell/schema/tables/decision-secrets'

/** What was proposed to be kept as a work secret, and what became of it. */
export type WorkSecret = typeof workSecrets.$inferSelect

/** What becomes of one. */
export const workSecretStates = workSecrets.state.enumValues

const standing = ['proposed', 'determined'] as const

export async function insertWorkSecret (tx: Transaction, row: WorkSecret): Promise<void> {
  await tx.insert(workSecrets).values(row)
}

export async function findWorkSecret (db: Reader, id: string): Promise<WorkSecret | undefined> {
  const [row] = await db.select().from(workSecrets).where(eq(workSecrets.id, id))
  return row
}

/** Stores what was decided on it or how it ended. */
export async function saveWorkSecret (tx: Transaction, workSecret: WorkSecret): Promise<void> {
  const {
    state, decidedBy, decidedAt, decidedAsDeputy, decisionReason, releasedBy, releasedAt, releaseCause, releaseReason,
  } = workSecret
  await tx.update(workSecrets).set({
    state, decidedBy, decidedAt, decidedAsDeputy, decisionReason, releasedBy, releasedAt, releaseCause, releaseReason,
  }).where(eq(workSecrets.id, workSecret.id))
}

/** What is determined and then what is proposed of these records, and not ended: it keeps them from going out. */
export async function listStandingSecrets (db: Reader, recordIds: readonly string[]): Promise<WorkSecret[]> {
  if (recordIds.length === 0) return []
  return await db.select().from(workSecrets)
    .where(and(inArray(workSecrets.recordId, [...recordIds]), inArray(workSecrets.state, [...standing])))
    .orderBy(asc(workSecrets.state))
}

/** From when to when a record was ever determined as a work secret; undefined where it never was. */
export async function findDetermined (db: Reader, recordId: string): Promise<{ fromOn: string, untilOn: string } | undefined> {
  const [row] = await db.select({ fromOn: min(workSecrets.fromOn), untilOn: max(workSecrets.untilOn) }).from(workSecrets)
    .where(and(eq(workSecrets.recordId, recordId), ne(workSecrets.state, 'proposed'), ne(workSecrets.state, 'refused')))
  return row?.fromOn && row.untilOn ? { fromOn: row.fromOn, untilOn: row.untilOn } : undefined
}

/** Gives the work secrets of the records of a case to the agency that it passed on to. */
export async function moveWorkSecrets (tx: Transaction, caseId: string, agencyCode: string): Promise<void> {
  const ofCase = tx.select({ id: records.id }).from(records).where(eq(records.caseId, caseId))
  await tx.update(workSecrets).set({ agencyCode }).where(inArray(workSecrets.recordId, ofCase))
}

export type WorkSecretFilter = {
  agencies: 'all' | readonly string[], recordId?: string | undefined, state?: WorkSecret['state'] | undefined, after: string | undefined
}

/** Work secrets of agencies, oldest first, one more than asked for. */
export async function listWorkSecrets (
  db: Reader, { agencies, recordId, state, after }: WorkSecretFilter, limit: number,
): Promise<WorkSecret[]> {
  return await db.select().from(workSecrets).where(and(
    agencies === 'all' ? undefined : inArray(workSecrets.agencyCode, [...agencies]),
    recordId === undefined ? undefined : eq(workSecrets.recordId, recordId),
    state === undefined ? undefined : eq(workSecrets.state, state),
    after === undefined ? undefined : gt(workSecrets.id, after),
  )).orderBy(asc(workSecrets.id)).limit(limit + 1)
}
