/** A request as it can be held against another. */
export type Comparable = {
  id: string
  agencyCode: string
  registeredAt: Date
  applicantKind: string
  applicantName: string
  applicantIdTail: string | null
}

/**
 * Whether one request came before another, to the same agency and from the same applicant, as far as this room may know:
 * by his kind, his name and the last characters of his number. The number itself stays at the counter, which shows the
 * officer the requests of that very number.
 */
export function cameBefore (earlier: Comparable, later: Comparable): boolean {
  return earlier.id !== later.id && earlier.registeredAt <= later.registeredAt && earlier.agencyCode === later.agencyCode &&
    earlier.applicantKind === later.applicantKind && earlier.applicantIdTail === later.applicantIdTail &&
    spelled(earlier.applicantName) === spelled(later.applicantName)
}

function spelled (name: string): string {
  return name.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '').toLowerCase()
}
