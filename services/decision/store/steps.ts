import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { decisions } from '@lightwell/schema/tables/decision'
import { agencies, requests } from '@lightwell/schema/tables/intake'
import { clarifications, reasonRequests } from '@lightwell/schema/tables/intake-steps'

/** Whether a request was asked to be completed and was, in time or, with good reason, later. */
export async function isClarified (db: Reader, requestId: string): Promise<boolean> {
  const rows = await db.select({ id: clarifications.id }).from(clarifications)
    .where(and(eq(clarifications.requestId, requestId), inArray(clarifications.state, ['answered', 'reopened'])))
  return rows.length > 0
}

/** The day by which an applicant is to complete a request; undefined where he was not asked to. */
export async function findRespondBy (db: Reader, requestId: string): Promise<string | undefined> {
  const [row] = await db.select({ respondBy: clarifications.respondBy }).from(clarifications)
    .where(eq(clarifications.requestId, requestId))
  return row?.respondBy
}

/** Whether the reasons for an excessive number were asked for and found not to be good. */
export async function isFoundUnreasonable (db: Reader, requestId: string): Promise<boolean> {
  const rows = await db.select({ id: reasonRequests.id }).from(reasonRequests)
    .where(and(eq(reasonRequests.requestId, requestId), eq(reasonRequests.state, 'unreasonable')))
  return rows.length > 0
}

/** Whether someone saw who the applicant of a request is; what was proved of one whose place he took is not his. */
export async function isIdentityProved (db: Reader, requestId: string): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from identity_proofs p where p.request_id = ${requestId} and not exists (
      select 1 from request_parties q where q.request_id = p.request_id and q.role = 'predecessor' and q.id > p.id) limit 1`)
  return rows.length > 0
}

/** Those of the requests named that have an issued answer; one of a merged agency is its successor's. */
export async function listAnswered (db: Reader, ids: readonly string[]) {
  if (ids.length === 0) return []
  return await db.select({
    id: requests.id, agencyCode: sql<string>`coalesce(${agencies.successorCode}, ${requests.agencyCode})`,
    registeredAt: requests.registeredAt,
    applicantKind: requests.applicantKind, applicantName: requests.applicantName, applicantIdTail: requests.applicantIdTail,
  }).from(requests).innerJoin(agencies, eq(agencies.code, requests.agencyCode))
    .innerJoin(decisions, and(eq(decisions.caseId, requests.id), eq(decisions.state, 'issued')))
    .where(inArray(requests.id, [...ids]))
}
