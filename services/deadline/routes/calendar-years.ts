import { Type, type Static } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { loadCalendars } from '@lightwell/database/load-calendars'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { requiredIfMatchOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { authorize } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { addCalendar, CalendarBody } from '../commands/add-calendar.ts'
import { planYear, publishYear, type SentYear } from '../commands/publish-year.ts'
import { Calendar, presentCalendar, presentRevision, presentYear, PublishedYear } from '../views/present-calendar.ts'
import { previewRevisions } from '../preview-revisions.ts'
import { YearBody } from '../sent-year.ts'
import { listRevisions } from '../store/calendars.ts'
import { mayReadDeadline } from '../views/visible-case.ts'
import { readCalendar, YearParams } from './calendars.ts'

const DayText = Type.String({ format: 'date' })

const MoveCounts = {
  later: Type.Integer(), earlier: Type.Integer(), becomeLate: Type.Integer(), stopBeingLate: Type.Integer(),
}

const Preview = Type.Object({
  version: Type.String({ description: 'The version in force, for If-Match when it is published' }),
  changedFrom: Type.Union([DayText, Type.Null()], { description: 'The first day of which it says another thing' }),
  counts: Type.Object({ visited: Type.Integer(), ...MoveCounts }),
  byAgency: Type.Array(Type.Object({ agency: Type.String(), ...MoveCounts }), {
    description: 'The hundred agencies of which most deadlines move',
  }),
  items: Type.Array(Type.Object({
    requestId: Type.Optional(Type.String({ format: 'uuid', description: 'Told to who may read it' })), agency: Type.String(), calendar: Type.String(), oldDueOn: DayText,
    newDueOn: DayText, workingDays: Type.Integer({ description: 'By how many; negative is earlier' }),
    becomesLate: Type.Boolean(), stopsBeingLate: Type.Boolean(),
  }), { description: 'The first hundred deadlines that move, the earliest due first' }),
})

const headers = {
  type: 'object', properties: { 'if-match': { type: 'string', description: 'The ETag of the calendar as it was read; 428 without it.' } },
}

/** Keeping calendars: beginning one, previewing what a year would move, and publishing it. */
export function serveCalendarYears (app: App, deps: Deps): void {
  const tags = ['deadline']
  app.post('/v1/calendars', {
    attachValidation: true,
    onSend: takeInForce,
    schema: {
      body: CalendarBody, tags, summary: 'Begin a calendar, such as that of one agency’s own days', response: { 201: Calendar },
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const id = await addCalendar(deps, tx, request.caller, sentBody<CalendarBody>(request))
    const { row, calendar } = await readCalendar(tx, id)
    const answer = created(`/v1/calendars/${id}`, presentCalendar(row, calendar, languageOf(request)))
    return { ...answer, headers: { ...answer.headers, etag: `"${row.version}"` } }
  }))

  app.post('/v1/calendars/:id/:year/preview', {
    attachValidation: true,
    schema: {
      params: YearParams, body: YearBody, tags, summary: 'Tell which open deadlines a year would move; nothing is written',
      response: { 200: Preview },
    },
  }, (request) => {
    authorize(request.caller, 'calendar', 'preview', { agencyCode: null })
    return previewYear(deps, request.caller, sentYearOf(request as YearRequest))
  })

  app.put('/v1/calendars/:id/:year', {
    attachValidation: true,
    // Who may not publish is told so before he is asked which version he has read.
    onRequest: async ({ caller }) => void authorize(caller, 'calendar', 'keep', { agencyCode: null }),
    onSend: takeInForce,
    schema: {
      params: YearParams, body: YearBody, headers, tags,
      summary: 'Publish a year of a calendar; open deadlines are counted anew, closed ones never move',
      response: { 200: PublishedYear },
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { id, year } = request.params
    const sent = sentYearOf(request as YearRequest)
    await publishYear(deps, tx, request.caller, { ...sent, ifMatch: requiredIfMatchOf(request) })
    const { row, calendar } = await readCalendar(tx, id)
    const [change] = await listRevisions(tx, id, { before: undefined, limit: 1 })
    if (change === undefined) throw new Error(`The calendar ${id} has no version`)
    const body = { ...presentYear(calendar, year, languageOf(request)), change: presentRevision(change) }
    return { ...done(body), headers: { etag: `"${row.version}"` } }
  }))

  // What was published is in force for this process before it is answered; the others find it within a second.
  async function takeInForce (_request: FastifyRequest, { statusCode }: FastifyReply): Promise<void> {
    if (statusCode < 300) await loadCalendars(deps.db)
  }
}

type YearRequest = FastifyRequest<{ Params: Static<typeof YearParams>, Body: YearBody }>

function sentYearOf (request: YearRequest): SentYear {
  const { id: calendarId, year } = request.params
  return { ...sentBody(request), calendarId, year }
}

async function previewYear ({ db, clock }: Deps, caller: Caller, sent: SentYear) {
  const planned = await planYear(db, sent)
  const { row } = await readCalendar(db, sent.calendarId)
  const { items, ...preview } = await previewRevisions(db, planned, clock.now())
  return {
    version: row.version, changedFrom: planned[0]?.changedFrom ?? null, ...preview,
    items: items.map(({ requestId, ...item }) => ({ ...mayReadDeadline(caller, item.agency) && { requestId }, ...item })),
  }
}

function languageOf ({ headers: sent }: Pick<FastifyRequest, 'headers'>) {
  return preferredLanguage(sent['accept-language'])
}
