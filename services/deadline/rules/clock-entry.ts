import type { Day } from '@lightwell/calendar/day'

export type ClockEntryKind =
  | 'started' | 'paused' | 'resumed' | 'restarted' | 'extended' | 'stopped'
  // What is told of other entries: that a changed calendar moved the day, and that one named a wrong day or never was.
  | 'redated' | 'corrected'

export const clockStates = ['running', 'paused', 'met', 'missed', 'stopped'] as const

/** What a clock does. `met`, `missed` and `stopped` are final: but for a lapse that is taken back, nothing follows. */
export type ClockState = typeof clockStates[number]

/** One fact about a clock. The entries of a request, in order, are the only input of its deadline. */
export type ClockEntry = Readonly<{
  kind: ClockEntryKind
  /** The day of the fact in the agency's zone: of receipt, of the pause, of the service. */
  onDay: Day
  /** The working days that an extension adds; null for every other kind. */
  workingDays: number | null
  /** Of a pause that ends by itself: the day on which it does, at the latest; null for every other entry. */
  untilOn: Day | null
  /** Of a correction: the place of the entry that it is about, from 1. */
  corrects?: number | null
  /** `voided` is a correction that takes the entry out. */
  cause: string
  /** What shows it. A pause and what ends it name the same consultation, clarification or fee. */
  evidence: string | null
}>

/** Whether a clock has ended. */
export function isFinal (state: ClockState): boolean {
  return state !== 'running' && state !== 'paused'
}
