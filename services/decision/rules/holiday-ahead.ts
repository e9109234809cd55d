import { addDays, dayNumber, type Day } from '@lightwell/calendar/day'
import {
  addWorkingDays, dayStatus, firstWorkingDayFrom, isWorkingDay, type WorkingCalendar,
} from '@lightwell/calendar/working-calendar'

/** A holiday before which papers are called in: its name, its first day, and the last day of work before it. */
export type HolidayAhead = Readonly<{ name: string, from: Day, recallOn: Day }>

// From how many days off in a row a holiday counts (our choice): a weekend with one day beside it is the shortest.
const shortest = 3

/**
 * The holiday that begins on the day after this one, or has begun and is not over: days off in a row, three at least, of
 * which one is a named holiday (节假日期间，凡正在传阅的密件，保密员要负责收回). A plain weekend is none.
 */
export function holidayAhead (calendar: WorkingCalendar, today: Day): HolidayAhead | undefined {
  const recallOn = isWorkingDay(calendar, today) ? today : addWorkingDays(calendar, today, -1).day
  const from = addDays(recallOn, 1)
  const length = dayNumber(firstWorkingDayFrom(calendar, from)) - dayNumber(from)
  if (length < shortest) return undefined
  for (let at = 0; at < length; at++) {
    const { name } = dayStatus(calendar, addDays(from, at))
    if (name !== undefined) return { name, from, recallOn }
  }
  return undefined
}
