import { and, asc, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { caseHeads, noticeNumbers } from '@lightwell/schema/tables/common'
import { carrierActs, carrierRequests, carriers } from '@lightwell/schema/tables/decision-carriers'
import { agencies, people } from '@lightwell/schema/tables/intake'

export type Carrier = typeof carriers.$inferSelect
export type CarrierAct = typeof carrierActs.$inferSelect
export type CarrierRequest = typeof carrierRequests.$inferSelect

export const carrierStates = carriers.state.enumValues
export const carrierRequestStates = carrierRequests.state.enumValues

const open = ['asked', 'approved', 'begun'] as const

/** The next number of an agency's carriers in a year. Its row stays locked to the end, so that the series has no gap. */
export async function takeCarrierNumber (tx: Transaction, { agencyCode, year }: { agencyCode: string, year: number }): Promise<string> {
  const { agencyCode: agency, kind, year: ofYear, lastNumber } = noticeNumbers
  const [row] = await tx.insert(noticeNumbers).values({ agencyCode, kind: 'carrier', year, lastNumber: 1 })
    .onConflictDoUpdate({ target: [agency, kind, ofYear], set: { lastNumber: sql`${lastNumber} + 1` } })
    .returning({ count: lastNumber })
  if (row === undefined) throw new Error('The series of carriers answered without a number')
  return `载〔${year}〕${row.count}号`
}

export async function insertCarrier (tx: Transaction, carrier: Carrier): Promise<void> {
  await tx.insert(carriers).values(carrier)
}

/** Stores where a carrier is, with whom, and at which level. */
export async function saveCarrier (tx: Transaction, carrier: Carrier): Promise<void> {
  const { level, secretUntil, secretCondition, classifier, place, holderId, returnOn, receivedAt, state } = carrier
  await tx.update(carriers).set({ level, secretUntil, secretCondition, classifier, place, holderId, returnOn, receivedAt, state })
    .where(eq(carriers.id, carrier.id))
}

/** Gives a carrier, and what is asked for it, to the body that took the place of its own, under a number of that. */
export async function moveCarrierTo (
  tx: Transaction, id: string, { agencyCode, number }: Pick<Carrier, 'agencyCode' | 'number'>,
): Promise<void> {
  await tx.update(carriers).set({ agencyCode, number }).where(eq(carriers.id, id))
  await tx.update(carrierRequests).set({ agencyCode }).where(eq(carrierRequests.carrierId, id))
  await tx.update(caseHeads).set({ agencyCode }).where(eq(caseHeads.id, id))
}

export async function findCarrier (db: Reader, id: string): Promise<Carrier | undefined> {
  return (await findCarriers(db, [id]))[0]
}

/** The carriers that exist of those named. */
export async function findCarriers (db: Reader, ids: readonly string[]): Promise<Carrier[]> {
  return ids.length === 0 ? [] : await db.select().from(carriers).where(inArray(carriers.id, [...ids]))
}

/** Adds to what was done with a carrier, in its order; gives the number of the act. */
export async function insertAct (tx: Transaction, act: Omit<CarrierAct, 'seq'>): Promise<number> {
  const seq = await tx.$count(carrierActs, eq(carrierActs.carrierId, act.carrierId)) + 1
  await tx.insert(carrierActs).values({ ...act, seq })
  return seq
}

/** What was done with a carrier, in its order, one more than asked for. */
export async function listActs (db: Reader, carrierId: string, after: number, limit: number): Promise<CarrierAct[]> {
  return await db.select().from(carrierActs).where(and(eq(carrierActs.carrierId, carrierId), gt(carrierActs.seq, after)))
    .orderBy(asc(carrierActs.seq)).limit(limit + 1)
}

export async function insertRequest (tx: Transaction, request: CarrierRequest): Promise<void> {
  await tx.insert(carrierRequests).values(request)
}

export async function saveRequest (tx: Transaction, request: CarrierRequest): Promise<void> {
  const { state, decidedBy, decidedAt, decidedAsDeputy, decisionWords, begunBy, begunAt } = request
  await tx.update(carrierRequests).set({ state, decidedBy, decidedAt, decidedAsDeputy, decisionWords, begunBy, begunAt })
    .where(eq(carrierRequests.id, request.id))
}

export async function findCarrierRequest (db: Reader, id: string): Promise<CarrierRequest | undefined> {
  const [row] = await db.select().from(carrierRequests).where(eq(carrierRequests.id, id))
  return row
}

/** What is asked for a carrier and neither refused nor done. */
export async function findOpenRequest (db: Reader, carrierId: string): Promise<CarrierRequest | undefined> {
  const [row] = await db.select().from(carrierRequests)
    .where(and(eq(carrierRequests.carrierId, carrierId), inArray(carrierRequests.state, [...open])))
  return row
}

type Page = { agencies: 'all' | readonly string[], after: string | undefined, limit: number }

/** What was asked for the carriers of agencies, the latest first, one more than asked for. */
export async function listCarrierRequests (
  db: Reader, { agencies: codes, state, carrierId, after, limit }: Page & {
    state?: CarrierRequest['state'] | undefined, carrierId?: string | undefined
  },
): Promise<CarrierRequest[]> {
  return await db.select().from(carrierRequests).where(and(
    codes === 'all' ? undefined : inArray(carrierRequests.agencyCode, [...codes]),
    state === undefined ? undefined : eq(carrierRequests.state, state),
    carrierId === undefined ? undefined : eq(carrierRequests.carrierId, carrierId),
    after === undefined ? undefined : lt(carrierRequests.id, after),
  )).orderBy(desc(carrierRequests.id)).limit(limit + 1)
}

export type CarrierFilter = Page & {
  state?: Carrier['state'] | undefined
  holderId?: string | undefined
  /** Only those that had to be back before the day that it is then at their agency. */
  overdueAt?: Date | undefined
}

/** A carrier with the name of who has it, and the zone of its agency. */
export type ListedCarrier = Carrier & { holderName: string | null, zone: string }

/** Carriers of agencies, oldest first, one more than asked for. */
export async function listCarriers (
  db: Reader, { agencies: codes, state, holderId, overdueAt, after, limit }: CarrierFilter,
): Promise<ListedCarrier[]> {
  const rows = await listed(db).where(and(
    codes === 'all' ? undefined : inArray(carriers.agencyCode, [...codes]),
    state === undefined ? undefined : eq(carriers.state, state),
    holderId === undefined ? undefined : eq(carriers.holderId, holderId),
    overdueAt === undefined ? undefined : and(inArray(carriers.state, ['lent', 'away']),
      lt(carriers.returnOn, sql`(${overdueAt.toISOString()}::timestamptz at time zone ${agencies.zone})::date`)),
    after === undefined ? undefined : gt(carriers.id, after),
  )).orderBy(asc(carriers.id)).limit(limit + 1)
  return rows.map(({ carrier, ...row }) => ({ ...carrier, ...row }))
}

/** Those that exist of these carriers, in the order of their registration. */
export async function findListedCarriers (db: Reader, ids: readonly string[]): Promise<ListedCarrier[]> {
  const rows = await listed(db).where(inArray(carriers.id, [...ids])).orderBy(asc(carriers.id))
  return rows.map(({ carrier, ...row }) => ({ ...carrier, ...row }))
}

function listed (db: Reader) {
  return db.select({ carrier: carriers, holderName: people.name, zone: agencies.zone }).from(carriers)
    .innerJoin(agencies, eq(agencies.code, carriers.agencyCode)).leftJoin(people, eq(people.id, carriers.holderId)).$dynamic()
}
