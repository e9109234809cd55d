import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { ifMatchOf } from '@lightwell/http/etag'
import { sentBody } from '@lightwell/http/sent-body'
import { done, write } from '@lightwell/http/write'
import { lawOf } from '@lightwell/regimes/law-of'
import { answerConsultation } from '../commands/answer-consultation.ts'
import { serveConsultation } from '../commands/serve-consultation.ts'
import { ConsultationResponse, LetterService } from '../consultation.ts'
import type { HeldConsultation } from '../hold-consultation.ts'
import { ConsultationView, presentConsultation } from '../views/present-consultation.ts'
import { todayAt } from '../rules/guards.ts'

const IdParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
const response = { 200: ConsultationView }
const tags = ['intake']

/** What becomes of a letter: that it reached its reader, and what he says. */
export function serveConsultationAnswers (app: App, deps: Deps): void {
  app.post('/v1/consultations/:id/service', {
    // What the schema refuses and what the rules refuse are told together, here and below.
    attachValidation: true,
    schema: {
      params: IdParams, body: LetterService, response, tags,
      summary: 'Record how and when a letter of consultation reached its reader; his time runs from then',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    return done(shown(deps, caller, await serveConsultation(deps, tx, caller, {
      id, ...sentBody<LetterService>(request), ifMatch: ifMatchOf(request),
    })))
  }))

  app.post('/v1/consultations/:id/response', {
    attachValidation: true,
    schema: {
      params: IdParams, body: ConsultationResponse, response, tags,
      summary: 'Answer a consultation, by the token of the letter; staff enter what came on paper',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    return done(shown(deps, caller, await answerConsultation(deps, tx, caller, {
      id, ...sentBody<ConsultationResponse>(request), ifMatch: ifMatchOf(request),
    })))
  }))
}

function shown (deps: Deps, caller: Caller, { consultation, view }: HeldConsultation): ConsultationView {
  const { request, agencyName } = view
  return presentConsultation(consultation, {
    caller, today: todayAt(view, deps.clock.now()), regime: lawOf(request).regime,
    agency: { code: request.agencyCode, name: agencyName },
  })
}
