import { v7 as uuidv7 } from 'uuid'
import type { KeyRing } from '@lightwell/secrets/key-ring'
import { sealText, unsealText, type SealingKey } from '@lightwell/secrets/seal'
import { scopes, type Agent } from './agent.ts'
import type { Applicant } from './applicant.ts'
import type { Party } from './case-view.ts'
import { normaliseNumber, numberIndex, numberTail, type IdentityNumber } from './identity-number.ts'
import { numberOf, personOf, type Person } from './person.ts'

/** A party as its row keeps it: the number sealed under the key of the request. */
export type PartyRow = Party & { idSealed: string | null, idIndex: string | null }

/** Where and by whom a party is recorded, and the key of the request. */
export type Recording = { requestId: string, dataKey: SealingKey, recordedBy: string, recordedAt: Date }

/** Who asks together with the applicant. */
export function jointParty (keys: KeyRing, recording: Recording, told: Applicant): PartyRow {
  return newParty(keys, recording, { ...plain, role: 'joint', ...personOf(told) }, numberOf(told))
}

/** Who files for the applicant. A guardian whose scope is not told may do everything. */
export function agentParty (keys: KeyRing, recording: Recording, told: Agent): PartyRow {
  const { kind: role = 'agent', name, idNumber, mandate, expiresOn = null, address = null, phone = null, email = null } = told
  const party = {
    ...plain, role, kind: 'citizen' as const, name, address, phone, email, mandate, expiresOn, scope: [...told.scope ?? scopes],
  }
  return newParty(keys, recording, party, idNumber === undefined ? undefined : { kind: 'citizen', number: idNumber })
}

/** Whose place the applicant has taken: why, when, and by what paper. */
export function predecessor (
  keys: KeyRing, recording: Recording, { person, number, ...passing }:
  { person: Person, number: IdentityNumber | undefined, cause: NonNullable<Party['cause']>, succeededOn: string, evidence: string },
): PartyRow {
  return newParty(keys, recording, { ...plain, role: 'predecessor', ...person, ...passing }, number)
}

/** Opens the number of a party; null where it has none. Throws UnsealError for one of another row or request. */
export function unsealPartyNumber (dataKey: SealingKey, { id, idSealed }: Pick<PartyRow, 'id' | 'idSealed'>): string | null {
  return idSealed === null ? null : unsealText(dataKey, idSealed, idPlace(id))
}

/** A party of its own id, with its number sealed: a new one, or one that goes on to another request. */
export function newParty (
  keys: KeyRing, { dataKey, ...recording }: Recording, party: NewParty, number: IdentityNumber | undefined,
): PartyRow {
  const id = uuidv7()
  return {
    ...party,
    id,
    ...recording,
    idSealed: number === undefined ? null : sealText(dataKey, normaliseNumber(number), idPlace(id)),
    idIndex: number === undefined ? null : numberIndex(keys, number),
    idTail: number === undefined ? null : numberTail(number),
  }
}

type NewParty = Omit<PartyRow, 'id' | 'requestId' | 'recordedBy' | 'recordedAt' | 'idSealed' | 'idIndex' | 'idTail'>

// What most parties do not have.
const plain = {
  sex: null, birthDate: null, nationality: null, organisationKind: null, representativeName: null, representativeSex: null,
  representativeBirthMonth: null, address: null, phone: null, email: null, scope: [], mandate: null, expiresOn: null,
  cause: null, succeededOn: null, evidence: null,
}

function idPlace (partyId: string): string {
  return `request_parties.id_sealed:${partyId}`
}
