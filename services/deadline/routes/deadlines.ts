import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { etagOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, pageOf, PageQuery } from '@lightwell/http/paging'
import { authorize, permission, readableAgencies } from '@lightwell/http/policy'
import { presentDeadline, Deadline } from '../present-deadline.ts'
import { DeadlineSummary, presentListedDeadline } from '../present-listed-deadline.ts'
import { readPlace } from '../read-place.ts'
import { findTimedCase, listEntries } from '../store/deadlines.ts'
import { listExtensions } from '../store/extensions.ts'
import { listDeadlines } from '../store/list-deadlines.ts'
import { subjectOf, visibleCase } from '../visible-case.ts'

const DeadlineParams = Type.Object({ requestId: Type.String({ format: 'uuid' }) })

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
      params: DeadlineParams, tags, summary: 'Read a deadline, explained day by day', response: { 200: Deadline },
    },
  }, async (request, reply) => {
    const { caller, headers, params: { requestId } } = request
    const { timed, entries, extensions } = await deps.db.transaction(async (tx) => ({
      timed: visibleCase(caller, await findTimedCase(tx, requestId)),
      entries: await listEntries(tx, requestId),
      extensions: await listExtensions(tx, requestId),
    }), atOneMoment)
    // What staff ask each other is theirs; the applicant learns of an extension when it is granted.
    const { allowed } = permission(caller, 'extension', 'read', subjectOf(timed))
    const extension = extensions.findLast(({ state }) => allowed || state === 'approved')
    void reply.header('etag', etagOf(timed.version))
    const language = preferredLanguage(headers['accept-language'])
    return presentDeadline({ timed, entries, extension }, deps.clock.now(), language)
  })
}
