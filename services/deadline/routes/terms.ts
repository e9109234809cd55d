import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { calendarNamed } from '@lightwell/calendar/calendars'
import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { etagOf, ifMatchOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, pageOf, PageQuery, positionOf } from '@lightwell/http/paging'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import type { TermKind } from '@lightwell/regimes/term'
import { termNames } from '@lightwell/regimes/term-names'
import { addTerm, type TermOpening } from '../commands/add-term.ts'
import { completeTerm, type TermCompletion } from '../commands/complete-term.ts'
import { endTerm } from '../commands/end-term.ts'
import { presentTerm, presentTermSummary, Term, termStates, TermSummary } from '../views/present-term.ts'
import { nameableDuties, openedByHand } from '../rules/term-handling.ts'
import { calendarAt } from '../store/calendars.ts'
import { listTerms } from '../store/list-terms.ts'
import { findTerm } from '../store/terms.ts'
import { termReaders } from '../term-readers.ts'
import { visibleTerm } from '../views/visible-term.ts'

const kinds = Object.keys(termNames) as TermKind[]
const Id = Type.String({ format: 'uuid' })
const DayText = Type.String({ format: 'date', pattern: '^(19|20|21)' })
const Words = Line(500)
const TermParams = Type.Object({ id: Id })

const TermQuery = Type.Object({
  ...PageQuery,
  agency: Type.Optional(AgencyCode),
  kind: Type.Optional(listed(kinds)),
  state: Type.Optional(listed([...termStates, 'overdue'])),
  duty: Type.Optional(listed([...nameableDuties, 'applicant'])),
  requestId: Type.Optional(Id),
  dueBy: Type.Optional(DayText),
}, { additionalProperties: false })

const OpenTerm = Type.Object({
  kind: listed(openedByHand),
  agency: AgencyCode,
  requestId: Type.Optional(Id),
  startsOn: Type.Optional(DayText),
  startsAt: Type.Optional(Type.String({ maxLength: 64, description: 'An instant with offset, for what counts by hours' })),
  dueOn: Type.Optional(Type.String({ ...DayText, description: 'The last day, where no law counts it' })),
  duty: Type.Optional(listed(nameableDuties)),
  everyMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 120, description: 'Of a plan: it begins anew after each' })),
  note: Type.String({ ...Words, description: 'What it is about, for staff' }),
}, { additionalProperties: false })

const CompleteTerm = Type.Object({
  on: Type.Optional(DayText),
  at: Type.Optional(Type.String({ maxLength: 64, description: 'An instant with offset, for what counts by hours' })),
  note: Type.Optional(Words),
}, { additionalProperties: false })

const EndTerm = Type.Object({ reason: Words }, { additionalProperties: false })

/** Serves the other days: what has to be done, or may be done, until when, beside the answer. */
export function serveTerms (app: App, deps: Deps): void {
  serveReads(app, deps)
  const tags = ['deadline']
  app.post('/v1/terms', {
    attachValidation: true,
    schema: { body: OpenTerm, tags, summary: 'Open a term that no other act opens', response: { 201: Term } },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const sent = { ...sentBody<TermOpening>(request), ifMatch: ifMatchOf(request) }
    const id = await addTerm(deps, tx, request.caller, sent)
    return created(`/v1/terms/${id}`, await read(tx, request, { id, now: deps.clock.now() }))
  }))

  app.post('/v1/terms/:id/completion', {
    attachValidation: true,
    schema: {
      params: TermParams, body: CompleteTerm, tags, response: { 200: Term },
      summary: 'Say that it was done, in time or late; what comes again and again begins anew',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    await completeTerm(deps, tx, caller, { id, ...sentBody<TermCompletion>(request), ifMatch: ifMatchOf(request) })
    return done(await read(tx, request, { id, now: deps.clock.now() }))
  }))

  app.post('/v1/terms/:id/ending', {
    attachValidation: true,
    schema: {
      params: TermParams, body: EndTerm, tags, response: { 200: Term }, summary: 'Say why it is owed no longer',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    await endTerm(deps, tx, caller, { id, ...sentBody<{ reason: string }>(request), ifMatch: ifMatchOf(request) })
    return done(await read(tx, request, { id, now: deps.clock.now() }))
  }))
}

function serveReads (app: App, deps: Deps): void {
  const tags = ['deadline']
  app.get('/v1/terms', {
    schema: {
      querystring: TermQuery, tags, summary: 'List terms, the earliest due first', response: { 200: pageOf(TermSummary) },
    },
  }, async ({ caller, query, headers }) => {
    const { agency, kind, state, duty, requestId, dueBy, cursor, limit = defaultLimit } = query
    const readers = termReaders(caller, agency)
    const place = positionOf(cursor, ['instant', 'id'])
    const now = deps.clock.now()
    const rows = await listTerms(deps.db, {
      ...readers, kind, state, duty, requestId, dueBy: dueBy as Day | undefined, at: now, limit,
      after: place && { dueAt: new Date(place[0]), id: place[1] },
    })
    const { items, nextCursor } = cutPage(rows, limit, ({ term }) => [term.dueAt.toISOString(), term.id])
    const reading = { now, language: preferredLanguage(headers['accept-language']) }
    return { items: items.map((row) => presentTermSummary(row, reading)), nextCursor }
  })

  app.get('/v1/terms/:id', {
    schema: { params: TermParams, tags, summary: 'Read a term, with the account of its days', response: { 200: Term } },
  }, async (request, reply) => {
    const { term, version } = await readVisible(deps.db, request, { id: request.params.id, now: deps.clock.now() })
    void reply.header('etag', etagOf(version))
    return term
  })
}

/** Who asks, and in which language he reads. */
type Asker = Pick<FastifyRequest, 'caller' | 'headers'>

async function read (db: Reader, request: Asker, which: { id: string, now: Date }): Promise<Term> {
  return (await readVisible(db, request, which)).term
}

async function readVisible (
  db: Reader, { caller, headers }: Asker, { id, now }: { id: string, now: Date },
): Promise<{ term: Term, version: number }> {
  const found = visibleTerm(caller, await findTerm(db, id))
  const { calendarId, calendarVersion } = found.term
  const current = calendarNamed(calendarId)
  const calendar = current.version === calendarVersion ? current : await calendarAt(db, calendarId, calendarVersion) ?? current
  const term = presentTerm(found, calendar, { now, language: preferredLanguage(headers['accept-language']) })
  return { term, version: found.version }
}
