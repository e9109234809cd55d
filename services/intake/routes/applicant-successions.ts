import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { sentBody } from '@lightwell/http/sent-body'
import { done, write } from '@lightwell/http/write'
import { succeedApplicant } from '../commands/succeed-applicant.ts'
import { presentRequest, RequestView } from '../views/present-request.ts'
import { presentWarnings, Warnings } from '../views/present-warnings.ts'
import { Succession } from '../succession.ts'

const Succeeded = Type.Composite([RequestView, Type.Object({
  accessToken: Type.String({ description: 'The successor’s; told once. The one before opens this request no more.' }),
  warnings: Warnings,
})])

/** Somebody else taking the place of an applicant. */
export function serveApplicantSuccessions (app: App, deps: Deps): void {
  app.post('/v1/requests/:id/succession', {
    attachValidation: true,
    schema: {
      params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      body: Succession,
      response: { 200: Succeeded },
      tags: ['intake'],
      summary: 'Pass a request on to who takes the place of its applicant, who died or was merged 承继',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, headers } = request
    const language = preferredLanguage(headers['accept-language'])
    const { view, accessToken, warnings } = await succeedApplicant(deps, tx, caller, { id, ...sentBody(request), ifMatch: ifMatchOf(request) })
    const shown = presentRequest(view, { caller, now: deps.clock.now(), language })
    return done({ ...shown, accessToken, warnings: presentWarnings(warnings, language) })
  }))
}
