import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { receiptNumber } from '@lightwell/http/receipt-number'
import type { Regime } from '@lightwell/regimes/regime'
import type { KeyRing } from '@lightwell/secrets/key-ring'
import { newToken } from '@lightwell/secrets/tokens'
import { untouched, type CaseView, type RequestRow } from './case-view.ts'
import type { Filing } from './filing.ts'
import { agentParty, jointParty, type PartyRow } from './new-party.ts'
import { applicantColumns, numberOf, personOf } from './person.ts'
import { expectedDeadline } from './rules/current-deadline.ts'
import type { Receipt } from './rules/receipt.ts'
import { openRequestKey, sealApplicant } from './seal-applicant.ts'
import type { Agency } from './store/agencies.ts'

/** A filing without faults: by whom, to whom, under which rule, and when it arrived. */
export type Arrival = {
  filing: Filing
  caller: Caller
  agency: Agency
  regime: Regime
  receipt: Receipt
  at: Date
  /** The name that the portal knows the request by. */
  externalId?: string | undefined
  /** Whether the request was taken in elsewhere, and is brought here. */
  imported?: boolean | undefined
}

/** Makes the request of an arrival: numbered, its ID number sealed, its access token known here and never again. */
export function newRequest (keys: KeyRing, arrival: Arrival) {
  const id = uuidv7()
  const { filing } = arrival
  const { token, hash } = newToken('request')
  const person = personOf(filing.applicant)
  const wished = content(filing)
  const sealed = sealApplicant(keys, id, { person, number: numberOf(filing.applicant), wish: wished })
  const { personalHash, applicantIdTail, ...hidden } = sealed
  const request: RequestRow = { id, ...registration(arrival), ...wished, ...applicantColumns(person), applicantIdTail }
  return {
    request,
    row: { ...request, ...hidden, accessTokenHash: hash },
    personalHash,
    accessToken: token,
    parties: partiesOf(keys, arrival, id, hidden.sealedKey),
  }
}

/** A request as it is shown at its filing. Its clock starts after the commit; the day follows from the receipt. */
export function viewOfNew (request: RequestRow, { nameZh, nameEn }: Agency): CaseView {
  return {
    request,
    version: 1,
    agencyName: { zh: nameZh, en: nameEn },
    deadline: { state: 'running', ...expectedDeadline(request) },
    ...untouched,
  }
}

// What has to be confirmed and was not yet waits for it; its day of receipt stands all the same.
function registration ({ filing, caller, agency, regime, receipt, at, externalId, imported }: Arrival) {
  return {
    ...receipt,
    receiptNumber: receiptNumber({ agencyCode: agency.code, receivedOn: receipt.receivedOn, random: randomBytes(5) }),
    agencyCode: agency.code,
    regimeId: regime.id,
    regimeVersion: regime.version,
    calendarId: agency.calendarId,
    zone: agency.zone,
    channel: filing.channel ?? 'online',
    status: receipt.confirmBy !== null && receipt.confirmedOn === null ? 'received' as const : 'registered' as const,
    confirmedBy: receipt.confirmedOn === null ? null : actorOf(caller),
    registeredAt: at,
    filedBy: actorOf(caller),
    apiClientId: caller.kind === 'portal' ? caller.clientId : null,
    externalId: externalId ?? null,
    imported: imported ?? false,
    receiptEvidence: null, withdrawalEvidence: null, nature: null, parentId: null, relation: null,
  }
}

// A request that names no form is taken, and answered online (条例第二十九条第二款第三项).
function content ({ kind, description, purpose, delivery, language, accessibility, subject, contexts }: Filing) {
  return {
    kind,
    description,
    purpose: purpose ?? null,
    deliveryFormat: delivery?.format ?? 'electronic',
    deliveryMethod: delivery?.method ?? 'online',
    language: language ?? 'zh-CN' as const,
    accessibility: accessibility ?? [],
    subject: subject ?? null,
    contexts: contexts ?? [],
  }
}

function partiesOf (keys: KeyRing, { filing, caller, at }: Arrival, requestId: string, sealedKey: string): PartyRow[] {
  const { jointApplicants = [], agent } = filing
  if (jointApplicants.length === 0 && agent === undefined) return []
  const dataKey = openRequestKey(keys, requestId, sealedKey)
  const recording = { requestId, dataKey, recordedBy: actorOf(caller), recordedAt: at }
  return [
    ...jointApplicants.map((told) => jointParty(keys, recording, told)),
    ...agent === undefined ? [] : [agentParty(keys, recording, agent)],
  ]
}
