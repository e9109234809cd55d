import type { Day } from '@lightwell/calendar/day'
import { workingDaysBetween, type WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { dayIn } from '@lightwell/calendar/zoned'

/**
 * What is asked of a deadline to tell how late it is: the first instant that is too late, the day in `zone` on which an
 * answer was given, and how the clock stands. `pending` is a clock whose start is not recorded yet.
 */
export type Timed = Readonly<{
  state: 'pending' | 'running' | 'paused' | 'met' | 'missed' | 'stopped'
  dueOn: Day
  dueAt: Date
  answeredOn: Day | null
  zone: string
}>

/**
 * The state of a clock as a reader is told it at an instant. One that stands still until a day, and then goes on by
 * itself, is kept as running: until that day it is paused.
 */
export function stateAt<State extends Timed['state']> (
  { state, pausedUntil }: Readonly<{ state: State, pausedUntil: Date | null }>, at: Date,
): State | 'paused' {
  return state === 'running' && pausedUntil !== null && at < pausedUntil ? 'paused' : state
}

/** Whether time passes for a deadline. A pending one runs all the same: silence of the agency never postpones a day. */
export function isTicking ({ state }: Pick<Timed, 'state'>): boolean {
  return state === 'running' || state === 'pending'
}

/** Whether a case is open and late at an instant: its due day has ended and its clock still runs. */
export function isOverdue (deadline: Pick<Timed, 'state' | 'dueAt'>, at: Date): boolean {
  return isTicking(deadline) && deadline.dueAt <= at
}

/** The working days after today, up to and with the due day; null when the clock does not run. */
export function workingDaysLeft (calendar: WorkingCalendar, deadline: Timed, at: Date): number | null {
  if (!isTicking(deadline)) return null
  return Math.max(0, workingDaysBetween(calendar, dayIn(at, deadline.zone), deadline.dueOn))
}

/**
 * How many working days have begun since the due day, in the zone of the deadline; 0 when it is not late. A case that
 * was answered late keeps the lateness of its answer. On days off right after the due day a case is overdue by 0 days.
 */
export function workingDaysLate (calendar: WorkingCalendar, deadline: Timed, at: Date): number {
  const until = lateUntil(deadline, at)
  return until === null ? 0 : Math.max(0, workingDaysBetween(calendar, deadline.dueOn, until))
}

function lateUntil (deadline: Timed, at: Date): Day | null {
  if (deadline.state === 'missed') return deadline.answeredOn
  return isOverdue(deadline, at) ? dayIn(at, deadline.zone) : null
}
