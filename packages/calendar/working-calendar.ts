import { type Day, dayNumber, dayOf, firstDay, lastDay, weekdayOf, yearOf } from './day.ts'
import { type DecidedDays, decideDays, workingDayAt, workingDaysBefore } from './decided-days.ts'

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

/** A calendar to count by. It may compile itself when it is first asked. */
export type WorkingCalendar = { readonly compiled: CompiledDays }

/** Rules compiled for counting: every day that is not as its weekday says is decided once, so a count is a look-up. */
export type CompiledDays = {
  readonly daysOff: ReadonlyMap<Day, DayOff>
  readonly makeUpWorkingDays: ReadonlySet<Day>
  readonly unknownYears: readonly number[]
  /** By year since 1900: how many of `unknownYears` come before it. */
  readonly unknownYearsBefore: Uint16Array
  readonly decided: DecidedDays
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

/** By day since 1900-01-01: its year, as years since 1900. */
const yearAt = new Uint16Array(dayCount)
for (let year = 0; year < yearCount; year++) {
  yearAt.fill(year, dayNumber(`${firstYear + year}-01-01` as Day) - origin)
}

const allYearsKnown = decideYears(Array.from({ length: yearCount }, (_, at) => firstYear + at))

/** The calendar that follows `rules`. */
export function compileCalendar (rules: CalendarRules): WorkingCalendar {
  return { compiled: compileRules(rules) }
}

/** What `rules` say of every day. Costs a pass over the days between the first and the last that they name. */
export function compileRules (rules: CalendarRules): CompiledDays {
  return {
    daysOff: new Map(rules.daysOff.map((dayOff) => [dayOff.day, dayOff])),
    makeUpWorkingDays: new Set(rules.makeUpWorkingDays),
    ...rules.publishedYears === 'all' ? allYearsKnown : decideYears(rules.publishedYears),
    decided: decideDays(rules.daysOff.map(({ day }) => numberOf(day)), rules.makeUpWorkingDays.map(numberOf)),
  }
}

/**
 * The `n`th working day after `start`, before it if `n` is negative; `start` itself is not counted, and is the answer
 * for 0. The unknown years are those of the days walked: after `start`, up to and with the answer.
 * The cost does not depend on `n`. Throws DayOutOfRangeError if the answer lies outside 1900 to 2199.
 */
export function addWorkingDays ({ compiled }: WorkingCalendar, start: Day, n: number): CountedDay {
  if (n === 0) return { day: start, unknownYears: noYears }
  const from = numberOf(start)
  const at = n > 0
    ? workingDayAt(compiled.decided, workingDaysBefore(compiled.decided, from + 1) + n - 1)
    : workingDayAt(compiled.decided, workingDaysBefore(compiled.decided, from) + n)
  const unknownYears = n > 0 ? unknownYearsOf(compiled, from + 1, at) : unknownYearsOf(compiled, at, from - 1)
  return { day: dayOf(origin + at), unknownYears }
}

/** The first working day on or after `day`. Throws DayOutOfRangeError if there is none before 2200. */
export function firstWorkingDayFrom ({ compiled }: WorkingCalendar, day: Day): Day {
  return dayOf(origin + workingDayAt(compiled.decided, workingDaysBefore(compiled.decided, numberOf(day))))
}

/** How many working days lie after `from` up to and with `to`; negative where `to` is the earlier. */
export function workingDaysBetween ({ compiled }: WorkingCalendar, from: Day, to: Day): number {
  return workingDaysBefore(compiled.decided, numberOf(to) + 1) - workingDaysBefore(compiled.decided, numberOf(from) + 1)
}

/** Whether `day` is worked; in an unknown year, whether it is Monday to Friday. */
export function isWorkingDay ({ compiled }: WorkingCalendar, day: Day): boolean {
  const at = numberOf(day)
  return workingDaysBefore(compiled.decided, at + 1) > workingDaysBefore(compiled.decided, at)
}

/** Whether `day` is worked, why, and whether its year is published. */
export function dayStatus (calendar: WorkingCalendar, day: Day): DayStatus {
  const yearKnown = unknownYearsIn(calendar, day, day).length === 0
  if (calendar.compiled.makeUpWorkingDays.has(day)) return { working: true, reason: 'make_up_working_day', yearKnown }
  const dayOff = calendar.compiled.daysOff.get(day)
  if (dayOff !== undefined) {
    const { name } = dayOff
    return name === undefined ? { working: false, reason: 'holiday', yearKnown } : { working: false, reason: 'holiday', name, yearKnown }
  }
  const working = weekdayOf(day) < 6
  return { working, reason: working ? 'weekday' : 'weekend', yearKnown }
}

/** The unpublished years that have a day from `first` to `last`, both included, in order. */
export function unknownYearsIn ({ compiled }: WorkingCalendar, first: Day, last: Day): readonly number[] {
  return unknownYearsOf(compiled, numberOf(first), numberOf(last))
}

/** The day as the tables have it: as days since 1900-01-01. */
function numberOf (day: Day): number {
  return dayNumber(day) - origin
}

function unknownYearsOf (compiled: CompiledDays, first: number, last: number): readonly number[] {
  const from = compiled.unknownYearsBefore[yearAt[first] as number] as number
  const to = compiled.unknownYearsBefore[(yearAt[last] as number) + 1] as number
  return from === to ? noYears : compiled.unknownYears.slice(from, to)
}

function decideYears (published: readonly number[]): Pick<CompiledDays, 'unknownYears' | 'unknownYearsBefore'> {
  const unknownYears: number[] = []
  const unknownYearsBefore = new Uint16Array(yearCount + 1)
  for (let at = 0; at < yearCount; at++) {
    const year = firstYear + at
    if (!published.includes(year)) unknownYears.push(year)
    unknownYearsBefore[at + 1] = unknownYears.length
  }
  return { unknownYears, unknownYearsBefore }
}
