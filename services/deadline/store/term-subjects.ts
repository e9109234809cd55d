import { asc, eq } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { notices } from '@lightwell/schema/tables/common'
import { decisionParts, decisions } from '@lightwell/schema/tables/decision'
import { publications } from '@lightwell/schema/tables/decision-publications'
import { agencies, requests } from '@lightwell/schema/tables/intake'
import { consultations, fees } from '@lightwell/schema/tables/intake-steps'

/** When a receipt has to be confirmed, and when it was. */
export type Receipt = { arrivedOn: Day | null, confirmBy: Day | null, confirmedOn: Day | null }

/** How a request wants its answer. */
export type Delivery = { deliveryFormat: string, deliveryMethod: string }

/** The receipt of a request. */
export async function findReceipt (tx: Transaction, requestId: string): Promise<Receipt | undefined> {
  const [row] = await tx.select({
    arrivedOn: requests.arrivedOn, confirmBy: requests.confirmBy, confirmedOn: requests.confirmedOn,
  }).from(requests).where(eq(requests.id, requestId))
  return row as Receipt | undefined
}

/** Where the terms of a publication run: under the law that it keeps, by the calendar of its agency. */
export async function findPublicationPlace (
  tx: Transaction, publicationId: string,
): Promise<{ agencyCode: string, regimeVersion: string, calendarId: string, zone: string } | undefined> {
  const { agencyCode, regimeVersion, zone } = publications
  const [row] = await tx.select({ agencyCode, regimeVersion, calendarId: agencies.calendarId, zone }).from(publications)
    .innerJoin(agencies, eq(agencies.code, agencyCode)).where(eq(publications.id, publicationId))
  return row
}

/** How the answer to a request is to reach the applicant. */
export async function findDelivery (tx: Transaction, requestId: string): Promise<Delivery | undefined> {
  const [row] = await tx.select({ deliveryFormat: requests.deliveryFormat, deliveryMethod: requests.deliveryMethod })
    .from(requests).where(eq(requests.id, requestId))
  return row
}

/** Whether it is a third party who is consulted, or a body. */
export async function findConsultationKind (
  tx: Transaction, consultationId: string,
): Promise<typeof consultations.$inferSelect['kind'] | undefined> {
  const [row] = await tx.select({ kind: consultations.kind }).from(consultations).where(eq(consultations.id, consultationId))
  return row?.kind
}

/** The calendar of the one who is consulted. */
export async function findConsultedCalendar (tx: Transaction, consultationId: string): Promise<string | undefined> {
  const [row] = await tx.select({ calendarId: consultations.calendarId }).from(consultations)
    .where(eq(consultations.id, consultationId))
  return row?.calendarId
}

/** The grounds of a decision, part by part. */
export async function listGrounds (tx: Transaction, decisionId: string): Promise<{ grounds: string[] }[]> {
  return await tx.select({ grounds: decisionParts.grounds }).from(decisionParts)
    .where(eq(decisionParts.decisionId, decisionId)).orderBy(asc(decisionParts.number))
}

/** The grounds of the decision that a notice tells of, part by part. */
export async function listGroundsTold (tx: Transaction, noticeId: string): Promise<{ grounds: string[] }[]> {
  return await tx.select({ grounds: decisionParts.grounds }).from(decisionParts)
    .innerJoin(decisions, eq(decisions.id, decisionParts.decisionId)).where(eq(decisions.noticeId, noticeId))
    .orderBy(asc(decisionParts.number))
}

/** When a notice was signed. */
export async function findIssuedAt (tx: Transaction, noticeId: string): Promise<Date | undefined> {
  const [row] = await tx.select({ issuedAt: notices.issuedAt }).from(notices).where(eq(notices.id, noticeId))
  return row?.issuedAt
}

/** Whether a notice ends a request because its fee was not paid. */
export async function tellsOfUnpaidFee (tx: Transaction, requestId: string, noticeId: string): Promise<boolean> {
  const rows = await tx.select({ closeNoticeId: fees.closeNoticeId }).from(fees).where(eq(fees.requestId, requestId))
  return rows.some(({ closeNoticeId }) => closeNoticeId === noticeId)
}
