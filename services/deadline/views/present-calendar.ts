import { Type, type Static } from '@sinclair/typebox'
import { isKnown, type PublishedCalendar } from '@lightwell/calendar/published-calendar'
import { inLanguage, type Language } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import { holidayName } from '../rules/holiday-name.ts'
import type { CalendarRow, RevisionSummary } from '../store/calendars.ts'

const DayText = Type.String({ format: 'date' })
const Instant = Type.String({ format: 'date-time' })
const Notices = Type.Array(Type.Object({ number: Type.String(), issued: Type.String(), about: Type.String() }))

export const Calendar = Type.Object({
  id: Type.String(),
  version: Type.String(),
  revision: Type.Integer({ description: 'How many versions there were, with this one' }),
  title: Type.String(),
  parent: Type.Union([Type.String(), Type.Null()], { description: 'The calendar whose days it takes, and adds to' }),
  basis: Type.Union([Type.String(), Type.Null()], { description: 'The law by which it has days of its own' }),
  agency: Type.Union([Type.String(), Type.Null()], { description: 'The agency whose own days it adds' }),
  years: Type.Array(Type.Integer(), { description: 'The published years. Every other year is unknown.' }),
})

const yearFields = {
  calendar: Type.String(),
  version: Type.String(),
  year: Type.Integer(),
  known: Type.Boolean({ description: 'Whether the year is published; days counted in an unknown one are provisional' }),
  notices: Notices,
  offDays: Type.Array(Type.Object({ date: DayText, name: Type.String() })),
  makeUpWorkingDays: Type.Array(DayText),
}

export const CalendarYear = Type.Object(yearFields)

const revisionFields = {
  revision: Type.Integer(),
  version: Type.String(),
  cause: listed(['shipped', 'published', 'parent_published']),
  year: Type.Union([Type.Integer(), Type.Null()], { description: 'The year that was published' }),
  changedFrom: Type.Union([DayText, Type.Null()], {
    description: 'The first day of which it says another thing than the version before; null where it says none',
  }),
  publishedBy: Type.String(),
  publishedAt: Instant,
  notices: Notices,
  state: listed(['applying', 'applied']),
  visited: Type.Integer({ description: 'How many open deadlines were counted anew' }),
  moved: Type.Integer({ description: 'How many of them have another due day' }),
  uncounted: Type.Integer({
    description: 'How many stand as they were counted before, for they cannot be counted: of a law that this house has lost. ' +
      'Told of the version in force; each is tried again every hour',
  }),
  appliedAt: Type.Union([Instant, Type.Null()], { description: 'When no open deadline was left that it has to move' }),
}

/** A version of a calendar, and how far the open deadlines were counted anew by it. */
export const Revision = Type.Object(revisionFields)

/** A year after it was published, with what that has changed. */
export const PublishedYear = Type.Object({ ...yearFields, change: Revision })

/** Writes a calendar as it is sent. */
export function presentCalendar (
  row: CalendarRow, { title, basis, years }: PublishedCalendar, language: Language,
): Static<typeof Calendar> {
  const { id, version, revision, parentId, agencyCode } = row
  return {
    id, version, revision, title: inLanguage(title, language), parent: parentId,
    basis: basis === undefined ? null : inLanguage(basis, language), agency: agencyCode,
    years: years.filter(isKnown).map(({ year }) => year),
  }
}

/**
 * Writes a year as it is sent. One that is not published is answered all the same: that it is unknown is what a caller has
 * to know of it.
 */
export function presentYear (
  { id, version, years }: PublishedCalendar, year: number, language: Language,
): Static<typeof CalendarYear> {
  const said = years.find((one) => one.year === year)
  const { notices = [], daysOff = [], makeUpWorkingDays = [] } = said ?? {}
  return {
    calendar: id, version, year, known: said !== undefined && isKnown(said),
    notices: [...notices],
    offDays: daysOff.map(({ day, name }) => ({ date: day, name: holidayName(name, language) })),
    makeUpWorkingDays: [...makeUpWorkingDays],
  }
}

/** Writes a version of a calendar as it is sent. */
export function presentRevision (found: RevisionSummary): Static<typeof Revision> {
  const { revision, version, cause, year, changedFrom, publishedBy, publishedAt, notices, visited, moved, uncounted, appliedAt } = found
  return {
    revision, version, cause, year, changedFrom, publishedBy, publishedAt: publishedAt.toISOString(), notices: [...notices],
    state: appliedAt === null ? 'applying' : 'applied', visited, moved, uncounted, appliedAt: appliedAt?.toISOString() ?? null,
  }
}
