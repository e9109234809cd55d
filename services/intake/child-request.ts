import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { calendarNamed } from '@lightwell/calendar/calendars'
import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import { receiptNumber } from '@lightwell/http/receipt-number'
import type { Regime } from '@lightwell/regimes/regime'
import type { KeyRing } from '@lightwell/secrets/key-ring'
import type { IdentityNumber } from './identity-number.ts'
import { newParty, unsealPartyNumber, type PartyRow } from './new-party.ts'
import type { ProofRow } from './new-proof.ts'
import { personOfRow } from './person.ts'
import { regimeOf } from './regime-of.ts'
import { dayOfArrival } from './rules/receipt.ts'
import { openRequestKey, sealApplicant, unsealIdNumber } from './seal-applicant.ts'
import type { Agency } from './store/agencies.ts'
import type { WholeParty, WholeProof, WholeRequest } from './store/routings.ts'

/** How one request comes of another: where it goes, what of it goes there, and by whose hand. */
export type Birth = {
  relation: 'part' | 'transferred' | 'redirected'
  /** A body of which it is known that it takes requests. */
  agency: Agency
  /** What is asked for there; all that the parent asks for when left out. */
  description?: string
  /** Who made it, as events name him. */
  actor: string
  /** Whether its applicant made it himself. */
  byApplicant?: boolean
  at: Date
}

/** The parent with all that is sealed in it. */
export type Parent = { request: WholeRequest, parties: readonly WholeParty[], proofs: readonly WholeProof[] }

/** A request that comes of another, with those beside its applicant and the proofs of who he is. */
export type Child = { row: WholeRequest, personalHash: string, parties: PartyRow[], proofs: ProofRow[] }

/**
 * Makes a request from another: the same applicant, the same way of answering, the same access token, under a number, a
 * law and a data key of its own. What was sealed is opened under the parent's key and sealed again.
 */
export function childRequest (keys: KeyRing, parent: Parent, birth: Birth): Child {
  const { request } = parent
  const id = uuidv7()
  const wish = { description: birth.description ?? request.description, purpose: request.purpose }
  const { personalHash, ...sealed } = sealApplicant(keys, id, { person: personOfRow(request), number: numberOf(keys, request), wish })
  const row = {
    ...request, ...registration(request, birth), ...sealed, ...wish, id,
    parentId: request.id, relation: birth.relation, externalId: null, nature: null, withdrawalEvidence: null, imported: false,
  }
  return { row, personalHash, ...peopleOf(keys, parent, row) }
}

function registration (request: WholeRequest, birth: Birth) {
  const { agency, actor, at } = birth
  const receipt = birth.relation === 'redirected' ? ownReceipt(birth) : sameReceipt(request, birth)
  const regime = regimeOf(agency, receipt.receivedOn) as Regime
  return {
    ...receipt,
    // What a part asks for, and what another government calls it, is for its own body to say.
    ...birth.relation !== 'transferred' && { subject: null, contexts: [] },
    receiptNumber: receiptNumber({ agencyCode: agency.code, receivedOn: receipt.receivedOn, random: randomBytes(5) }),
    agencyCode: agency.code,
    regimeId: regime.id,
    regimeVersion: regime.version,
    calendarId: agency.calendarId,
    zone: agency.zone,
    status: receipt.confirmBy !== null && receipt.confirmedOn === null ? 'received' as const : 'registered' as const,
    registeredAt: at,
    filedBy: actor,
  }
}

/**
 * The parent's receipt. Where it is a day earlier in the zone of the other body, that day it is: none is received tomorrow but
 * what its own law takes for so.
 */
function sameReceipt ({ receivedOn, confirmBy, confirmedOn, zone }: WholeRequest, { agency, at }: Birth) {
  const today = dayIn(at, agency.zone)
  const day = confirmBy === null && receivedOn > today && receivedOn <= dayIn(at, zone) ? today : receivedOn
  return { receivedOn: day as Day, confirmBy, confirmedOn }
}

/** A request that is made anew is received as it is made: by its applicant online, by an officer on the day itself. */
function ownReceipt ({ agency, at, byApplicant = false }: Birth) {
  const channel = byApplicant ? 'online' as const : 'other' as const
  const regime = regimeOf(agency, dayIn(at, agency.zone)) as Regime
  const receivedOn = dayOfArrival({ channel, at }, { regime, calendar: calendarNamed(agency.calendarId), zone: agency.zone })
  return {
    receivedOn, channel, appliedOn: null,
    signedFor: null, arrivedOn: null, confirmBy: null, confirmedOn: null, confirmedBy: null, receiptEvidence: null,
  }
}

function numberOf (keys: KeyRing, request: WholeRequest): IdentityNumber | undefined {
  const { id, sealedKey, applicantIdSealed, applicantKind: kind, applicantNationality: nationality } = request
  if (applicantIdSealed === null) return undefined
  return { kind, number: unsealIdNumber(keys, id, { sealedKey, applicantIdSealed }), nationality }
}

/**
 * The parties and proofs of the parent for its child. Their ids are given in the order of the old ones: what was proved
 * before somebody took the applicant's place says nothing of him.
 */
function peopleOf (keys: KeyRing, { request, parties, proofs }: Parent, child: WholeRequest): Pick<Child, 'parties' | 'proofs'> {
  const oldKey = openRequestKey(keys, request.id, request.sealedKey)
  const dataKey = openRequestKey(keys, child.id, child.sealedKey)
  const copied: Pick<Child, 'parties' | 'proofs'> = { parties: [], proofs: [] }
  for (const person of [...parties, ...proofs].toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if ('method' in person) copied.proofs.push({ ...person, id: uuidv7(), requestId: child.id })
    else {
      const { recordedBy, recordedAt, kind, nationality } = person
      const number = unsealPartyNumber(oldKey, person)
      copied.parties.push(newParty(
        keys, { requestId: child.id, dataKey, recordedBy, recordedAt }, person, number === null ? undefined : { kind, number, nationality },
      ))
    }
  }
  return copied
}
