import type { Day } from '@lightwell/calendar/day'
import { isWorkingDay, type WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { workingDayWithin } from '@lightwell/calendar/working-day-within'
import { startOfDay } from '@lightwell/calendar/zoned'
import type { Clock } from './fold-clock.ts'

/** What is told of a due day, in order: that so many working days are left, and that it has passed. */
export const tellings = ['left_3', 'left_1', 'passed'] as const
export type Telling = typeof tellings[number]

/** What was told last, and of which due day. */
export type Told = Readonly<{ told: string | null, toldDueOn: Day | null }>

/** By which days, and in whose midnights, a due day is told. */
export type TellingPlace = Readonly<{ calendar: WorkingCalendar, zone: string }>

type Tellable = Pick<Clock, 'state' | 'dueOn' | 'dueAt'>

/**
 * What has to be told next of a due day, and from which instant on: at the local midnights with which the days begin that
 * leave three and one working day, and at its end. Each is told once of each due day. Null when nothing is left, or while
 * nobody knows when the clock goes on.
 */
export function nextTelling (clock: Tellable, last: Told, place: TellingPlace): { telling: Telling, at: Date } | null {
  return clock.state === 'running' ? tellingAfter(lastTold(clock, last), clock, place) : null
}

/**
 * What is to be told of a due day at an instant, and when there is something to tell again. Where several thresholds lie
 * behind, only the last is told: after a standstill a case is late, and that it once came near is no news. `telling` is
 * null where all that was crossed is told already.
 */
export function tellingAt (
  clock: Tellable, last: Told, place: TellingPlace, now: Date,
): { telling: Telling | null, tellAt: Date | null } {
  if (clock.state !== 'running') return { telling: null, tellAt: null }
  const done = lastTold(clock, last)
  const crossed = tellings.findLastIndex((telling) => instantOf(telling, clock, place) <= now)
  const tellAt = tellingAfter(Math.max(done, crossed), clock, place)?.at ?? null
  return { telling: crossed > done ? tellings[crossed] as Telling : null, tellAt }
}

/**
 * What was told last of a due day, by all that was ever told: one that moved away and came back was perhaps told before it
 * went. Undefined where nothing was.
 */
export function toldOf (dueOn: Day, tales: readonly Readonly<{ dueOn: string, workingDaysLeft?: number }>[]): Told | undefined {
  const places = tales.filter((tale) => tale.dueOn === dueOn)
    .map(({ workingDaysLeft }) => tellings.indexOf(workingDaysLeft === undefined ? 'passed' : thresholdAt(workingDaysLeft)))
  const told = tellings[Math.max(...places)]
  return told && { told, toldDueOn: dueOn }
}

/** Which threshold a telling was of that named so many working days: the one that was crossed last when it was told. */
export function thresholdAt (workingDaysLeft: number): Telling {
  return workingDaysLeft > 1 ? 'left_3' : 'left_1'
}

function lastTold ({ dueOn }: Tellable, { told, toldDueOn }: Told): number {
  return toldDueOn === dueOn ? tellings.indexOf(told as Telling) : -1
}

function tellingAfter (at: number, clock: Tellable, place: TellingPlace): { telling: Telling, at: Date } | null {
  const telling = tellings[at + 1]
  return telling === undefined ? null : { telling, at: instantOf(telling, clock, place) }
}

// The due day itself is not left any more on the day; one that is off ends what the working day before it ended.
function instantOf (telling: Telling, { dueOn, dueAt }: Tellable, { calendar, zone }: TellingPlace): Date {
  if (telling === 'passed') return dueAt
  const left = telling === 'left_3' ? 3 : 1
  return startOfDay(workingDayWithin(calendar, dueOn, isWorkingDay(calendar, dueOn) ? -left : -left - 1), zone)
}
