import { and, asc, desc, eq, getTableColumns, gte, inArray, lt, lte, sql, type SQL } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { caseHeads, notices } from '@lightwell/schema/tables/common'
import { deadlines, extensions } from '@lightwell/schema/tables/deadline'
import { decisions } from '@lightwell/schema/tables/decision'
import { agencies, requests } from '@lightwell/schema/tables/intake'
import type { CaseView } from '../case-view.ts'
import type { RequestStatus } from '../rules/request-status.ts'

const { applicantIdSealed: _id, applicantIdIndex: _index, accessTokenHash: _token, sealedKey: _key, ...shown } =
  getTableColumns(requests)

/** Which requests a list shows. Undefined leaves a side open; `after` is the last id of the page before. */
export type CaseFilter = {
  id?: string | undefined
  clientId?: string | undefined
  agencyCodes?: readonly string[] | undefined
  status?: RequestStatus | undefined
  receivedFrom?: string | undefined
  receivedTo?: string | undefined
  after?: string | undefined
}

/** One request with all that belongs to it. */
export async function findCase (db: Reader, id: string): Promise<CaseView | undefined> {
  const [view] = await listCases(db, { id }, 1)
  return view
}

/** Requests, newest first. Pages are cut by id, which an index of the agency or the portal keeps in order. */
export async function listCases (db: Reader, filter: CaseFilter, limit: number): Promise<CaseView[]> {
  const rows = await db.select({
    request: shown,
    version: caseHeads.version,
    agencyName: { zh: agencies.nameZh, en: agencies.nameEn },
    deadline: {
      state: deadlines.state, dueOn: deadlines.dueOn, dueAt: deadlines.dueAt, provisional: deadlines.provisional,
    },
  }).from(requests)
    .innerJoin(caseHeads, eq(caseHeads.id, requests.id))
    .innerJoin(agencies, eq(agencies.code, requests.agencyCode))
    .leftJoin(deadlines, eq(deadlines.requestId, requests.id))
    .where(and(...conditions(filter)))
    .orderBy(desc(requests.id)).limit(limit)
  return rows.length === 0 ? [] : await complete(db, rows)
}

function conditions (filter: CaseFilter): (SQL | undefined)[] {
  const { id, clientId, agencyCodes, status, receivedFrom, receivedTo, after } = filter
  return [
    id === undefined ? undefined : eq(requests.id, id),
    clientId === undefined ? undefined : eq(requests.apiClientId, clientId),
    agencyCodes === undefined ? undefined : inArray(requests.agencyCode, [...agencyCodes]),
    status === undefined ? undefined : eq(requests.status, status),
    receivedFrom === undefined ? undefined : gte(requests.receivedOn, receivedFrom),
    receivedTo === undefined ? undefined : lte(requests.receivedOn, receivedTo),
    after === undefined ? undefined : lt(requests.id, after),
  ]
}

type Started = Omit<CaseView, 'extension' | 'decision' | 'notices' | 'reviewDue'>

/** Adds what the other rooms keep, in one query a table however many requests there are. */
async function complete (db: Reader, rows: Started[]): Promise<CaseView[]> {
  const ids = rows.map((row) => row.request.id)
  const asked = await db.select({
    requestId: extensions.requestId, state: extensions.state, requestedBy: extensions.requestedBy,
    approvingDuty: extensions.approvingDuty,
  }).from(extensions).where(and(inArray(extensions.requestId, ids), inArray(extensions.state, ['pending', 'approved'])))
  const decided = await db.select({
    caseId: decisions.caseId, id: decisions.id, state: decisions.state, proposedBy: decisions.proposedBy,
  }).from(decisions).where(and(inArray(decisions.caseId, ids), inArray(decisions.state, ['proposed', 'issued'])))
  const issued = await db.select({
    caseId: notices.caseId, id: notices.id, kind: notices.kind, issuedAt: notices.issuedAt,
  }).from(notices).where(inArray(notices.caseId, ids)).orderBy(asc(notices.issuedAt), asc(notices.id))
  const inReview = await casesInReview(db, ids)
  return rows.map((row) => ({
    ...row,
    extension: asked.find((extension) => extension.requestId === row.request.id),
    decision: decided.find((decision) => decision.caseId === row.request.id),
    notices: issued.filter((notice) => notice.caseId === row.request.id),
    reviewDue: inReview.has(row.request.id),
  }))
}

// A record waits for a reviewer once the scan for marks has ended and did not seal it, until the last level of its
// chain has found.
async function casesInReview (db: Reader, ids: string[]): Promise<Set<string>> {
  const { rows } = await db.execute<{ case_id: string }>(sql`
    select distinct r.case_id from records r
    where r.case_id in (${sql.join(ids.map((id) => sql`${id}::uuid`), sql`, `)})
      and r.sealed_at is null and r.scan_state in ('done', 'unreadable')
      and (select count(*) from reviews v where v.record_id = r.id) < r.review_levels`)
  return new Set(rows.map((row) => row.case_id))
}
