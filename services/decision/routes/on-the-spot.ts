import type { FastifyRequest } from 'fastify'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { sentBody } from '@lightwell/http/sent-body'
import { created, write } from '@lightwell/http/write'
import { answerOnTheSpot, OnTheSpotBody } from '../commands/answer-on-the-spot.ts'
import { IdParams } from '../fields.ts'
import { DecisionView, presentDecision } from '../views/present-decision.ts'

/** Answers at the counter, by what is public already. */
export function serveOnTheSpot (app: App, deps: Deps): void {
  app.post('/v1/requests/:id/on-the-spot', {
    attachValidation: true,
    schema: {
      params: IdParams, body: OnTheSpotBody, response: { 201: DecisionView }, tags: ['decision'],
      summary: 'Answer on the spot 当场答复, in one step, by pointing to what this agency has made public',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: requestId }, headers } = request
    const whole = await answerOnTheSpot(deps, tx, caller, {
      requestId, ...sentBody(request as FastifyRequest<{ Body: OnTheSpotBody }>), ifMatch: ifMatchOf(request),
    })
    const language = preferredLanguage(headers['accept-language'])
    return created(`/v1/decisions/${whole.decision.id}`, presentDecision(whole, { language, isStaff: true }))
  }))
}
