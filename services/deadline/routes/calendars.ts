import { Type } from '@sinclair/typebox'
import { firstDay, lastDay, yearOf } from '@lightwell/calendar/day'
import type { PublishedCalendar } from '@lightwell/calendar/published-calendar'
import type { Reader } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { preferredLanguage } from '@lightwell/http/language'
import { limit } from '@lightwell/http/limits'
import { cutPage, defaultLimit, pageOf, PageQuery, positionOf } from '@lightwell/http/paging'
import { authorize } from '@lightwell/http/policy'
import { Calendar, CalendarYear, presentCalendar, presentRevision, presentYear, Revision } from '../views/present-calendar.ts'
import { calendarAt, findCalendarRow, listCalendarRows, listRevisions, type CalendarRow } from '../store/calendars.ts'

const CalendarParams = Type.Object({ id: Type.String({ maxLength: 64 }) })

export const YearParams = Type.Object({
  id: Type.String({ maxLength: 64 }),
  year: Type.Integer({ minimum: yearOf(firstDay), maximum: yearOf(lastDay) }),
})

const ListQuery = Type.Object(PageQuery, { additionalProperties: false })

const config = limit('reads')

/** Serves the calendars that days are counted by, to anybody, and how they became what they are. */
export function serveCalendars (app: App, deps: Deps): void {
  const tags = ['deadline']
  app.get('/v1/calendars', {
    config, schema: { querystring: ListQuery, tags, summary: 'List the calendars', response: { 200: pageOf(Calendar) } },
  }, async ({ headers, query: { limit: most = defaultLimit, cursor } }) => {
    const after = positionOf(cursor, [isCalendarId])
    const rows = await listCalendarRows(deps.db, { after: after?.[0], limit: most + 1 })
    const { items, nextCursor } = cutPage(rows, most, ({ id }) => [id])
    const language = preferredLanguage(headers['accept-language'])
    const found = await Promise.all(items.map((row) => compiled(deps.db, row)))
    return { items: found.map(({ row, calendar }) => presentCalendar(row, calendar, language)), nextCursor }
  })

  app.get('/v1/calendars/:id', {
    config, schema: { params: CalendarParams, tags, summary: 'Read a calendar', response: { 200: Calendar } },
  }, async (request, reply) => {
    const { row, calendar } = await readCalendar(deps.db, request.params.id)
    void reply.header('etag', `"${row.version}"`)
    return presentCalendar(row, calendar, preferredLanguage(request.headers['accept-language']))
  })

  app.get('/v1/calendars/:id/:year', {
    config,
    schema: { params: YearParams, tags, summary: 'Read one year of a calendar', response: { 200: CalendarYear } },
  }, async (request, reply) => {
    const { row, calendar } = await readCalendar(deps.db, request.params.id)
    void reply.header('etag', `"${row.version}"`)
    return presentYear(calendar, request.params.year, preferredLanguage(request.headers['accept-language']))
  })

  app.get('/v1/calendars/:id/versions', {
    schema: {
      params: CalendarParams, querystring: ListQuery, tags,
      summary: 'List the versions of a calendar, newest first: by whom, by which notice, and what they moved',
      response: { 200: pageOf(Revision) },
    },
  }, async ({ caller, params: { id }, query }) => {
    authorize(caller, 'calendar', 'preview', { agencyCode: null })
    if (await findCalendarRow(deps.db, id) === undefined) throw errors.notFound()
    const { limit: most = defaultLimit, cursor } = query
    const before = positionOf(cursor, [(value) => /^\d{1,9}$/.test(value)])
    const rows = await listRevisions(deps.db, id, { before: before && Number(before[0]), limit: most + 1 })
    const { items, nextCursor } = cutPage(rows, most, ({ revision }) => [String(revision)])
    return { items: items.map(presentRevision), nextCursor }
  })
}

function isCalendarId (text: string): boolean {
  return /^[A-Z][A-Z0-9-]{0,63}$/.test(text)
}

/** A calendar as it is in force, ready to count with. Throws 404 where there is none. */
export async function readCalendar (db: Reader, id: string): Promise<{ row: CalendarRow, calendar: PublishedCalendar }> {
  const row = await findCalendarRow(db, id)
  if (row === undefined) throw errors.notFound()
  return await compiled(db, row)
}

async function compiled (db: Reader, row: CalendarRow): Promise<{ row: CalendarRow, calendar: PublishedCalendar }> {
  const calendar = await calendarAt(db, row.id, row.version)
  if (calendar === undefined) throw new Error(`The calendar ${row.id} has no version ${row.version}`)
  return { row, calendar }
}
