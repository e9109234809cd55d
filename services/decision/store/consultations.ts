import { asc, eq, sql } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { notices } from '@lightwell/schema/tables/common'
import { noticeServices } from '@lightwell/schema/tables/decision-service'
import { requestParties } from '@lightwell/schema/tables/intake-parties'
import { consultations } from '@lightwell/schema/tables/intake-steps'

/** Someone who was consulted, with the letter that asked him. */
export type Consulted = Awaited<ReturnType<typeof listConsulted>>[number]

/** Whoever was consulted about a request. Columns are named one by one: the rest are hidden from this room. */
export async function listConsulted (db: Reader, requestId: string) {
  return await db.select({
    id: consultations.id,
    kind: consultations.kind,
    partyName: consultations.partyName,
    question: consultations.question,
    serviceMethod: consultations.serviceMethod,
    servedOn: consultations.servedOn,
    answerBy: consultations.answerBy,
    answer: consultations.answer,
    answeredOn: consultations.answeredOn,
    answeredBy: consultations.answeredBy,
    letterNumber: notices.number,
    letterIssuedAt: notices.issuedAt,
    language: notices.language,
  }).from(consultations).innerJoin(notices, eq(notices.id, consultations.noticeId))
    .where(eq(consultations.requestId, requestId)).orderBy(asc(consultations.id))
}

/** The names of those who stand beside the applicant. */
export async function listNamesBeside (db: Reader, requestId: string): Promise<string[]> {
  const rows = await db.select({ name: requestParties.name }).from(requestParties)
    .where(eq(requestParties.requestId, requestId))
  return rows.map(({ name }) => name)
}

/** A paper that tells a third party of a release over his objection, and the day on which it reached him. */
export type ThirdPartyPaper = { noticeId: string, consultationId: string, servedOn: string | null }

/** The papers of a case to third parties whose objection was outweighed, oldest first. */
export async function listThirdPartyPapers (db: Reader, caseId: string): Promise<ThirdPartyPaper[]> {
  const rows = await db.select({
    noticeId: notices.id, consultationId: notices.consultationId, servedOn: noticeServices.servedOn,
  }).from(notices).leftJoin(noticeServices, eq(noticeServices.noticeId, notices.id))
    .where(sql`${notices.caseId} = ${caseId} and ${notices.kind} = 'third_party_decision'`)
    .orderBy(asc(notices.id))
  return rows as ThirdPartyPaper[]
}
