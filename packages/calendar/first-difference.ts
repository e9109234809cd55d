import { type Day, dayNumber, dayOf, firstDay, lastDay, yearOf } from './day.ts'
import { isWorkingDay, unknownYearsIn, type WorkingCalendar } from './working-calendar.ts'

/**
 * The first day of which two calendars say another thing: that it is worked or off, or that its year is known. Null
 * where they agree on every day, so that no count tells them from each other.
 */
export function firstDifference (a: WorkingCalendar, b: WorkingCalendar): Day | null {
  const year = firstOtherYear(a, b)
  const start = year === undefined ? undefined : `${year}-01-01` as Day
  const from = Math.min(a.compiled.decided.from, b.compiled.decided.from)
  const to = Math.max(a.compiled.decided.to, b.compiled.decided.to)
  for (let at = from; at < to; at++) {
    const day = dayOf(dayNumber(firstDay) + at)
    if (start !== undefined && day >= start) return start
    if (isWorkingDay(a, day) !== isWorkingDay(b, day)) return day
  }
  return start ?? null
}

function firstOtherYear (a: WorkingCalendar, b: WorkingCalendar): number | undefined {
  for (let year = yearOf(firstDay); year <= yearOf(lastDay); year++) {
    const day = `${year}-01-01` as Day
    if (unknownYearsIn(a, day, day).length !== unknownYearsIn(b, day, day).length) return year
  }
  return undefined
}
