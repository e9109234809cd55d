import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import { sentBody } from '@lightwell/http/sent-body'
import { done, write } from '@lightwell/http/write'
import { classifyRequest } from '../commands/classify-request.ts'
import { ContextCodes, SubjectCode } from '../filing.ts'
import { natures } from '../views/present-classification.ts'
import { presentRequest, RequestView } from '../views/present-request.ts'

const Classification = Type.Object({
  subject: Type.Optional(Type.Union([SubjectCode, Type.Null()])),
  contexts: Type.Optional(ContextCodes),
  nature: Type.Optional(Type.Union([listed(natures), Type.Null()])),
}, { additionalProperties: false, minProperties: 1 })

/** Sorting a request by the codes of its agency. */
export function serveClassifications (app: App, deps: Deps): void {
  app.post('/v1/requests/:id/classification', {
    attachValidation: true,
    schema: {
      params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      body: Classification,
      response: { 200: RequestView },
      tags: ['intake'],
      summary: 'Sort a request by subject, context and nature; what is left out stays as it is',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, headers } = request
    const view = await classifyRequest(deps, tx, caller, { id, ...sentBody(request), ifMatch: ifMatchOf(request) })
    const language = preferredLanguage(headers['accept-language'])
    return done(presentRequest(view, { caller, now: deps.clock.now(), language }))
  }))
}
