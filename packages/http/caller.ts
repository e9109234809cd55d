/** A duty held through a post. `review` has a level; `supervisor` and `admin` reach every agency, all others their own. */
export type Duty = 'clerk' | 'officer' | 'review' | 'head' | 'secrecy' | 'disclosure_office' | 'supervisor' | 'admin'

/** A post through which a person acts now: his own, or one he deputises for while its holder is away. */
export type HeldPost = { agencyCode: string, duty: Duty, level: number | null, asDeputy: boolean }

/** Who is calling. */
export type Caller =
  | { kind: 'anonymous' }
  | { kind: 'applicant', requestId: string }
  | { kind: 'portal', clientId: string }
  | { kind: 'staff', personId: string, posts: readonly HeldPost[] }

/** A caller as events name him; never a personal value. */
export function actorOf (caller: Caller): string {
  switch (caller.kind) {
    case 'staff': return `staff:${caller.personId}`
    case 'portal': return `portal:${caller.clientId}`
    default: return caller.kind
  }
}
