import type { Day } from '@lightwell/calendar/day'
import type { Clock } from './fold-clock.ts'

/** What is kept of a fold beside each entry, so that the state at any past instant is one row away. */
export type StoredFold = Pick<Clock, 'state' | 'dueOn' | 'dueAt' | 'pausedUntil'>

/** What is kept of the whole fold for querying. */
export type StoredClock = StoredFold & {
  startedOn: Day
  answeredOn: Day | null
  extendedWorkingDays: number
  provisional: boolean
  unknownYears: number[]
}

/** The part of a fold that is kept beside its last entry. */
export function storedFold ({ state, dueOn, dueAt, pausedUntil }: Clock): StoredFold {
  return { state, dueOn, dueAt, pausedUntil }
}

/** The part of a fold that is kept as the deadline. */
export function storedClock (clock: Clock): StoredClock {
  const { startedOn, answeredOn, extendedWorkingDays, provisional, unknownYears } = clock
  return {
    ...storedFold(clock), startedOn, answeredOn, extendedWorkingDays, provisional, unknownYears: [...unknownYears],
  }
}
