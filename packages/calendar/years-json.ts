import { addDays, type Day } from './day.ts'
import type { CalendarNotice, CalendarYear } from './published-calendar.ts'
import type { WorkingCalendar } from './working-calendar.ts'
import type { Fault } from './working-days.ts'
import { readYear } from './read-year.ts'

/** Days off in a row that bear one name, from the first to the last, weekends within them included. */
export type SpanJson = { readonly name: string, readonly from: string, readonly to: string }

/** A year as it stands in files, in the database and in what an administrator sends. */
export type YearJson = {
  readonly notices: readonly CalendarNotice[]
  readonly spans: readonly SpanJson[]
  readonly makeUpWorkingDays: readonly string[]
  readonly partial?: true
}

/** Years by their number. */
export type YearsJson = Readonly<Record<string, YearJson>>

/** The years as JSON holds them; `yearsFromJson` gives the same years back. */
export function yearsToJson (years: readonly CalendarYear[]): YearsJson {
  return Object.fromEntries(years.map((year) => [String(year.year), yearToJson(year)]))
}

/** One year as JSON holds it. */
export function yearToJson ({ notices, daysOff, makeUpWorkingDays, partial }: CalendarYear): YearJson {
  return {
    notices, spans: spansOf(daysOff), makeUpWorkingDays, ...(partial === undefined ? {} : { partial }),
  }
}

/**
 * The years that `json` holds, or everything that is wrong with it, each fault at its place from the year on
 * (`/2026/spans/0/from`). `parent` is the calendar under which they are to stand: what it has off may be worked again.
 */
export function yearsFromJson (
  json: unknown, parent?: WorkingCalendar,
): { years: CalendarYear[] } | { faults: Fault[] } {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { faults: [{ pointer: '', code: 'wrong_type', params: { type: 'object' } }] }
  }
  const reads = Object.entries(json).map(([year, value]) => ({ year, read: readYear(Number(year), value, parent) }))
  const faults = reads.flatMap(({ year, read }) => 'faults' in read
    ? read.faults.map((fault) => ({ ...fault, pointer: `/${year}${fault.pointer}` }))
    : [])
  if (faults.length > 0) return { faults }
  return { years: reads.flatMap(({ read }) => 'faults' in read ? [] : [read.year]) }
}

function spansOf (daysOff: CalendarYear['daysOff']): SpanJson[] {
  const spans: { name: string, from: Day, to: Day }[] = []
  for (const { day, name } of daysOff) {
    const last = spans.at(-1)
    if (last !== undefined && last.name === name && addDays(last.to, 1) === day) last.to = day
    else spans.push({ name, from: day, to: day })
  }
  return spans
}
