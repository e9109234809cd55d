import { createHash } from 'node:crypto'
import type { Day } from './day.ts'
import { mergeYears } from './merge-years.ts'
import { type CalendarRules, compileRules, type WorkingCalendar } from './working-calendar.ts'

/** The paper that ordered a year's days off: its number, the day it was issued, and what it settles. */
export type CalendarNotice = { readonly number: string, readonly issued: string, readonly about: string }

/**
 * One year: its notices, its days off, and the weekend days that are worked in exchange (调休). A `partial` year is not
 * wholly published: the authority above has spoken and this one has not yet, so that it is counted by what is known of
 * it and stays unknown.
 */
export type CalendarYear = {
  readonly year: number
  readonly notices: readonly CalendarNotice[]
  readonly daysOff: readonly { readonly day: Day, readonly name: string }[]
  readonly makeUpWorkingDays: readonly Day[]
  readonly partial?: true
}

/**
 * A calendar that an authority publishes year by year; `title` is what people read. One with a `parent` takes all that
 * the parent says and adds the days of `years`, which win. `basis` is the law that gives it days of its own, announced
 * each year: a year without its own announcement is unknown. Without a basis (the extra days of one agency) a year is
 * known as soon as the parent's is.
 */
export type CalendarDefinition = {
  readonly id: string
  readonly title: { readonly zh: string, readonly en: string }
  readonly parent?: string
  readonly basis?: { readonly zh: string, readonly en: string }
  readonly years: readonly CalendarYear[]
}

/**
 * A published calendar, ready to count with: `ownYears` is what it says itself, `years` what holds with all that it
 * takes from its parents, partial years among them. `version` names the last year that is wholly published and the
 * content of all, `CN-2026.0f3a9c51`: two calendars of one version give the same answer to every question. All of it is
 * worked out when it is first asked for.
 */
export type PublishedCalendar = WorkingCalendar & CalendarDefinition & {
  readonly ownYears: readonly CalendarYear[]
  readonly version: string
}

/**
 * The calendar that `definition` publishes, under `parent` where it names one. Years that it leaves out are unknown.
 * Throws where the parent is not the one that it names.
 */
export function publishCalendar (definition: CalendarDefinition, parent?: PublishedCalendar): PublishedCalendar {
  if (definition.parent !== parent?.id) {
    throw new Error(`${definition.id} has the parent ${definition.parent}, not ${parent?.id}`)
  }
  const { id, title, basis } = definition
  const announces = basis !== undefined
  const ownYears = once(() => inOrder(definition.years))
  const years = once(() => parent === undefined ? ownYears() : inOrder(mergeYears(parent.years, ownYears(), { announces })))
  const version = once(() => versionOf(id, years()))
  const compiled = once(() => compileRules(rulesOf(years())))
  return {
    id,
    title,
    ...(parent === undefined ? {} : { parent: parent.id }),
    ...(basis === undefined ? {} : { basis }),
    get years () { return years() },
    get ownYears () { return ownYears() },
    get version () { return version() },
    get compiled () { return compiled() },
  }
}

// A process that starts knows thirty calendars and counts by one or two of them.
function once<T extends object | string> (make: () => T): () => T {
  let made: T | undefined
  return () => made ??= make()
}

function rulesOf (years: readonly CalendarYear[]): CalendarRules {
  return {
    daysOff: years.flatMap((year) => year.daysOff),
    makeUpWorkingDays: years.flatMap((year) => year.makeUpWorkingDays),
    publishedYears: years.filter(isKnown).map((year) => year.year),
  }
}

/** Whether a year is wholly published, so that days counted in it are final. */
export function isKnown (year: CalendarYear): boolean {
  return year.partial !== true
}

// In whatever order an announcement lists its days, it says the same.
function inOrder (years: readonly CalendarYear[]): CalendarYear[] {
  return years.toSorted((a, b) => a.year - b.year).map((year) => ({
    ...year,
    daysOff: year.daysOff.toSorted((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : 0),
    makeUpWorkingDays: year.makeUpWorkingDays.toSorted(),
  }))
}

function versionOf (id: string, years: readonly CalendarYear[]): string {
  const content = years.map(({ year, notices, daysOff, makeUpWorkingDays, partial = false }) => [
    year,
    notices.map(({ number, issued, about }) => [number, issued, about]),
    daysOff.map(({ day, name }) => [day, name]),
    makeUpWorkingDays,
    partial,
  ])
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  return `${id}-${years.findLast(isKnown)?.year ?? 'none'}.${digest.slice(0, 8)}`
}
