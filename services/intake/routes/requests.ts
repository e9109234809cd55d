import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { etagOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import type { CaseView } from '../case-view.ts'
import { DayText } from '../day-text.ts'
import { presentRequest, RequestView, type Reading } from '../present-request.ts'
import { requestsOf } from '../requests-of.ts'
import { requestStatuses } from '../rules/request-status.ts'
import { findCase, listCases } from '../store/cases.ts'
import { visibleRequest } from '../visible-request.ts'

const ListQuery = Type.Object({
  ...PageQuery,
  status: Type.Optional(listed(requestStatuses)),
  agency: Type.Optional(AgencyCode),
  receivedFrom: Type.Optional(DayText),
  receivedTo: Type.Optional(DayText),
}, { additionalProperties: false })

/** Reading requests: one, or those that are the caller's. */
export function serveRequests (app: App, deps: Deps): void {
  app.get('/v1/requests/:id', {
    schema: {
      params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      response: { 200: RequestView },
      tags: ['intake'],
      summary: 'A request: where it stands, its due day, and who does what next',
    },
  }, async (request, reply) => {
    await visibleRequest(deps.db, request.caller, request.params.id, 'read')
    const view = await findCase(deps.db, request.params.id) as CaseView
    void reply.headers({ etag: etagOf(view.version), vary: 'authorization, accept-language' })
    return presentRequest(view, readingOf(deps, request))
  })

  app.get('/v1/requests', {
    schema: {
      querystring: ListQuery,
      response: { 200: pageOf(RequestView) },
      tags: ['intake'],
      summary: 'The requests of the caller, newest first',
    },
  }, async ({ query, caller, headers }) => {
    const { limit = defaultLimit, cursor, agency, ...filter } = query
    const own = requestsOf(caller, agency)
    const views = await listCases(deps.db, { ...filter, ...own, after: positionOf(cursor, ['id'])?.[0] }, limit + 1)
    const { items, nextCursor } = cutPage(views, limit, (view) => [view.request.id])
    const reading = readingOf(deps, { caller, headers })
    return { items: items.map((view) => presentRequest(view, reading)), nextCursor }
  })
}

function readingOf (deps: Deps, { caller, headers }: Pick<FastifyRequest, 'caller' | 'headers'>): Reading {
  return { caller, now: deps.clock.now(), language: preferredLanguage(headers['accept-language']) }
}
