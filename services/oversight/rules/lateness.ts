import { findCalendar } from '@lightwell/calendar/calendars'
import { type Day, DayOutOfRangeError, firstDay, lastDay } from '@lightwell/calendar/day'
import { addWorkingDays, isWorkingDay, type WorkingCalendar, workingDaysBetween } from '@lightwell/calendar/working-calendar'
import { dayIn } from '@lightwell/calendar/zoned'

/** What is asked of a deadline to tell how late it is. `answeredOn` is the day on which a late answer was given. */
export type Timed = {
  state: 'running' | 'paused' | 'met' | 'missed' | 'stopped'
  calendarId: string
  zone: string
  dueOn: Day
  dueAt: Date
  answeredOn: Day | null
}

/** Whether a case is open and late at an instant: its due day has ended and its clock still runs. */
export function isOverdue ({ state, dueAt }: Timed, at: Date): boolean {
  return state === 'running' && dueAt <= at
}

/**
 * How many working days have begun since the due day, in the zone of the deadline; 0 when it is not late. A case that
 * was answered late keeps the lateness of its answer. On days off right after the due day a case is overdue by 0 days.
 */
export function workingDaysLate (deadline: Timed, at: Date): number {
  const until = lateUntil(deadline, at)
  return until === null ? 0 : Math.max(0, workingDaysBetween(calendarNamed(deadline.calendarId), deadline.dueOn, until))
}

function lateUntil (deadline: Timed, at: Date): Day | null {
  if (deadline.state === 'missed') return deadline.answeredOn
  return isOverdue(deadline, at) ? dayIn(at, deadline.zone) : null
}

/**
 * The `n`th working day counted back from `today`, which counts if it is worked. From a day before it at least `n`
 * working days have begun until today, from itself or a later day fewer; with it an index of days answers "how late".
 */
export function workingDayBack (calendar: WorkingCalendar, today: Day, n: number): Day {
  return workingDayWithin(calendar, today, isWorkingDay(calendar, today) ? 1 - n : -n)
}

/** The `n`th working day after `today`. */
export function workingDayAhead (calendar: WorkingCalendar, today: Day, n: number): Day {
  return workingDayWithin(calendar, today, n)
}

// Where the days of the calendar end, the last one there is stands for all that would lie beyond.
function workingDayWithin (calendar: WorkingCalendar, today: Day, n: number): Day {
  try {
    return addWorkingDays(calendar, today, n).day
  } catch (error) {
    if (error instanceof DayOutOfRangeError) return n < 0 ? firstDay : lastDay
    throw error
  }
}

/** The shipped calendar with this id; a deadline that names another is a bug. */
export function calendarNamed (id: string): WorkingCalendar {
  const calendar = findCalendar(id)
  if (calendar === undefined) throw new Error(`The calendar ${id} is not shipped`)
  return calendar
}
