import { Type } from '@sinclair/typebox'
import { findCalendar, listCalendars } from '@lightwell/calendar/calendars'
import { firstDay, lastDay, yearOf } from '@lightwell/calendar/day'
import type { PublishedCalendar } from '@lightwell/calendar/published-calendar'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { inLanguage, preferredLanguage, type Language } from '@lightwell/http/language'
import { limit } from '@lightwell/http/limits'
import { pageOf } from '@lightwell/http/paging'
import { holidayName } from '../rules/holiday-name.ts'

const Calendar = Type.Object({
  id: Type.String(),
  version: Type.String(),
  title: Type.String(),
  years: Type.Array(Type.Integer(), { description: 'The published years. Every other year is unknown.' }),
})

const CalendarYear = Type.Object({
  calendar: Type.String(),
  version: Type.String(),
  year: Type.Integer(),
  known: Type.Boolean({ description: 'Whether the year is published; days counted in an unknown one are provisional' }),
  notices: Type.Array(Type.Object({ number: Type.String(), issued: Type.String(), about: Type.String() })),
  offDays: Type.Array(Type.Object({ date: Type.String({ format: 'date' }), name: Type.String() })),
  makeUpWorkingDays: Type.Array(Type.String({ format: 'date' })),
})

const CalendarParams = Type.Object({ id: Type.String({ maxLength: 64 }) })

const YearParams = Type.Object({
  id: Type.String({ maxLength: 64 }),
  year: Type.Integer({ minimum: yearOf(firstDay), maximum: yearOf(lastDay) }),
})

const config = limit('reads')

/** Serves the calendars that days are counted by, to anybody. */
export function serveCalendars (app: App): void {
  const tags = ['deadline']
  app.get('/v1/calendars', {
    config, schema: { tags, summary: 'List the calendars', response: { 200: pageOf(Calendar) } },
  }, (request) => {
    const language = preferredLanguage(request.headers['accept-language'])
    return { items: listCalendars().map((calendar) => presentCalendar(calendar, language)), nextCursor: null }
  })

  app.get('/v1/calendars/:id', {
    config, schema: { params: CalendarParams, tags, summary: 'Read a calendar', response: { 200: Calendar } },
  }, (request, reply) => {
    const calendar = calendarOf(request.params.id)
    void reply.header('etag', `"${calendar.version}"`)
    return presentCalendar(calendar, preferredLanguage(request.headers['accept-language']))
  })

  app.get('/v1/calendars/:id/:year', {
    config,
    schema: { params: YearParams, tags, summary: 'Read one year of a calendar', response: { 200: CalendarYear } },
  }, (request, reply) => {
    const calendar = calendarOf(request.params.id)
    void reply.header('etag', `"${calendar.version}"`)
    return presentYear(calendar, request.params.year, preferredLanguage(request.headers['accept-language']))
  })
}

function calendarOf (id: string): PublishedCalendar {
  const calendar = findCalendar(id)
  if (calendar === undefined) throw errors.notFound()
  return calendar
}

function presentCalendar ({ id, version, title, years }: PublishedCalendar, language: Language) {
  return { id, version, title: inLanguage(title, language), years: years.map(({ year }) => year) }
}

/** A year that is not published is answered all the same: that it is unknown is what a caller has to know of it. */
function presentYear ({ id, version, years }: PublishedCalendar, year: number, language: Language) {
  const published = years.find((one) => one.year === year)
  const { notices = [], daysOff = [], makeUpWorkingDays = [] } = published ?? {}
  return {
    calendar: id, version, year, known: published !== undefined,
    notices: [...notices],
    offDays: daysOff.map(({ day, name }) => ({ date: day, name: holidayName(name, language) })),
    makeUpWorkingDays: [...makeUpWorkingDays],
  }
}
