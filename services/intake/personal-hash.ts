import canonicalize from 'canonicalize'
import { keyedHash } from '@lightwell/secrets/hashes'
import type { SealingKey } from '@lightwell/secrets/seal'
import type { Person } from './person.ts'

/** What an applicant told of himself and wants to know, as it is kept; the number normalised. */
export type PersonalValues = Pick<Person, 'name' | 'sex' | 'birthDate' | 'address' | 'phone' | 'email'> & {
  idNumber: string | null
  description: string
  purpose: string | null
  /** What only an organisation or a foreigner has. */
  nationality?: string
  organisationKind?: string
  representativeName?: string
  representativeSex?: string
  representativeBirthMonth?: string
}

/** What a request asks for, as far as it is personal. */
export type Wish = Pick<PersonalValues, 'description' | 'purpose'>

/** The personal values of a request, from its applicant, his normalised number and what he wants to know. */
export function personalValues (person: Person, idNumber: string | null, { description, purpose }: Wish): PersonalValues {
  const { kind: _kind, name, sex, birthDate, address, phone, email, ...others } = person
  const had = Object.entries(others).filter(([, value]) => value !== null)
  return { name, sex, birthDate, idNumber, address, phone, email, ...Object.fromEntries(had), description, purpose }
}

/**
 * The hash of the personal values as the event chain holds it: over their canonical form (RFC 8785), under the
 * request's own key. Once that key is destroyed the hash says nothing, and the chain still verifies.
 */
export function personalHash (key: SealingKey, values: PersonalValues): string {
  return keyedHash(key, canonicalize(values) as string)
}
