import { Type } from '@sinclair/typebox'
import type { Reader } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { etagOf, ifMatchOf } from '@lightwell/http/etag'
import { Line } from '@lightwell/http/line'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { arrivalFields } from '../arrival-fields.ts'
import { answerClarification } from '../commands/answer-clarification.ts'
import { askClarification } from '../commands/ask-clarification.ts'
import { confirmLapse } from '../commands/confirm-lapse.ts'
import { judgeLateAnswer } from '../commands/judge-late-answer.ts'
import { DayText } from '../day-text.ts'
import { ClarificationView, presentClarification } from '../views/present-clarification.ts'
import { findClarification } from '../store/clarifications.ts'
import { visibleStep } from '../views/visible-step.ts'

const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const closed = { additionalProperties: false }

const ClarificationAsk = Type.Object({
  items: Type.Array(Line(1_000), { minItems: 1, maxItems: 20 }),
  respondBy: DayText,
}, closed)

const ClarificationAnswer = Type.Object({
  description: Line(10_000),
  note: Type.Optional(Line(2_000)),
  lateReason: Type.Optional({ ...Line(2_000), description: 'Needed once the request has lapsed.' }),
  ...arrivalFields,
  evidence: Type.Optional({ ...Line(2_000), description: 'What shows the day, from staff who enter paper; needed for any day but that of the entry.' }),
}, closed)

const Lapse = Type.Object({ reason: Line(2_000) }, closed)
const LateAnswerFinding = Type.Object({ goodReason: Type.Boolean(), reason: Line(2_000) }, closed)

/** Asking once for what is unclear in a request (补正), and what becomes of the answer or of its absence. */
export function serveClarifications (app: App, deps: Deps): void {
  const tags = ['intake']
  // What the schema refuses and what the rules refuse are told together.
  const attachValidation = true

  app.post('/v1/requests/:id/clarifications', {
    attachValidation,
    schema: {
      params, body: ClarificationAsk, response: { 201: ClarificationView }, tags,
      summary: 'Ask once for what is unclear 补正, by a notice',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: requestId } } = request
    const id = await askClarification(deps, tx, caller, { requestId, ...sentBody(request), ifMatch: ifMatchOf(request) })
    return created(`/v1/clarifications/${id}`, (await read(tx, caller, id)).shown)
  }))

  app.get('/v1/clarifications/:id', {
    schema: { params, response: { 200: ClarificationView }, tags, summary: 'What was asked for, and what came of it' },
  }, async ({ caller, params: { id } }, reply) => {
    const { shown, version } = await read(deps.db, caller, id)
    void reply.headers({ etag: etagOf(version), vary: 'authorization' })
    return shown
  })

  app.post('/v1/clarifications/:id/response', {
    attachValidation,
    schema: {
      params, body: ClarificationAnswer, response: { 200: ClarificationView }, tags,
      summary: 'Complete the request; late, with the reason, once it has lapsed',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    await answerClarification(deps, tx, caller, { id, ...sentBody(request), ifMatch: ifMatchOf(request) })
    return done((await read(tx, caller, id)).shown)
  }))

  app.post('/v1/clarifications/:id/lapse', {
    attachValidation,
    schema: {
      params, body: Lapse, response: { 200: ClarificationView }, tags,
      summary: 'Establish that it was not completed in time and without good reason; the request ends',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    await confirmLapse(deps, tx, caller, { id, ...sentBody(request), ifMatch: ifMatchOf(request) })
    return done((await read(tx, caller, id)).shown)
  }))

  app.post('/v1/clarifications/:id/reopening', {
    attachValidation,
    schema: {
      params, body: LateAnswerFinding, response: { 200: ClarificationView }, tags,
      summary: 'Judge a late answer: with good reason the request is taken up again',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    await judgeLateAnswer(deps, tx, caller, { id, ...sentBody(request), ifMatch: ifMatchOf(request) })
    return done((await read(tx, caller, id)).shown)
  }))
}

async function read (db: Reader, caller: Caller, id: string): Promise<{ shown: ClarificationView, version: number }> {
  const view = await visibleStep(db, caller, 'clarification', await findClarification(db, id))
  return { shown: presentClarification(view) as ClarificationView, version: view.version }
}
