import type { Day } from '@lightwell/calendar/day'
import { workingDaysBetween, type WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { dayIn } from '@lightwell/calendar/zoned'
import type { ClockState } from './clock-entry.ts'

export type DatedDeadline = Readonly<{
  state: ClockState | 'pending'
  dueOn: Day
  dueAt: Date
  answeredOn: Day | null
  zone: string
}>

export type DaysLeft = Readonly<{
  overdue: boolean
  /** Working days after today up to and with the due day; null when the clock does not run. */
  workingDaysLeft: number | null
  /** Working days after the due day up to and with today, or the day of the answer; 0 while there is time. */
  workingDaysLate: number
}>

/** How a deadline stands at an instant. Lateness is derived here, whenever it is asked, and stored nowhere. */
export function daysLeft (calendar: WorkingCalendar, deadline: DatedDeadline, now: Date): DaysLeft {
  const { state, dueOn, dueAt, answeredOn, zone } = deadline
  if (state === 'missed' && answeredOn !== null) {
    return { overdue: false, workingDaysLeft: null, workingDaysLate: workingDaysBetween(calendar, dueOn, answeredOn) }
  }
  // A clock whose start is not recorded yet runs all the same: silence of the agency never postpones a day.
  if (state !== 'running' && state !== 'pending') return { overdue: false, workingDaysLeft: null, workingDaysLate: 0 }
  const left = workingDaysBetween(calendar, dayIn(now, zone), dueOn)
  return { overdue: now >= dueAt, workingDaysLeft: Math.max(left, 0), workingDaysLate: Math.max(-left, 0) }
}
