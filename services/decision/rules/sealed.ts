/** What tells whether a record is sealed: when it was, and the second of the two people who unsealed it. */
export type Seal = { sealedAt: Date | null, unsealedBy: string | null }

/** Whether a record is nobody's to see: a secret mark sealed it, and two people have not found that to be a false alarm. */
export function isSealed ({ sealedAt, unsealedBy }: Seal): boolean {
  return sealedAt !== null && unsealedBy === null
}
