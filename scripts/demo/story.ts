import type { Case, Desk } from './desk.ts'

/** How a request stands when its story is told. `answered` is met or missed, as the day of the answer has it. */
export type Ending = {
  status: 'processing' | 'closed' | 'withdrawn'
  outcome: 'disclose' | 'refuse' | 'redact_and_disclose' | null
  state: 'running' | 'answered' | 'stopped'
  overdue?: boolean
  /** Words that must not stand in anything the applicant reads. */
  hidden?: readonly string[]
}

/** One request from its filing on. */
export type Story = {
  /** What is asked for, as its readers call it. */
  subject: string
  /** What it shows, in a sentence. */
  shows: string
  ends: Ending
  tell (desk: Desk): Promise<Case>
}
