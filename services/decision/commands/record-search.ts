import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { CaseHead } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { requestFor, type Acting } from '../authorize-staff.ts'
import { holdOpenRequest } from '../open-request.ts'
import { searchFaults, type SearchBody } from '../rules/search.ts'
import { insertSearch, type Search } from '../store/searches.ts'

export type RecordSearch = SentBody<SearchBody> & { requestId: string, ifMatch: string | undefined }

/** Puts a search on record. "Not held" and "would have to be made" rest on one (指导案例101号). */
export async function recordSearch (
  deps: Deps, tx: Transaction, caller: Caller, { requestId, body, schemaFaults, ifMatch }: RecordSearch,
): Promise<Search> {
  const { staff, request } = await requestFor(tx, requestId, { caller, resource: 'search', verb: 'record' })
  const { head } = await holdOpenRequest(tx, requestId, ifMatch)
  const at = deps.clock.now()
  refuseFaults(toldFaults(schemaFaults, searchFaults(body, dayIn(at, request.zone))))
  return await keepSearch(tx, head, { staff, at, taskId: null }, body as SearchBody)
}

type Searching = { staff: Acting['staff'], at: Date, taskId: string | null }

/** Keeps a search that has no faults, of its own or as part of the answer of a section. */
export async function keepSearch (
  tx: Transaction, head: CaseHead, { staff, at, taskId }: Searching, body: SearchBody,
): Promise<Search> {
  const { unit, place, terms, from = null, to = null, found, method = null, result = null, lookedBy = null } = body
  const search: Search = {
    id: uuidv7(), caseId: head.id, unit, place, terms, fromOn: from, toOn: to, found, method, result, lookedBy, taskId,
    recordedBy: staff.personId, recordedAt: at,
  }
  await insertSearch(tx, search)
  await append(tx, head, {
    type: 'lightwell.search.recorded.v1', room: 'decision', actor: actorOf(staff), at, data: { searchId: search.id },
  })
  return search
}
