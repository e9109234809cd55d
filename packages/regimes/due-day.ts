import { DateTime } from 'luxon'
import { addDays, addMonthsClamped, dayNumber, type Day } from '@lightwell/calendar/day'
import {
  addWorkingDays, firstWorkingDayFrom, unknownYearsIn, workingDaysBetween, type WorkingCalendar,
} from '@lightwell/calendar/working-calendar'
import { endOfDay } from '@lightwell/calendar/zoned'
import type { Regime } from './regime.ts'

/** Days on which a clock stands still: from the first of them to that on which it goes on. */
export type Pause = Readonly<{ from: Day, until: Day }>

export type DueDayQuestion = Readonly<{
  regime: Pick<Regime, 'limit' | 'startRule' | 'partialDays'>
  calendar: WorkingCalendar
  /** The day of receipt, or that on which the count began anew. */
  receivedOn: Day
  /** Whether it began anew with the acknowledgement of the request. */
  acknowledged?: boolean
  /** What an approved extension adds to the limit, in the unit of the limit. */
  extendedWorkingDays?: number
  pauses?: readonly Pause[]
}>

/** The due day, and the unpublished years that it rests on; it is provisional if there are any. */
export type DueDay = Readonly<{ dueOn: Day, provisional: boolean, unknownYears: readonly number[] }>

/**
 * The last day for the answer: the limit of the regime in its unit, counted from the day of receipt by the start rule and
 * without the paused days, and rolled forward where the regime says so. Pauses may overlap: no day is left out twice.
 * Throws DayOutOfRangeError if it lies outside 1900 to 2199.
 */
export function dueDay (question: DueDayQuestion): DueDay {
  const { regime, calendar } = question
  const years = new Set<number>()
  const asked = (from: Day, to: Day) => {
    if (from <= to) for (const year of unknownYearsIn(calendar, from, to)) years.add(year)
  }
  const dayZero = dayZeroOf(question, asked)
  const pauses = uncounted(question.pauses ?? [], regime.partialDays.value)
  const count = { calendar, dayZero, pauses, n: lengthOf(question), asked }
  const reached = regime.limit.unit.value === 'months' ? countMonths(count) : countDays(count, regime.limit.unit.value)
  const dueOn = regime.limit.roll.value === 'forward' ? firstWorkingDayFrom(calendar, reached) : reached
  if (regime.limit.roll.value === 'forward') asked(reached, dueOn)
  return { dueOn, provisional: years.size > 0, unknownYears: [...years].toSorted((a, b) => a - b) }
}

/**
 * The day after which days count: `receivedOn`, moved by the start rule of the regime. Months keep the day number, so that
 * for them `inclusive` does what `snap` does, as in the calculator.
 */
export function countedAfter (
  { startRule, limit }: Pick<Regime, 'startRule' | 'limit'>, calendar: WorkingCalendar, receivedOn: Day,
): Day {
  if (startRule.value === 'after') return receivedOn
  const first = firstWorkingDayFrom(calendar, receivedOn)
  return startRule.value === 'inclusive' && limit.unit.value !== 'months' ? addDays(first, -1) : first
}

/** The days that a pause leaves out: those between, and its first and last where they do not count all the same. */
export function uncounted (pauses: readonly Pause[], { first, last }: Regime['partialDays']['value']): Pause[] {
  return pauses.map(({ from, until }) => ({ from: first ? addDays(from, 1) : from, until: last ? until : addDays(until, 1) }))
    .filter(({ from, until }) => from < until)
    .toSorted((a, b) => a.from < b.from ? -1 : a.from > b.from ? 1 : 0)
}

/** The first instant that is too late: 24:00 of the due day in the zone, or the hour of it that the regime names. */
export function dueInstant (regime: Pick<Regime, 'limit'>, dueOn: Day, zone: string): Date {
  const hour = regime.limit.dueHour.value
  return hour === null ? endOfDay(dueOn, zone) : DateTime.fromISO(dueOn, { zone }).set({ hour }).toJSDate()
}

type Asked = (from: Day, to: Day) => void
type Counting = { calendar: WorkingCalendar, dayZero: Day, pauses: readonly Pause[], n: number, asked: Asked }

function dayZeroOf ({ regime, calendar, receivedOn }: DueDayQuestion, asked: Asked): Day {
  const dayZero = countedAfter(regime, calendar, receivedOn)
  if (regime.startRule.value !== 'after') asked(receivedOn, firstWorkingDayFrom(calendar, receivedOn))
  return dayZero
}

function lengthOf ({ regime: { limit }, acknowledged = false, extendedWorkingDays = 0 }: DueDayQuestion): number {
  return (acknowledged ? limit.afterAcknowledgement.value ?? limit.base.value : limit.base.value) + extendedWorkingDays
}

function countDays ({ calendar, dayZero, pauses, n, asked }: Counting, unit: 'working_days' | 'calendar_days'): Day {
  const inWorkingDays = unit === 'working_days'
  const between = (from: Day, to: Day) => inWorkingDays ? workingDaysBetween(calendar, from, to) : dayNumber(to) - dayNumber(from)
  let from = dayZero
  let left = n
  for (const pause of pauses) {
    const last = addDays(pause.from, -1)
    const counted = last > from ? between(from, last) : 0
    if (counted >= left) break
    if (inWorkingDays) asked(addDays(from, 1), last)
    left -= counted
    from = later(from, addDays(pause.until, -1))
  }
  const reached = inWorkingDays ? addWorkingDays(calendar, from, left).day : addDays(from, left)
  if (inWorkingDays) asked(addDays(from, 1), reached)
  return reached
}

// A month has no days of its own to leave out: what was paused before the end is put behind it.
function countMonths ({ dayZero, pauses, n }: Counting): Day {
  let reached = addMonthsClamped(dayZero, n)
  let seen = dayZero
  for (const { from, until } of pauses) {
    if (from > reached) break
    const first = later(from, addDays(seen, 1))
    if (until > first) reached = addDays(reached, dayNumber(until) - dayNumber(first))
    seen = later(seen, addDays(until, -1))
  }
  return reached
}

function later (a: Day, b: Day): Day {
  return a > b ? a : b
}
