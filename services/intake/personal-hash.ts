import canonicalize from 'canonicalize'
import { keyedHash } from '@lightwell/secrets/hashes'
import type { SealingKey } from '@lightwell/secrets/seal'

/** What an applicant told of himself and wants to know, as it is kept; the ID number normalised. */
export type PersonalValues = {
  name: string
  sex: string | null
  birthDate: string | null
  idNumber: string | null
  address: string | null
  phone: string | null
  email: string | null
  description: string
  purpose: string | null
}

/**
 * The hash of the personal values as the event chain holds it: over their canonical form (RFC 8785), under the
 * request's own key. Once that key is destroyed the hash says nothing, and the chain still verifies.
 */
export function personalHash (key: SealingKey, values: PersonalValues): string {
  return keyedHash(key, canonicalize(values) as string)
}
