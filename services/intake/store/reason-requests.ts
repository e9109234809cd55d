import { and, count, eq, gt, or } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { requests } from '@lightwell/schema/tables/intake'
import { reasonRequests } from '@lightwell/schema/tables/intake-steps'
import type { ReasonRequest } from '../case-view.ts'

/** What an answer, a finding or a deferral writes into the row. */
export type ReasonRequestChange = Partial<Omit<ReasonRequest, 'id' | 'requestId' | 'filedLately' | 'basis' | 'respondBy'>>

/** Keeps the one ask for the reasons of a request. */
export async function insertReasonRequest (tx: Transaction, row: typeof reasonRequests.$inferInsert): Promise<void> {
  await tx.insert(reasonRequests).values(row)
}

/** Whose an ask for reasons is. */
export async function findReasonRequest (db: Reader, id: string): Promise<{ requestId: string } | undefined> {
  const [found] = await db.select({ requestId: reasonRequests.requestId })
    .from(reasonRequests).where(eq(reasonRequests.id, id))
  return found
}

/** Writes down what became of an ask for reasons whose case this transaction holds. */
export async function changeReasonRequest (tx: Transaction, id: string, change: ReasonRequestChange): Promise<void> {
  await tx.update(reasonRequests).set(change).where(eq(reasonRequests.id, id))
}

/**
 * How many requests the applicant of a request has at its agency that were received after a day, that one always among
 * them. He is known by the blind index of his number; one who told none is known by nothing, and has this one.
 */
export async function countFiledLately (tx: Transaction, requestId: string, after: string): Promise<number> {
  const [own] = await tx.select({ index: requests.applicantIdIndex, agencyCode: requests.agencyCode })
    .from(requests).where(eq(requests.id, requestId))
  if (own === undefined || own.index === null) return 1
  const [row] = await tx.select({ filed: count() }).from(requests).where(and(
    eq(requests.applicantIdIndex, own.index), eq(requests.agencyCode, own.agencyCode),
    or(gt(requests.receivedOn, after), eq(requests.id, requestId)),
  ))
  return row?.filed ?? 1
}
