import { and, desc, eq, getTableColumns, gte, inArray, lt, lte, type SQL } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { caseHeads } from '@lightwell/schema/tables/common'
import { deadlines } from '@lightwell/schema/tables/deadline'
import { agencies, requests } from '@lightwell/schema/tables/intake'
import type { CaseView } from '../case-view.ts'
import type { RequestStatus } from '../rules/request-status.ts'
import { completeCases } from './case-parts.ts'

const { applicantIdSealed: _id, applicantIdIndex: _index, accessTokenHash: _token, sealedKey: _key, ...shown } =
  getTableColumns(requests)

/** Which requests a list shows. Undefined leaves a side open; `after` is the last id of the page before. */
export type CaseFilter = {
  ids?: readonly string[] | undefined
  clientId?: string | undefined
  agencyCodes?: readonly string[] | undefined
  status?: RequestStatus | undefined
  receivedFrom?: string | undefined
  receivedTo?: string | undefined
  after?: string | undefined
}

/** One request with all that belongs to it. */
export async function findCase (db: Reader, id: string): Promise<CaseView | undefined> {
  const [view] = await listCases(db, { ids: [id] }, 1)
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
      pausedUntil: deadlines.pausedUntil,
    },
  }).from(requests)
    .innerJoin(caseHeads, eq(caseHeads.id, requests.id))
    .innerJoin(agencies, eq(agencies.code, requests.agencyCode))
    .leftJoin(deadlines, eq(deadlines.requestId, requests.id))
    .where(and(...conditions(filter)))
    .orderBy(desc(requests.id)).limit(limit)
  return rows.length === 0 ? [] : await completeCases(db, rows)
}

function conditions (filter: CaseFilter): (SQL | undefined)[] {
  const { ids, clientId, agencyCodes, status, receivedFrom, receivedTo, after } = filter
  return [
    ids === undefined ? undefined : inArray(requests.id, [...ids]),
    clientId === undefined ? undefined : eq(requests.apiClientId, clientId),
    agencyCodes === undefined ? undefined : inArray(requests.agencyCode, [...agencyCodes]),
    status === undefined ? undefined : eq(requests.status, status),
    receivedFrom === undefined ? undefined : gte(requests.receivedOn, receivedFrom),
    receivedTo === undefined ? undefined : lte(requests.receivedOn, receivedTo),
    after === undefined ? undefined : lt(requests.id, after),
  ]
}
