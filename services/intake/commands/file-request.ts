import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import { newCaseHead } from '@lightwell/events/case-head'
import type { EventData } from '@lightwell/events/contracts'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import type { Regime } from '@lightwell/regimes/regime'
import type { CaseView, RequestRow } from '../case-view.ts'
import type { Filing } from '../filing.ts'
import { newRequest, viewOfNew, type Arrival } from '../new-request.ts'
import { regimeOf } from '../regime-of.ts'
import { filingFaults } from '../rules/filing-faults.ts'
import { textAt } from '../rules/value-at.ts'
import { findAgency, type Agency } from '../store/agencies.ts'
import { insertRequest } from '../store/requests.ts'

// Where no agency is named, the faults that need a current day take it here.
const defaultZone = 'Asia/Shanghai'

/** What was sent, whatever it is, and what its schema already says against it. */
export type FileRequest = { body: unknown, schemaFaults: readonly FieldFault[] }

/** What was filed, and the token that opens it: the only time that it is told. */
export type Filed = { view: CaseView, accessToken: string }

/**
 * Takes a request in: checks it whole, seals the ID number, numbers it and begins its history. Throws 403 for a clerk
 * of another agency, 422 with every fault of schema and rules at once.
 */
export async function fileRequest (deps: Deps, tx: Transaction, caller: Caller, input: FileRequest): Promise<Filed> {
  const arrival = await checkFiling(deps, tx, caller, input)
  const { request, row, personalHash, accessToken } = newRequest(deps.keys, arrival)
  const head = newCaseHead({ id: request.id, kind: 'request', agencyCode: request.agencyCode })
  await append(tx, head, {
    type: 'lightwell.request.registered.v1', room: 'intake', actor: actorOf(caller), at: arrival.at,
    data: registered(request, personalHash),
  })
  await insertRequest(tx, row)
  return { view: viewOfNew(request, arrival.agency), accessToken }
}

async function checkFiling (
  deps: Deps, tx: Transaction, caller: Caller, { body, schemaFaults }: FileRequest,
): Promise<Arrival> {
  const posts = authorize(caller, 'request', 'file', { agencyCode: null })
  const code = textAt(body, '/agency')
  const agency = code === undefined ? undefined : await findAgency(tx, code)
  const byClerk = caller.kind === 'staff'
  if (byClerk && agency && !posts.some((post) => post.agencyCode === agency.code)) throw errors.notAllowed()
  const at = deps.clock.now()
  const today = dayIn(at, agency?.zone ?? defaultZone)
  const regime = agency && regimeOf(agency)
  refuseFaults(filingFaults(body, schemaFaults, { regime, byClerk, today }))
  const filing = body as Filing
  const receivedOn = (filing.receivedOn ?? today) as Day
  return { filing, caller, agency: agency as Agency, regime: regime as Regime, receivedOn, at }
}

function registered (request: RequestRow, personalHash: string): EventData<'lightwell.request.registered.v1'> {
  return {
    agency: request.agencyCode,
    regime: request.regimeId,
    regimeVersion: request.regimeVersion,
    calendar: request.calendarId,
    zone: request.zone,
    kind: request.kind,
    channel: request.channel,
    applicantKind: request.applicantKind,
    receivedOn: request.receivedOn,
    personalHash,
  }
}
