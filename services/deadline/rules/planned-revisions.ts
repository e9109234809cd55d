import type { Day } from '@lightwell/calendar/day'
import { firstDifference } from '@lightwell/calendar/first-difference'
import { publishCalendar, type CalendarYear, type PublishedCalendar } from '@lightwell/calendar/published-calendar'

/** What becomes of one calendar: the version in force, the next, and the first day of which they say another thing. */
export type PlannedRevision = Readonly<{
  before: PublishedCalendar
  after: PublishedCalendar
  changedFrom: Day | null
}>

/**
 * What follows when a calendar says `ownYears`: a next version of it, and of every calendar below it that takes its days.
 * The calendar itself comes first. Empty where it says nothing else than before.
 */
export function plannedRevisions (
  inForce: readonly PublishedCalendar[], id: string, ownYears: readonly CalendarYear[],
): PlannedRevision[] {
  const before = named(inForce, id)
  const parent = before.parent === undefined ? undefined : named(inForce, before.parent)
  return plan(inForce, before, { parent, ownYears })
}

/** The own years of a calendar with one of them in the place of what it said of that year. */
export function withYear ({ ownYears }: PublishedCalendar, year: CalendarYear): CalendarYear[] {
  return [...ownYears.filter((one) => one.year !== year.year), year].toSorted((a, b) => a.year - b.year)
}

/** Whether two accounts of years say the same, down to the notices. */
export function sayTheSame (a: readonly CalendarYear[], b: readonly CalendarYear[]): boolean {
  return contentOf(a) === contentOf(b)
}

type Under = { parent: PublishedCalendar | undefined, ownYears: readonly CalendarYear[] }

function plan (inForce: readonly PublishedCalendar[], before: PublishedCalendar, { parent, ownYears }: Under): PlannedRevision[] {
  const { id, title, basis } = before
  const after = publishCalendar({
    id, title, years: ownYears, ...parent && { parent: parent.id }, ...basis && { basis },
  }, parent)
  if (sayTheSame(before.years, after.years) && sayTheSame(before.ownYears, after.ownYears)) return []
  const below = inForce.filter((one) => one.parent === id)
  return [
    { before, after, changedFrom: firstDifference(before, after) },
    ...below.flatMap((child) => plan(inForce, child, { parent: after, ownYears: child.ownYears })),
  ]
}

function named (inForce: readonly PublishedCalendar[], id: string): PublishedCalendar {
  const calendar = inForce.find((one) => one.id === id)
  if (calendar === undefined) throw new Error(`There is no calendar ${id}`)
  return calendar
}

function contentOf (years: readonly CalendarYear[]): string {
  return JSON.stringify(years.map(({ year, notices, daysOff, makeUpWorkingDays, partial }) => [
    year, notices.map(({ number, issued, about }) => [number, issued, about]),
    daysOff.map(({ day, name }) => [day, name]), makeUpWorkingDays, partial === true,
  ]))
}
