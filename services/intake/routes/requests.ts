import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { etagOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import type { CaseView } from '../case-view.ts'
import { presentRequest, RequestView, type Reading } from '../views/present-request.ts'
import { findCase } from '../store/cases.ts'
import { visibleRequest } from '../views/visible-request.ts'

/** Reading one request. */
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
}

function readingOf (deps: Deps, { caller, headers }: Pick<FastifyRequest, 'caller' | 'headers'>): Reading {
  return { caller, now: deps.clock.now(), language: preferredLanguage(headers['accept-language']) }
}
