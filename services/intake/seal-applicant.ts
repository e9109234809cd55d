import { newDataKey, openDataKey } from '@lightwell/secrets/data-key'
import type { KeyRing } from '@lightwell/secrets/key-ring'
import { sealText, unsealText, type SealingKey } from '@lightwell/secrets/seal'
import { normaliseNumber, numberIndex, numberTail, type IdentityNumber } from './identity-number.ts'
import { personalHash, personalValues, type Wish } from './personal-hash.ts'
import type { Person } from './person.ts'

/** The columns in which a request keeps its applicant's number. */
export type SealedNumber = { applicantIdSealed: string, applicantIdIndex: string, applicantIdTail: string }

type Numberless = { [Column in keyof SealedNumber]: null }

/** What opens the number of a request again; null where it has none, or its key is gone. */
export type SealedApplicant = { sealedKey: string, applicantIdSealed: string | null }

/**
 * Seals the number of a new request's applicant under a data key of its own, which also makes the hash of all that is
 * personal about the request. Neither number nor key is kept in plain.
 */
export function sealApplicant (
  keys: KeyRing, requestId: string, { person, number, wish }: { person: Person, number: IdentityNumber | undefined, wish: Wish },
): (SealedNumber | Numberless) & { sealedKey: string, personalHash: string } {
  const dataKey = newDataKey(keys, keyPlace(requestId))
  const kept = number === undefined ? null : normaliseNumber(number)
  return {
    sealedKey: dataKey.sealed,
    ...sealNumber(keys, dataKey, requestId, number),
    personalHash: personalHash(dataKey, personalValues(person, kept, wish)),
  }
}

const numberless: Numberless = { applicantIdSealed: null, applicantIdIndex: null, applicantIdTail: null }

/** Seals the number of a request's applicant under the key that the request has. One who tells no number has none sealed. */
export function sealNumber (
  keys: KeyRing, dataKey: SealingKey, requestId: string, number: IdentityNumber | undefined,
): SealedNumber | Numberless {
  return number === undefined ? numberless : {
    applicantIdSealed: sealText(dataKey, normaliseNumber(number), idPlace(requestId)),
    applicantIdIndex: numberIndex(keys, number),
    applicantIdTail: numberTail(number),
  }
}

/** Opens a sealed number. Throws UnsealError for one of another request, or whose key is gone. */
export function unsealIdNumber (
  keys: KeyRing, requestId: string, sealed: { sealedKey: string, applicantIdSealed: string },
): string {
  return unsealText(openRequestKey(keys, requestId, sealed.sealedKey), sealed.applicantIdSealed, idPlace(requestId))
}

/**
 * The hash of the personal values of a request as they are kept now, for the event that changes one of them. Throws
 * UnsealError where the key is gone.
 */
export function hashOfKept (
  keys: KeyRing, requestId: string, { sealed, person, wish }: { sealed: SealedApplicant, person: Person, wish: Wish },
): string {
  const { sealedKey, applicantIdSealed } = sealed
  const idNumber = applicantIdSealed === null ? null : unsealIdNumber(keys, requestId, { sealedKey, applicantIdSealed })
  return personalHash(openRequestKey(keys, requestId, sealedKey), personalValues(person, idNumber, wish))
}

/** The key of a request, under which also the numbers of those beside its applicant are sealed. */
export function openRequestKey (keys: KeyRing, requestId: string, sealedKey: string): SealingKey {
  return openDataKey(keys, sealedKey, keyPlace(requestId))
}

function keyPlace (requestId: string): string {
  return `requests.sealed_key:${requestId}`
}

function idPlace (requestId: string): string {
  return `requests.applicant_id_sealed:${requestId}`
}
