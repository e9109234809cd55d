import { createHash } from 'node:crypto'
import type { Day } from './day.ts'
import { compileCalendar, type WorkingCalendar } from './working-calendar.ts'

/** The paper that ordered a year's days off: its number, when it was issued, and what it settles. */
export type CalendarNotice = { readonly number: string, readonly issued: string, readonly about: string }

/** One published year: its notices, its days off, and the weekend days that are worked in exchange (调休). */
export type CalendarYear = {
  readonly year: number
  readonly notices: readonly CalendarNotice[]
  readonly daysOff: readonly { readonly day: Day, readonly name: string }[]
  readonly makeUpWorkingDays: readonly Day[]
}

/** A calendar that an authority publishes year by year; `title` is what people read. */
export type CalendarDefinition = {
  readonly id: string
  readonly title: { readonly zh: string, readonly en: string }
  readonly years: readonly CalendarYear[]
}

/**
 * A published calendar, ready to count with. `version` names the last published year and the content of all of them,
 * `CN-2026.0f3a9c51`: two calendars of one version give the same answer to every question.
 */
export type PublishedCalendar = WorkingCalendar & CalendarDefinition & { readonly version: string }

/** The calendar that `definition` publishes. Years that it leaves out are unknown. */
export function publishCalendar (definition: CalendarDefinition): PublishedCalendar {
  const years = definition.years.toSorted((a, b) => a.year - b.year)
  const calendar = compileCalendar({
    daysOff: years.flatMap((year) => year.daysOff),
    makeUpWorkingDays: years.flatMap((year) => year.makeUpWorkingDays),
    publishedYears: years.map((year) => year.year),
  })
  return { ...calendar, ...definition, years, version: versionOf(definition.id, years) }
}

function versionOf (id: string, years: readonly CalendarYear[]): string {
  const content = years.map(({ year, notices, daysOff, makeUpWorkingDays }) => [
    year,
    notices.map(({ number, issued, about }) => [number, issued, about]),
    daysOff.map(({ day, name }) => [day, name]),
    makeUpWorkingDays,
  ])
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  return `${id}-${years.at(-1)?.year ?? 'none'}.${digest.slice(0, 8)}`
}
