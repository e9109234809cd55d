/** A duty held through a post. `review` has a level; `supervisor` and `admin` reach every agency, all others their own. */
export type Duty =
  'clerk' | 'officer' | 'review' | 'head' | 'secrecy' | 'disclosure_office' | 'section' | 'legal' | 'supervisor' | 'admin'

/** A post through which a person acts now: his own, or one he deputises for while its holder is away. */
export type HeldPost = { agencyCode: string, duty: Duty, level: number | null, asDeputy: boolean }

/** Who is calling. */
export type Caller =
  | { kind: 'anonymous' }
  /** Who holds an access token: it opens one request, and those that it was divided into or moved to. */
  | { kind: 'applicant', requestIds: readonly string[] }
  /** Who was asked for his view: his letter token opens that letter and his answer, and nothing else. */
  | { kind: 'consulted', consultationId: string }
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
