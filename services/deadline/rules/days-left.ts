import { workingDaysBetween, type WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { dayIn } from '@lightwell/calendar/zoned'
import { isOverdue, isTicking, workingDaysLate, type Timed } from '@lightwell/regimes/lateness'

export type DaysLeft = Readonly<{
  overdue: boolean
  /** Working days after today up to and with the due day; null when the clock does not run. */
  workingDaysLeft: number | null
  /** Working days after the due day up to and with today, or the day of the answer; 0 while there is time. */
  workingDaysLate: number
}>

/** How a deadline stands at an instant. Lateness is derived here, whenever it is asked, and stored nowhere. */
export function daysLeft (calendar: WorkingCalendar, deadline: Timed, now: Date): DaysLeft {
  const left = workingDaysBetween(calendar, dayIn(now, deadline.zone), deadline.dueOn)
  return {
    overdue: isOverdue(deadline, now),
    workingDaysLeft: isTicking(deadline) ? Math.max(left, 0) : null,
    workingDaysLate: workingDaysLate(calendar, deadline, now),
  }
}
