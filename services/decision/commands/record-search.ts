import { Type, type Static } from '@sinclair/typebox'
import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { refuseFaults } from '@lightwell/http/refusal'
import { requestFor } from '../authorize-staff.ts'
import { faults } from '../errors.ts'
import { DayText } from '../fields.ts'
import { holdOpenRequest } from '../open-request.ts'
import { insertSearch, type Search } from '../store/searches.ts'

/** Where and how it was looked for, and what was found. `from` and `to` bound the papers that were looked through. */
export const SearchBody = Type.Object({
  unit: Line(200),
  place: Line(500),
  terms: Line(1_000),
  from: Type.Optional(DayText),
  to: Type.Optional(DayText),
  found: Line(2_000),
}, { additionalProperties: false })
export type SearchBody = Static<typeof SearchBody>

export type RecordSearch = { requestId: string, body: SearchBody, ifMatch: string | undefined }

/** Puts a search on record. "Not held" and "would have to be made" rest on one (指导案例101号). */
export async function recordSearch (
  deps: Deps, tx: Transaction, caller: Caller, { requestId, body, ifMatch }: RecordSearch,
): Promise<Search> {
  const { staff, request } = await requestFor(tx, requestId, { caller, resource: 'search', verb: 'record' })
  const { head } = await holdOpenRequest(tx, requestId, ifMatch)
  const now = deps.clock.now()
  const { unit, place, terms, from = null, to = null, found } = body
  refuseFaults([
    ...from !== null && to !== null && to < from ? [faults.toBeforeFrom('/to')] : [],
    ...from !== null && from > dayIn(now, request.zone) ? [faults.inTheFuture('/from')] : [],
  ])
  const search: Search = {
    id: uuidv7(), caseId: requestId, unit, place, terms, fromOn: from, toOn: to, found, recordedBy: staff.personId,
    recordedAt: now,
  }
  await insertSearch(tx, search)
  await append(tx, head, {
    type: 'lightwell.search.recorded.v1', room: 'decision', actor: actorOf(caller), at: now, data: { searchId: search.id },
  })
  return search
}
