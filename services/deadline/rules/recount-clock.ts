import type { PublishedCalendar } from '@lightwell/calendar/published-calendar'
import type { Regime } from '@lightwell/regimes/regime'
import type { ClockEntry } from './clock-entry.ts'
import { foldClock, type Clock } from './fold-clock.ts'
import { nextTelling, type Told } from './next-telling.ts'

/** A deadline as it was counted by an earlier version of its calendar. */
export type CountedClock = Told & Readonly<{
  requestId: string
  zone: string
  dueOn: Clock['dueOn']
  entries: readonly (ClockEntry & { seq: number })[]
}>

/** The same counted anew: `moved` tells whether its due day is another one, `seq` is the place of an entry that tells so. */
export type RecountedClock = Readonly<{ requestId: string, clock: Clock, moved: boolean, seq: number, tellAt: Date | null }>

/** Counts an open deadline by another version of its calendar. Nothing else of it changes. */
export function recountClock (
  { requestId, zone, dueOn, entries, told, toldDueOn }: CountedClock,
  { regime, calendar }: { regime: Regime, calendar: PublishedCalendar },
): RecountedClock {
  const clock = foldClock({ regime, calendar, zone, entries })
  const tellAt = nextTelling(clock, { told, toldDueOn }, { calendar, zone })?.at ?? null
  return { requestId, clock, moved: clock.dueOn !== dueOn, seq: (entries.at(-1)?.seq ?? 0) + 1, tellAt }
}
