import { eq, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { noticeServices } from '@lightwell/schema/tables/decision-service'
import { fees } from '@lightwell/schema/tables/intake-steps'
import type { Fee } from '../case-view.ts'

/** What a decision, a payment or an end writes into the row of a fee. */
export type FeeChange = Partial<Omit<Fee, 'id' | 'requestId' | 'scale' | 'quantity' | 'amountYuan' | 'reason'>>

/** Keeps a fee that is proposed. */
export async function insertFee (tx: Transaction, row: typeof fees.$inferInsert): Promise<Fee> {
  const [fee] = await tx.insert(fees).values(row).returning()
  return fee as Fee
}

/** The fee with this id. */
export async function findFee (db: Reader, id: string): Promise<Fee | undefined> {
  const [fee] = await db.select().from(fees).where(eq(fees.id, id))
  return fee
}

/** Writes down what became of a fee whose case this transaction holds. */
export async function changeFee (tx: Transaction, id: string, change: FeeChange): Promise<Fee> {
  const [fee] = await tx.update(fees).set(change).where(eq(fees.id, id)).returning()
  return fee as Fee
}

/**
 * Which request of its applicant a request is, among those for information that its agency received in the same calendar
 * month. What was moved away, or divided into others, is not counted beside them. 0 for an applicant who told no number.
 */
export async function numberInMonth (tx: Transaction, requestId: string): Promise<number> {
  const { rows } = await tx.execute<{ number: number }>(sql`
    select count(*)::int as number from requests own
    join requests counted on counted.applicant_id_index = own.applicant_id_index
    where own.id = ${requestId} and counted.agency_code = own.agency_code and counted.kind = own.kind
      and date_trunc('month', counted.received_on) = date_trunc('month', own.received_on)
      and (counted.received_on, counted.id) <= (own.received_on, own.id)
      and (counted.status <> 'transferred' or counted.id = own.id)`)
  return rows[0]?.number ?? 0
}

/** On which day a notice reached its reader; undefined when nobody has recorded that it did. */
export async function findServedOn (db: Reader, noticeId: string): Promise<string | undefined> {
  const [service] = await db.select({ servedOn: noticeServices.servedOn }).from(noticeServices)
    .where(eq(noticeServices.noticeId, noticeId))
  return service?.servedOn
}
