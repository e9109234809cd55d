/** What a text says of a person. */
export type PersonalKind =
  | 'resident_id' | 'passport' | 'bank_card' | 'mobile' | 'landline' | 'email' | 'plate' | 'address' | 'name'

/**
 * Personal data in the folded text, from the character `start` to before `end`. `sure` is what its form or its label leaves
 * no doubt of; the rest are hints.
 */
export type PersonalSighting = Readonly<{ kind: PersonalKind, sure: boolean, start: number, end: number }>
