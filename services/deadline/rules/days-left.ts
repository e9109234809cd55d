import type { WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { isOverdue, workingDaysLate, workingDaysLeft, type Timed } from '@lightwell/regimes/lateness'

export type DaysLeft = Readonly<{
  overdue: boolean
  /** Working days after today up to and with the due day; null when the clock does not run. */
  workingDaysLeft: number | null
  /** Working days after the due day up to and with today, or the day of the answer; 0 while there is time. */
  workingDaysLate: number
}>

/** How a deadline stands at an instant. Lateness is derived here, whenever it is asked, and stored nowhere. */
export function daysLeft (calendar: WorkingCalendar, deadline: Timed, now: Date): DaysLeft {
  return {
    overdue: isOverdue(deadline, now),
    workingDaysLeft: workingDaysLeft(calendar, deadline, now),
    workingDaysLate: workingDaysLate(calendar, deadline, now),
  }
}
