import {
  type Day, DayOutOfRangeError, dayNumber, dayOf, firstDay, lastDay, weekdayOf, weekdayOfNumber, yearOf,
} from './day.ts'

/** A day off by order, with the name of its holiday where that is known. */
export type DayOff = { readonly day: Day, readonly name?: string }

/**
 * What makes a day working or off. Saturday and Sunday are off by themselves, `daysOff` are off, and
 * `makeUpWorkingDays` are worked whatever else is said of them. A year outside `publishedYears` is unknown: its
 * weekends are off, and a result that rests on it is provisional.
 */
export type CalendarRules = {
  readonly daysOff: readonly DayOff[]
  readonly makeUpWorkingDays: readonly Day[]
  readonly publishedYears: readonly number[] | 'all'
}

/** Rules compiled for counting: every day from 1900-01-01 to 2199-12-31 is decided once, so a count is a look-up. */
export type WorkingCalendar = {
  readonly daysOff: ReadonlyMap<Day, DayOff>
  readonly makeUpWorkingDays: ReadonlySet<Day>
  readonly unknownYears: readonly number[]
  /** By year since 1900: how many of `unknownYears` come before it. */
  readonly unknownYearsBefore: Uint16Array
  /** By day since 1900-01-01: how many working days come before it. */
  readonly workingDaysBefore: Int32Array
  /** The working days in order, as days since 1900-01-01. */
  readonly workingDays: Int32Array
}

/** A counted day, and the unpublished years that it rests on; it is provisional if there are any. */
export type CountedDay = { readonly day: Day, readonly unknownYears: readonly number[] }

/** Why a day is working (`weekday`, `make_up_working_day`) or off (`weekend`, `holiday`). */
export type DayReason = 'weekday' | 'weekend' | 'holiday' | 'make_up_working_day'

/** What a calendar says of one day; `name` is that of the holiday. */
export type DayStatus = {
  readonly working: boolean
  readonly reason: DayReason
  readonly name?: string
  readonly yearKnown: boolean
}

const origin = dayNumber(firstDay)
const dayCount = dayNumber(lastDay) - origin + 1
const firstYear = yearOf(firstDay)
const yearCount = yearOf(lastDay) - firstYear + 1
const noYears: readonly number[] = Object.freeze([])
const mondaysToFridays = Uint8Array.from({ length: dayCount }, (_, at) => weekdayOfNumber(origin + at) < 6 ? 1 : 0)

/** By day since 1900-01-01: its year, as years since 1900. */
const yearAt = new Uint16Array(dayCount)
for (let year = 0; year < yearCount; year++) {
  yearAt.fill(year, dayNumber(`${firstYear + year}-01-01` as Day) - origin)
}

/** The calendar that follows `rules`. Costs a pass over 300 years; do it once per calendar. */
export function compileCalendar (rules: CalendarRules): WorkingCalendar {
  const makeUpWorkingDays = new Set(rules.makeUpWorkingDays)
  const daysOff = new Map(rules.daysOff.map((dayOff) => [dayOff.day, dayOff]))
  return { daysOff, makeUpWorkingDays, ...decideYears(rules.publishedYears), ...decideDays(rules) }
}

/**
 * The `n`th working day after `start`, before it if `n` is negative; `start` itself is not counted, and is the answer
 * for 0. The unknown years are those of the days walked: after `start`, up to and with the answer.
 * The cost does not depend on `n`. Throws DayOutOfRangeError if the answer lies outside 1900 to 2199.
 */
export function addWorkingDays (calendar: WorkingCalendar, start: Day, n: number): CountedDay {
  if (n === 0) return { day: start, unknownYears: noYears }
  const from = dayNumber(start) - origin
  const at = n > 0
    ? workingDayAt(calendar, before(calendar, from + 1) + n - 1)
    : workingDayAt(calendar, before(calendar, from) + n)
  const unknownYears = n > 0 ? unknownYearsOf(calendar, from + 1, at) : unknownYearsOf(calendar, at, from - 1)
  return { day: dayOf(origin + at), unknownYears }
}

