import type { Duty } from '@lightwell/http/caller'

/**
 * Who must act next on a case: a duty of the agency, or someone outside of it for whom the agency waits. `level` is that
 * of a review, and null for everybody else.
 */
export type Holder = { duty: Duty | 'applicant' | 'third_party', level: number | null }
