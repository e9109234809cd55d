import { and, asc, count, eq, gt, gte, inArray } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { terms } from '@lightwell/schema/tables/deadline-terms'
import { disputedRecords, secrecyDisputes } from '@lightwell/schema/tables/decision-disputes'
import { referrals } from '@lightwell/schema/tables/decision-referrals'
import type { Ruling } from '../rules/referral.ts'
import { latestWordFirst } from './referrals.ts'

export type SecrecyDispute = typeof secrecyDisputes.$inferSelect

export const disputeStates = secrecyDisputes.state.enumValues

export async function insertDispute (tx: Transaction, row: SecrecyDispute, recordIds: readonly string[]): Promise<void> {
  await tx.insert(secrecyDisputes).values(row)
  await tx.insert(disputedRecords).values(recordIds.map((recordId) => ({ disputeId: row.id, recordId })))
}

/** Notes how a dispute ended. The caller holds its case. */
export async function closeDispute (tx: Transaction, { id, ...row }: SecrecyDispute): Promise<void> {
  const { state, decideBy, noticeId, closedBy, closedAt } = row
  await tx.update(secrecyDisputes).set({ state, decideBy, noticeId, closedBy, closedAt }).where(eq(secrecyDisputes.id, id))
}

/** Gives the disputes of a case to the agency that it passed on to. */
export async function moveDisputes (tx: Transaction, caseId: string, agencyCode: string): Promise<void> {
  await tx.update(secrecyDisputes).set({ agencyCode }).where(eq(secrecyDisputes.caseId, caseId))
}

export async function findDispute (db: Reader, id: string): Promise<SecrecyDispute | undefined> {
  const [row] = await db.select().from(secrecyDisputes).where(eq(secrecyDisputes.id, id))
  return row
}

/** The disputes about the answer of a case, oldest first: one a part. */
export async function listDisputesOf (db: Reader, caseId: string): Promise<SecrecyDispute[]> {
  return await db.select().from(secrecyDisputes).where(eq(secrecyDisputes.caseId, caseId)).orderBy(asc(secrecyDisputes.id))
}

/** The open disputes that are about a record; there are few. */
export async function listOpenDisputesOn (db: Reader, recordId: string): Promise<SecrecyDispute[]> {
  const about = db.select({ id: disputedRecords.disputeId }).from(disputedRecords).where(eq(disputedRecords.recordId, recordId))
  return await db.select().from(secrecyDisputes)
    .where(and(inArray(secrecyDisputes.id, about), eq(secrecyDisputes.state, 'open'))).orderBy(asc(secrecyDisputes.id))
}

/** What was ruled on the level of each record of a dispute since it was filed; undefined where that is awaited. */
export async function listRulingsSince (db: Reader, { id, filedAt }: SecrecyDispute): Promise<(Ruling | undefined)[]> {
  const rows = await db.select({ recordId: disputedRecords.recordId, ruling: referrals.ruling }).from(disputedRecords)
    .leftJoin(referrals, and(
      eq(referrals.recordId, disputedRecords.recordId), eq(referrals.question, 'level'), eq(referrals.state, 'ruled'),
      gte(referrals.closedAt, filedAt)))
    .where(eq(disputedRecords.disputeId, id)).orderBy(...latestWordFirst)
  const latest = new Map<string, Ruling | undefined>()
  for (const { recordId, ruling } of rows) if (!latest.has(recordId)) latest.set(recordId, ruling ?? undefined)
  return [...latest.values()]
}

/** The terms of these kinds that a notice opened: in which its reader contests what it tells. */
export async function listWindows (
  db: Reader, noticeId: string, kinds: readonly string[],
): Promise<{ startedOn: string, dueOn: string }[]> {
  return await db.select({ startedOn: terms.startedOn, dueOn: terms.dueOn }).from(terms)
    .where(and(eq(terms.subjectId, noticeId), inArray(terms.kind, [...kinds])))
}

type Owners = 'all' | readonly string[]

export type DisputeList = { agencies: Owners, state: SecrecyDispute['state'] | undefined, after: string | undefined, limit: number }

/** The disputes in agencies, oldest first, one more than asked for. */
export async function listDisputes (db: Reader, { agencies, state, after, limit }: DisputeList): Promise<SecrecyDispute[]> {
  return await db.select().from(secrecyDisputes).where(and(
    ownedBy(agencies), state === undefined ? undefined : eq(secrecyDisputes.state, state),
    after === undefined ? undefined : gt(secrecyDisputes.id, after),
  )).orderBy(asc(secrecyDisputes.id)).limit(limit + 1)
}

/** How many disputes of agencies there are in each state. */
export async function countDisputes (db: Reader, agencies: Owners): Promise<Record<SecrecyDispute['state'], number>> {
  const rows = await db.select({ state: secrecyDisputes.state, disputes: count() }).from(secrecyDisputes).where(ownedBy(agencies))
    .groupBy(secrecyDisputes.state)
  const found = new Map(rows.map(({ state, disputes }) => [state, disputes]))
  return Object.fromEntries(disputeStates.map((state) => [state, found.get(state) ?? 0])) as Record<SecrecyDispute['state'], number>
}

function ownedBy (agencies: Owners) {
  return agencies === 'all' ? undefined : inArray(secrecyDisputes.agencyCode, [...agencies])
}