/** The first working day on or after `day`. Throws DayOutOfRangeError if there is none before 2200. */
export function firstWorkingDayFrom (calendar: WorkingCalendar, day: Day): Day {
  return dayOf(origin + workingDayAt(calendar, before(calendar, dayNumber(day) - origin)))
}

/** How many working days lie after `from` up to and with `to`; negative where `to` is the earlier. */
export function workingDaysBetween (calendar: WorkingCalendar, from: Day, to: Day): number {
  return before(calendar, dayNumber(to) - origin + 1) - before(calendar, dayNumber(from) - origin + 1)
}

/** Whether `day` is worked; in an unknown year, whether it is Monday to Friday. */
export function isWorkingDay (calendar: WorkingCalendar, day: Day): boolean {
  const at = dayNumber(day) - origin
  return before(calendar, at + 1) > before(calendar, at)
}

/** Whether `day` is worked, why, and whether its year is published. */
export function dayStatus (calendar: WorkingCalendar, day: Day): DayStatus {
  const yearKnown = unknownYearsIn(calendar, day, day).length === 0
  if (calendar.makeUpWorkingDays.has(day)) return { working: true, reason: 'make_up_working_day', yearKnown }
  const dayOff = calendar.daysOff.get(day)
  if (dayOff !== undefined) {
    const named = dayOff.name === undefined ? {} : { name: dayOff.name }
    return { working: false, reason: 'holiday', ...named, yearKnown }
  }
  const working = weekdayOf(day) < 6
  return { working, reason: working ? 'weekday' : 'weekend', yearKnown }
}

/** The unpublished years that have a day from `first` to `last`, both included, in order. */
export function unknownYearsIn (calendar: WorkingCalendar, first: Day, last: Day): readonly number[] {
  return unknownYearsOf(calendar, dayNumber(first) - origin, dayNumber(last) - origin)
}

function unknownYearsOf (calendar: WorkingCalendar, first: number, last: number): readonly number[] {
  const from = calendar.unknownYearsBefore[yearAt[first] as number] as number
  const to = calendar.unknownYearsBefore[(yearAt[last] as number) + 1] as number
  return from === to ? noYears : calendar.unknownYears.slice(from, to)
}

function workingDayAt (calendar: WorkingCalendar, nth: number): number {
  const at = calendar.workingDays[nth]
  if (at === undefined) throw new DayOutOfRangeError(`no such working day from ${firstDay} to ${lastDay}`)
  return at
}

function before (calendar: WorkingCalendar, at: number): number {
  return calendar.workingDaysBefore[at] as number
}

function decideDays (rules: CalendarRules): Pick<WorkingCalendar, 'workingDaysBefore' | 'workingDays'> {
  const worked = mondaysToFridays.slice()
  for (const { day } of rules.daysOff) worked[dayNumber(day) - origin] = 0
  for (const day of rules.makeUpWorkingDays) worked[dayNumber(day) - origin] = 1
  const workingDaysBefore = new Int32Array(dayCount + 1)
  const workingDays = new Int32Array(dayCount)
  let count = 0
  for (let at = 0; at < dayCount; at++) {
    workingDays[count] = at
    count += worked[at] as number
    workingDaysBefore[at + 1] = count
  }
  return { workingDaysBefore, workingDays: workingDays.subarray(0, count) }
}

function decideYears (
  published: CalendarRules['publishedYears'],
): Pick<WorkingCalendar, 'unknownYears' | 'unknownYearsBefore'> {
  const unknownYears: number[] = []
  const unknownYearsBefore = new Uint16Array(yearCount + 1)
  for (let at = 0; at < yearCount; at++) {
    const year = firstYear + at
    if (published !== 'all' && !published.includes(year)) unknownYears.push(year)
    unknownYearsBefore[at + 1] = unknownYears.length
  }
  return { unknownYears, unknownYearsBefore }
}
