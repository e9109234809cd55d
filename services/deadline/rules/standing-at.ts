import type { Day } from '@lightwell/calendar/day'
import type { ClockState } from './clock-entry.ts'
import type { Clock } from './fold-clock.ts'

/** What of a deadline holds from one entry to the next. */
export type Standing = Readonly<{
  state: ClockState | 'pending'
  startedOn: Day | null
  dueOn: Day
  dueAt: Date
  pausedUntil: Date | null
  answeredOn: Day | null
  provisional: boolean
  unknownYears: readonly number[]
}>

/** What stands beside an entry: the fold up to and with it. */
type Kept = Readonly<Pick<Standing, 'dueOn' | 'dueAt' | 'pausedUntil'> & { state: ClockState, recordedAt: Date }>

/** The entries that were recorded by an instant; all of them where none is asked about. */
export function recordedBy<Entry extends Pick<Kept, 'recordedAt'>> (entries: readonly Entry[], at: Date | undefined): readonly Entry[] {
  return at === undefined ? entries : entries.filter(({ recordedAt }) => recordedAt <= at)
}

/** How a clock stood after the last of its entries, which are not all that there are; what was stored then is what holds. */
export function standingAfter (last: Kept, clock: Clock): Standing {
  const { state, dueOn, dueAt, pausedUntil } = last
  const { startedOn, answeredOn, provisional, unknownYears } = clock
  return { state, startedOn, dueOn, dueAt, pausedUntil, answeredOn, provisional, unknownYears }
}

/** A clock whose start is not recorded yet, counted as if it were. */
export function pendingStanding ({ dueOn, dueAt, answeredOn, provisional, unknownYears }: Clock): Standing {
  return { state: 'pending', startedOn: null, dueOn, dueAt, pausedUntil: null, answeredOn, provisional, unknownYears }
}

/** Extensions as they stood at an instant; all, as they are, where none is asked about. */
export function extensionsBy<Extension extends Readonly<{
  state: 'pending' | 'approved' | 'rejected' | 'lapsed', requestedAt: Date, decidedAt: Date | null, newDueOn: string | null
}>> (extensions: readonly Extension[], at: Date | undefined, clock: Clock): readonly Extension[] {
  if (at === undefined) return extensions
  return extensions.filter(({ requestedAt }) => requestedAt <= at).map((extension) => {
    // A wish that lapsed did so when the clock stopped.
    const wasOpen = extension.state === 'lapsed' ? clock.stoppedOn === null : extension.decidedAt !== null && extension.decidedAt > at
    return wasOpen ? { ...extension, state: 'pending', newDueOn: null } : extension
  })
}
