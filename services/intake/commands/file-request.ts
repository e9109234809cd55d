import { calendarNamed } from '@lightwell/calendar/calendars'
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
import { externalIdTaken } from '../errors.ts'
import type { CaseView, RequestRow } from '../case-view.ts'
import type { Filing } from '../filing.ts'
import { newProof } from '../new-proof.ts'
import { newRequest, viewOfNew, type Arrival } from '../new-request.ts'
import { regimeOf } from '../regime-of.ts'
import { filingFaults } from '../rules/filing-faults.ts'
import { filingWarnings } from '../rules/identity-warnings.ts'
import { dayOfArrival, receiptOf, toldDay, type Arrived } from '../rules/receipt.ts'
import type { Entry } from '../rules/receipt-faults.ts'
import { textAt } from '../rules/value-at.ts'
import { findLastSuccessor, holdAgency, type Agency } from '../store/agencies.ts'
import { findByExternalId, holdExternalIds } from '../store/external-ids.ts'
import { insertClaim, insertParties } from '../store/parties.ts'
import { insertRequest } from '../store/requests.ts'
import { tellShortStaff } from '../tell-short-staff.ts'
import { recordProof } from './record-proof.ts'

// Where no agency is named, the faults that need a current day take it here.
const defaultZone = 'Asia/Shanghai'

/**
 * What was sent, whatever it is, and what its schema already says against it. A portal may give it the name it knows it
 * by, and bring in what was taken in elsewhere: by any channel, on any day of the past.
 */
export type FileRequest = { body: unknown, schemaFaults: readonly FieldFault[], externalId?: string, imported?: boolean }

/** What was filed, the token that opens it (the only time that it is told), and what somebody should look at. */
export type Filed = { view: CaseView, accessToken: string, warnings: FieldFault[] }

/**
 * Takes a request in: checks it whole, seals the ID number, numbers it and begins its history. Throws 403 for a clerk
 * of another agency, 422 with every fault of schema and rules at once.
 */
export async function fileRequest (deps: Deps, tx: Transaction, caller: Caller, input: FileRequest): Promise<Filed> {
  const arrival = await checkFiling(deps, tx, caller, input)
  const { filing, at } = arrival
  const { request, row, personalHash, accessToken, parties } = newRequest(deps.keys, arrival)
  const head = newCaseHead({ id: request.id, kind: 'request', agencyCode: request.agencyCode })
  const actor = actorOf(caller)
  await append(tx, head, {
    type: 'lightwell.request.registered.v1', room: 'intake', actor, at, data: registered(request, personalHash),
  })
  await insertRequest(tx, row)
  await insertParties(tx, parties)
  const claim = filing.correction && { requestId: request.id, ...filing.correction }
  if (claim !== undefined) await insertClaim(tx, claim)
  const proofs = filing.identityProof === undefined ? []
    : [await recordProof(tx, head, newProof(request, filing.identityProof, { actor, at }))]
  if (!input.imported) await tellShortStaff(tx, head, { agency: arrival.agency, at })
  const view = { ...viewOfNew(request, arrival.agency), version: head.version, parties, proofs, claim }
  return { view, accessToken, warnings: filingWarnings(filing, arrival.receipt.receivedOn) }
}

async function checkFiling (deps: Deps, tx: Transaction, caller: Caller, input: FileRequest): Promise<Arrival> {
  const { body, schemaFaults, externalId, imported } = input
  const posts = authorize(caller, 'request', imported ? 'import' : 'file', { agencyCode: null })
  const code = textAt(body, '/agency')
  const agency = code === undefined ? undefined : await holdAgency(tx, code)
  const entry = entryOf(caller, imported)
  if (entry === 'clerk' && agency && !posts.some((post) => post.agencyCode === agency.code)) throw errors.notAllowed()
  const at = deps.clock.now()
  const today = dayIn(at, agency?.zone ?? defaultZone)
  const regime = agency && regimeOf(agency, toldDay(body, today))
  const successor = await successorOf(tx, agency)
  refuseFaults(filingFaults(body, schemaFaults, { regime, successor, caller, entry, today }))
  const named = externalId ?? (body as Filing).externalId
  await takeExternalId(tx, caller, named)
  const arrival = arrivalOf(body as Filing, { agency: agency as Agency, regime: regime as Regime, at })
  return { ...arrival, caller, at, externalId: named, imported }
}

function entryOf (caller: Caller, imported: boolean | undefined): Entry {
  if (imported) return 'import'
  return caller.kind === 'staff' ? 'clerk' : 'own'
}

async function successorOf (tx: Transaction, agency: Agency | undefined): Promise<Agency | undefined> {
  return agency === undefined || agency.endedOn === null ? undefined : await findLastSuccessor(tx, agency.code)
}

// A portal's name stands for one request: who sends it again is told which.
async function takeExternalId (tx: Transaction, caller: Caller, externalId: string | undefined): Promise<void> {
  if (caller.kind !== 'portal' || externalId === undefined) return
  await holdExternalIds(tx, caller.clientId, [externalId])
  const taken = await findByExternalId(tx, caller.clientId, externalId)
  if (taken !== undefined) throw externalIdTaken(taken)
}

// The form is that of the day which the filing tells; the day of receipt follows from it, and the request keeps the law of that.
function arrivalOf (filing: Filing, { agency, regime, at }: { agency: Agency, regime: Regime, at: Date }) {
  const told: Arrived = { ...filing, channel: filing.channel ?? 'online' }
  const calendar = calendarNamed(agency.calendarId)
  const today = dayOfArrival({ channel: told.channel, at }, { regime, calendar, zone: agency.zone })
  const receipt = receiptOf(told, { regime, calendar, today })
  return { filing, agency, regime: regimeOf(agency, receipt.receivedOn) as Regime, receipt }
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
    ...request.imported && { imported: true },
  }
}
