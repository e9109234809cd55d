import { type Day, DayOutOfRangeError, firstDay, lastDay } from './day.ts'
import { addWorkingDays, type WorkingCalendar } from './working-calendar.ts'

/**
 * The `n`th working day after `start`, before it if `n` is negative. Where the days of the calendar end, the last one
 * there is stands for all that would lie beyond.
 */
export function workingDayWithin (calendar: WorkingCalendar, start: Day, n: number): Day {
  try {
    return addWorkingDays(calendar, start, n).day
  } catch (error) {
    if (error instanceof DayOutOfRangeError) return n < 0 ? firstDay : lastDay
    throw error
  }
}
