import { calendarNamed } from '@lightwell/calendar/calendars'
import { dayIn } from '@lightwell/calendar/zoned'
import { isOverdue, stateAt, workingDaysLate, workingDaysLeft } from '@lightwell/regimes/lateness'
import { daysHeld, type DaysHeld } from './rules/days-held.ts'
import { clockStandingOf } from './rules/standing.ts'
import { soonUntil } from './rules/working-day-bounds.ts'
import type { DeadlineRow } from './store/deadlines.ts'
import type { Holding } from './store/holdings.ts'

/** How the clock of a case stands at an instant, as every list of the gallery tells it. */
export function timesAt (row: DeadlineRow, at: Date) {
  const timed = { ...row, state: stateAt(row, at) }
  const calendar = calendarNamed(row.calendarId)
  return {
    state: timed.state,
    standing: clockStandingOf(timed, at, soonUntil(calendar, at, row.zone)),
    overdue: isOverdue(timed, at),
    workingDaysLeft: workingDaysLeft(calendar, timed, at),
    workingDaysLate: workingDaysLate(calendar, timed, at),
  }
}

/** Whether a case still waited for its answer; what it has too few people for matters to no other. */
export function isUnanswered ({ state }: Pick<DeadlineRow, 'state'>): boolean {
  return state === 'running' || state === 'paused'
}

/**
 * The working days of a case by the duty that it lay with, until it ended or the instant. Before it was entered it lay at
 * the clerk's; of one that was brought in from elsewhere nobody knows.
 */
export function daysHeldAt (row: DeadlineRow, { endedOn, entered, turns }: Holding, at: Date): DaysHeld[] {
  const { state, overdue } = timesAt(row, at)
  return daysHeld(calendarNamed(row.calendarId), {
    startedOn: row.startedOn, until: endedOn ?? dayIn(at, row.zone), turns, first: entered ? 'clerk' : null,
    lateFrom: overdue || state === 'missed' ? row.dueOn : null,
  })
}
