import { newDataKey, openDataKey } from '@lightwell/secrets/data-key'
import { blindIndex } from '@lightwell/secrets/hashes'
import type { KeyRing } from '@lightwell/secrets/key-ring'
import { sealText, unsealText } from '@lightwell/secrets/seal'
import { personalHash, type PersonalValues } from './personal-hash.ts'
import { normaliseResidentId, residentIdTail } from './rules/resident-id.ts'

/** The columns in which a request keeps an ID number, and the hash of all its personal values. */
export type SealedApplicant = {
  sealedKey: string
  applicantIdSealed: string
  applicantIdIndex: string
  applicantIdTail: string
  personalHash: string
}

/** Seals the ID number of a new request under a data key of its own. Neither number nor key is kept in plain. */
export function sealApplicant (
  keys: KeyRing, requestId: string, values: PersonalValues & { idNumber: string },
): SealedApplicant {
  const idNumber = normaliseResidentId(values.idNumber)
  const dataKey = newDataKey(keys, keyPlace(requestId))
  return {
    sealedKey: dataKey.sealed,
    applicantIdSealed: sealText(dataKey, idNumber, idPlace(requestId)),
    applicantIdIndex: idNumberIndex(keys, idNumber),
    applicantIdTail: residentIdTail(idNumber),
    personalHash: personalHash(dataKey, { ...values, idNumber }),
  }
}

/** Opens a sealed ID number. Throws UnsealError for one of another request, or whose key is gone. */
export function unsealIdNumber (
  keys: KeyRing, requestId: string, sealed: { sealedKey: string, applicantIdSealed: string },
): string {
  const dataKey = openDataKey(keys, sealed.sealedKey, keyPlace(requestId))
  return unsealText(dataKey, sealed.applicantIdSealed, idPlace(requestId))
}

/** What finds the requests of one ID number, in any spelling, without telling the number. */
export function idNumberIndex (keys: KeyRing, idNumber: string): string {
  return blindIndex(keys, 'index', normaliseResidentId(idNumber))
}

function keyPlace (requestId: string): string {
  return `requests.sealed_key:${requestId}`
}

function idPlace (requestId: string): string {
  return `requests.applicant_id_sealed:${requestId}`
}
