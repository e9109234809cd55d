import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { Line } from '@lightwell/http/line'
import { sentBody } from '@lightwell/http/sent-body'
import { done, write } from '@lightwell/http/write'
import { withdrawRequest } from '../commands/withdraw-request.ts'
import { presentRequest, RequestView } from '../views/present-request.ts'

const Withdrawal = Type.Object({
  reason: Type.Optional(Type.String({ maxLength: 2_000, description: 'Nobody has to give one, and none is kept.' })),
  evidence: Type.Optional({
    ...Line(1_000), description: 'Staff who enter a withdrawal on paper say what shows that it is the applicant’s.',
  }),
}, { additionalProperties: false })

/** Taking a request back. */
export function serveWithdrawals (app: App, deps: Deps): void {
  app.post('/v1/requests/:id/withdrawal', {
    // A withdrawal needs no words, so it may come without a body.
    preValidation: async (request) => {
      request.body ??= {}
    },
    attachValidation: true,
    schema: {
      params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      body: Withdrawal,
      response: { 200: RequestView },
      tags: ['intake'],
      summary: 'Withdraw a request 撤回申请, before it is answered',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, headers } = request
    const view = await withdrawRequest(deps, tx, caller, { id, ...sentBody(request), ifMatch: ifMatchOf(request) })
    const language = preferredLanguage(headers['accept-language'])
    return done(presentRequest(view, { caller, now: deps.clock.now(), language }))
  }))
}
