import type { Day } from '@lightwell/calendar/day'

export type ClockEntryKind = 'started' | 'paused' | 'resumed' | 'restarted' | 'extended' | 'stopped'

/** What a clock does. `met`, `missed` and `stopped` are final: nothing follows. */
export type ClockState = 'running' | 'paused' | 'met' | 'missed' | 'stopped'

/** Why a clock was stopped; only an answer can meet or miss the due day. */
export type StopCause = 'answered' | 'withdrawn' | 'transferred' | 'lapsed'

/** One fact about a clock. The entries of a request, in order, are the only input of its deadline. */
export type ClockEntry = Readonly<{
  kind: ClockEntryKind
  /** The day of the fact in the agency's zone: of receipt, of the pause, of the service. */
  onDay: Day
  /** The working days that an extension adds; null for every other kind. */
  workingDays: number | null
  /** Of a pause that ends by itself: the day on which it does, at the latest; null for every other entry. */
  untilOn: Day | null
  cause: string
}>

/** What may follow in each state; `none` is a request that has no clock yet. */
const moves: Readonly<Record<ClockState | 'none', readonly ClockEntryKind[]>> = {
  none: ['started'],
  running: ['paused', 'restarted', 'extended', 'stopped'],
  paused: ['resumed', 'restarted', 'extended', 'stopped'],
  met: [],
  missed: [],
  stopped: [],
}

/** Whether an entry of this kind may follow in this state; undefined is a request that has no clock yet. */
export function mayFollow (state: ClockState | undefined, kind: ClockEntryKind): boolean {
  return moves[state ?? 'none'].includes(kind)
}

/** Whether nothing can follow any more. */
export function isFinal (state: ClockState): boolean {
  return moves[state].length === 0
}
