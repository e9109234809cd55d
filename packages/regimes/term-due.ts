import { countFrom, type Count } from '@lightwell/calendar/count-from'
import type { Day } from '@lightwell/calendar/day'
import type { WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { dayIn, endOfDay } from '@lightwell/calendar/zoned'
import type { TermRule } from './term.ts'

const millisecondsPerHour = 3_600_000

/** From when a term counts: the day, and for hours the instant. */
export type TermStart = Readonly<{ startedOn: Day, startedAt: Date, zone: string, calendar: WorkingCalendar }>

/** The last day of a term, the first instant that is too late, and the unpublished years that the day rests on. */
export type TermDue = Readonly<{ dueOn: Day, dueAt: Date, provisional: boolean, unknownYears: readonly number[] }>

/** The length of a term, where the law names it. */
export type TermLength = Pick<TermRule, 'unit' | 'roll'> & Readonly<{ n: number }>

/**
 * When a term of this length is over: hours go on from its instant, whatever day it is; days and months are counted as the
 * calculator counts, after the day of its start. Throws DayOutOfRangeError outside 1900 to 2199.
 */
export function termDue (length: TermLength, start: TermStart): TermDue {
  const count = termCount(length, start)
  if (count === null) return dueAfterHours(length.n, start)
  const { due, unknownYears } = countFrom(count)
  return { ...namedDue(due, start.zone), provisional: unknownYears.length > 0, unknownYears }
}

/** When a term is over whose last day is named. */
export function namedDue (dueOn: Day, zone: string): TermDue {
  return { dueOn, dueAt: endOfDay(dueOn, zone), provisional: false, unknownYears: [] }
}

/** What the calculator is asked for a term; null for hours, which it does not count. */
export function termCount ({ unit, n, roll = 'none' }: TermLength, { startedOn, calendar }: TermStart): Count | null {
  return unit === 'hours' ? null : { calendar, start: startedOn, unit, n, startRule: 'after', roll }
}

function dueAfterHours (hours: number, { startedAt, zone }: TermStart): TermDue {
  const dueAt = new Date(startedAt.getTime() + hours * millisecondsPerHour)
  // What ends at midnight ends with the day before it.
  const dueOn = dayIn(new Date(dueAt.getTime() - 1), zone)
  return { dueOn, dueAt, provisional: false, unknownYears: [] }
}
