import { DateTime } from 'luxon'
import { addDays, type Day } from '@lightwell/calendar/day'
import {
  addWorkingDays, unknownYearsIn, workingDaysBetween, type WorkingCalendar,
} from '@lightwell/calendar/working-calendar'
import { endOfDay } from '@lightwell/calendar/zoned'
import type { Regime } from './regime.ts'

/** Days that do not count: `from` is the first of them, `until` the first that counts again. */
export type Pause = Readonly<{ from: Day, until: Day }>

export type DueDayQuestion = Readonly<{
  regime: Pick<Regime, 'limit' | 'startRule'>
  calendar: WorkingCalendar
  /** Day 0 of the count. */
  receivedOn: Day
  /** What an approved extension adds to the base limit. */
  extendedWorkingDays?: number
  pauses?: readonly Pause[]
}>

/** The due day, and the unpublished years that it rests on; it is provisional if there are any. */
export type DueDay = Readonly<{ dueOn: Day, provisional: boolean, unknownYears: readonly number[] }>

/**
 * The last day for the answer: the limit of the regime, counted in working days after the day of receipt (whether that
 * is worked or off) and without the paused days. Pauses may overlap: no day is left out twice. Throws
 * DayOutOfRangeError if it lies outside 1900 to 2199.
 */
export function dueDay (question: DueDayQuestion): DueDay {
  const { regime, calendar, receivedOn, extendedWorkingDays = 0, pauses = [] } = question
  const years = new Set<number>()
  let from = receivedOn
  let left = regime.limit.base.value + extendedWorkingDays
  for (const pause of inOrder(pauses)) {
    const last = addDays(pause.from, -1)
    const counted = last > from ? workingDaysBetween(calendar, from, last) : 0
    if (counted >= left) break
    if (last > from) for (const year of unknownYearsIn(calendar, addDays(from, 1), last)) years.add(year)
    left -= counted
    from = later(from, addDays(pause.until, -1))
  }
  const { day: dueOn, unknownYears } = addWorkingDays(calendar, from, left)
  for (const year of unknownYears) years.add(year)
  return { dueOn, provisional: years.size > 0, unknownYears: [...years].toSorted((a, b) => a - b) }
}

/** The first instant that is too late: 24:00 of the due day in the zone, or the hour of it that the regime names. */
export function dueInstant (regime: Pick<Regime, 'limit'>, dueOn: Day, zone: string): Date {
  const hour = regime.limit.dueHour.value
  return hour === null ? endOfDay(dueOn, zone) : DateTime.fromISO(dueOn, { zone }).set({ hour }).toJSDate()
}

function inOrder (pauses: readonly Pause[]): Pause[] {
  return pauses.filter(({ from, until }) => from < until)
    .toSorted((a, b) => a.from < b.from ? -1 : a.from > b.from ? 1 : 0)
}

function later (a: Day, b: Day): Day {
  return a > b ? a : b
}
