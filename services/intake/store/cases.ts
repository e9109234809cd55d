import { desc, eq, getTableColumns, inArray } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { caseHeads } from '@lightwell/schema/tables/common'
import { deadlines } from '@lightwell/schema/tables/deadline'
import { agencies, requests } from '@lightwell/schema/tables/intake'
import type { CaseView } from '../case-view.ts'
import { completeCases } from './case-parts.ts'

const { applicantIdSealed: _id, applicantIdIndex: _index, accessTokenHash: _token, sealedKey: _key, ...shown } =
  getTableColumns(requests)

/** One request with all that belongs to it. */
export async function findCase (db: Reader, id: string): Promise<CaseView | undefined> {
  const [view] = await findCases(db, [id])
  return view
}

/** Requests with all that belongs to them, newest first. */
export async function findCases (db: Reader, ids: readonly string[]): Promise<CaseView[]> {
  if (ids.length === 0) return []
  const rows = await db.select({
    request: shown,
    version: caseHeads.version,
    agencyName: { zh: agencies.nameZh, en: agencies.nameEn },
    deadline: {
      state: deadlines.state, dueOn: deadlines.dueOn, dueAt: deadlines.dueAt, provisional: deadlines.provisional,
      pausedUntil: deadlines.pausedUntil, extendedWorkingDays: deadlines.extendedWorkingDays,
    },
  }).from(requests)
    .innerJoin(caseHeads, eq(caseHeads.id, requests.id))
    .innerJoin(agencies, eq(agencies.code, requests.agencyCode))
    .leftJoin(deadlines, eq(deadlines.requestId, requests.id))
    .where(inArray(requests.id, [...ids]))
    .orderBy(desc(requests.id))
  return rows.length === 0 ? [] : await completeCases(db, rows)
}
