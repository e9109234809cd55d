import type { Day } from '@lightwell/calendar/day'
import { addWorkingDays, type WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { startOfDay } from '@lightwell/calendar/zoned'
import type { Clock } from './fold-clock.ts'

/** What is told of a due day, in order: that so many working days are left, and that it has passed. */
export const tellings = ['left_3', 'left_1', 'passed'] as const
export type Telling = typeof tellings[number]

/** What was told last, and of which due day. */
export type Told = Readonly<{ told: string | null, toldDueOn: Day | null }>

/**
 * What has to be told next of a due day, and from which instant on: at the local midnight with which its third last, and
 * its last, working day begins, and at its end. Each is told once of each due day. Null when nothing is left, or while
 * nobody knows when the clock goes on.
 */
export function nextTelling (
  { state, dueOn, dueAt }: Pick<Clock, 'state' | 'dueOn' | 'dueAt'>, { told, toldDueOn }: Told,
  { calendar, zone }: { calendar: WorkingCalendar, zone: string },
): { telling: Telling, at: Date } | null {
  if (state !== 'running') return null
  const done = toldDueOn === dueOn ? tellings.indexOf(told as Telling) : -1
  const telling = tellings[done + 1]
  return telling === undefined ? null : { telling, at: instantOf(telling, { dueOn, dueAt, calendar, zone }) }
}

function instantOf (
  telling: Telling, { dueOn, dueAt, calendar, zone }: { dueOn: Day, dueAt: Date, calendar: WorkingCalendar, zone: string },
): Date {
  if (telling === 'passed') return dueAt
  return startOfDay(addWorkingDays(calendar, dueOn, telling === 'left_3' ? -3 : -1).day, zone)
}
