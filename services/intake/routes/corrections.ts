import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { etagOf, ifMatchOf } from '@lightwell/http/etag'
import { Line } from '@lightwell/http/line'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { approveCorrection } from '../commands/approve-correction.ts'
import { OutcomeProposal, proposeCorrection } from '../commands/propose-correction.ts'
import { returnCorrection } from '../commands/return-correction.ts'
import { visibleOutcome } from '../hold-outcome.ts'
import { OutcomeView, presentOutcome } from '../views/present-correction.ts'

const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const Approval = Type.Object({ reason: Type.Optional(Line(2_000)) }, { additionalProperties: false })
const Return = Type.Object({ reason: Line(2_000) }, { additionalProperties: false })
const tags = ['intake']
const response = { 200: OutcomeView }

/** What becomes of requests to correct a record 更正: proposed by an officer, decided by the head. */
export function serveCorrections (app: App, deps: Deps): void {
  app.post('/v1/requests/:id/correction-outcomes', {
    // What the schema refuses and what the rules refuse are told together.
    attachValidation: true,
    schema: {
      params, body: OutcomeProposal, response: { 201: OutcomeView }, tags,
      summary: 'Propose the answer to a request for correction: corrected, forwarded or declined',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    const outcome = await proposeCorrection(deps, tx, caller, { id, sent: sentBody(request), ifMatch: ifMatchOf(request) })
    return created(`/v1/correction-outcomes/${outcome.id}`, presentOutcome(outcome))
  }))

  app.get('/v1/correction-outcomes/:id', {
    schema: { params, response, tags, summary: 'A proposed or issued answer to a request for correction' },
  }, async ({ caller, params: { id } }, reply) => {
    const { outcome, view } = await visibleOutcome(deps.db, caller, id)
    void reply.headers({ etag: etagOf(view.version), vary: 'authorization' })
    return presentOutcome(outcome)
  })

  app.post('/v1/correction-outcomes/:id/approval', {
    // An approval may come without a word, and so without a body.
    preValidation: async (request) => { request.body ??= {} },
    schema: { params, body: Approval, response, tags, summary: 'Approve the answer: its paper goes out 更正申请答复书' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, body: { reason = null } } = request
    return done(presentOutcome(await approveCorrection(deps, tx, caller, { outcomeId: id, reason, ifMatch: ifMatchOf(request) })))
  }))

  app.post('/v1/correction-outcomes/:id/return', {
    schema: { params, body: Return, response, tags, summary: 'Return a proposed answer to who proposed it' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, body: { reason } } = request
    return done(presentOutcome(await returnCorrection(deps, tx, caller, { outcomeId: id, reason, ifMatch: ifMatchOf(request) })))
  }))
}
