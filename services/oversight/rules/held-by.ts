import type { Duty } from '@lightwell/http/caller'

/** What decides who must act next on a case. */
export type CaseFacts = {
  /** The state of its clock; a clock that has ended leaves nothing to do. */
  clock: 'running' | 'paused' | 'met' | 'missed' | 'stopped'
  /** The decision that stands: one that was returned stands no more. */
  decision: 'none' | 'proposed' | 'issued'
  /** Whether the notice of the decision reached its reader. */
  served: boolean
  /** The duty that a pending extension waits for. */
  extensionAwaits: Duty | null
  /** The lowest level at which one of its records waits for review. */
  reviewLevel: number | null
}

/** The duty that must act next; `level` is that of a review, and null for every other duty. */
export type Holder = { duty: Duty, level: number | null }

/**
 * Who must act next, or null when nobody must. What is nearest to the answer goes first: an approved answer that was
 * not sent is still running, a proposed one waits for the head; only then come extension, review and officer.
 */
export function heldBy (facts: CaseFacts): Holder | null {
  if (facts.clock !== 'running' && facts.clock !== 'paused') return null
  if (facts.decision === 'issued') return facts.served ? null : { duty: 'clerk', level: null }
  if (facts.decision === 'proposed') return { duty: 'head', level: null }
  if (facts.extensionAwaits !== null) return { duty: facts.extensionAwaits, level: null }
  if (facts.reviewLevel !== null) return { duty: 'review', level: facts.reviewLevel }
  return { duty: 'officer', level: null }
}
