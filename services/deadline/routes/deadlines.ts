import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { etagOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, pageOf, PageQuery } from '@lightwell/http/paging'
import { authorize, permission, readableAgencies } from '@lightwell/http/policy'
import { presentDeadline, Deadline } from '../views/present-deadline.ts'
import { DeadlineSummary, presentListedDeadline } from '../views/present-listed-deadline.ts'
import { readDeadline } from '../read-deadline.ts'
import { readAsOf, readPlace } from '../read-place.ts'
import { listDeadlines } from '../store/list-deadlines.ts'
import { subjectOf } from '../views/visible-case.ts'

const DeadlineParams = Type.Object({ requestId: Type.String({ format: 'uuid' }) })

const ReadingQuery = Type.Object({
  asOf: Type.Optional(Type.String({ maxLength: 64, description: 'An instant: the deadline as it stood then' })),
}, { additionalProperties: false })

const DeadlineQuery = Type.Object({
  ...PageQuery,
  overdue: Type.Optional(listed(['true', 'false', ''])),
  agency: Type.Optional(AgencyCode),
  asOf: Type.Optional(Type.String({ maxLength: 64, description: 'An instant: the list as it stood then' })),
  state: Type.Optional(listed(['running', 'paused', 'met', 'missed', 'stopped'])),
}, { additionalProperties: false })

// The deadline and the entries that it follows from belong together, whatever is written in between.
const atOneMoment = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const

/** Serves deadlines: one, explained day by day, and lists of them in the order in which they fall due. */
export function serveDeadlines (app: App, deps: Deps): void {
  const tags = ['deadline']
  app.get('/v1/deadlines', {
    schema: {
      querystring: DeadlineQuery, tags, summary: 'List deadlines, the earliest due first',
      response: { 200: pageOf(DeadlineSummary) },
    },
  }, async ({ caller, query }) => {
    const { agency, state, overdue, limit = defaultLimit } = query
    authorize(caller, 'deadline', 'list', { agencyCode: agency ?? null })
    const now = deps.clock.now()
    const { asOf, after } = readPlace(query)
    const rows = await listDeadlines(deps.db, {
      agencies: agency === undefined ? readableAgencies(caller, 'deadline', 'list') : [agency],
      state, overdue: overdue === undefined ? undefined : overdue !== 'false',
      at: asOf ?? now, history: asOf !== undefined, after, limit,
    })
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.dueAt.toISOString(), row.requestId])
    return { items: items.map((row) => presentListedDeadline(row, asOf ?? now)), nextCursor }
  })

  app.get('/v1/deadlines/:requestId', {
    schema: {
      params: DeadlineParams, querystring: ReadingQuery, tags, summary: 'Read a deadline, explained day by day',
      response: { 200: Deadline },
    },
  }, async ({ caller, headers, params: { requestId }, query }, reply) => {
    const asOf = readAsOf(query.asOf)
    const parts = await deps.db.transaction(async (tx) => await readDeadline(tx, caller, requestId, asOf), atOneMoment)
    // What staff ask each other is theirs.
    const { allowed: toStaff } = permission(caller, 'extension', 'read', subjectOf(parts.timed))
    void reply.header('etag', etagOf(parts.timed.version))
    const language = preferredLanguage(headers['accept-language'])
    return presentDeadline(parts, { asOf, now: deps.clock.now(), language, toStaff })
  })
}
