import type { Day } from '@lightwell/calendar/day'
import { isWorkingDay, type WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { workingDayWithin } from '@lightwell/calendar/working-day-within'
import { dayIn, endOfDay } from '@lightwell/calendar/zoned'
import { soonWorkingDays } from './age-band.ts'

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

/** The latest due instant that is soon, seen from an instant in a zone. */
export function soonUntil (calendar: WorkingCalendar, at: Date, zone: string): Date {
  return endOfDay(workingDayAhead(calendar, dayIn(at, zone), soonWorkingDays), zone)
}
