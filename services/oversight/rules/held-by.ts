import type { Duty } from '@lightwell/http/caller'

/** Everyone who can be the one that must act next. */
export const holders = [
  'clerk', 'officer', 'review', 'head', 'disclosure_office', 'section', 'legal', 'secrecy', 'applicant', 'third_party',
] as const satisfies readonly Holder['duty'][]

/**
 * Who must act next on a case: a duty of the agency, or someone outside of it for whom the agency waits. `level` is that
 * of a review, and null for everybody else.
 */
export type Holder = { duty: Duty | 'applicant' | 'third_party', level: number | null }
