import { Type } from '@sinclair/typebox'
import type { Reader } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { etagOf, ifMatchOf } from '@lightwell/http/etag'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { arrivalFields } from '../arrival-fields.ts'
import { askReasons } from '../commands/ask-reasons.ts'
import { deferAnswer } from '../commands/defer-answer.ts'
import { giveReasons } from '../commands/give-reasons.ts'
import { judgeReasons } from '../commands/judge-reasons.ts'
import { DayText } from '../day-text.ts'
import { presentReasonRequest, ReasonRequestView } from '../views/present-reason-request.ts'
import { findReasonRequest } from '../store/reason-requests.ts'
import { visibleStep } from '../views/visible-step.ts'

const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const closed = { additionalProperties: false }

const ReasonsAsk = Type.Object({ basis: Line(2_000), respondBy: DayText }, closed)
const GivenReasons = Type.Object({ reasons: Line(5_000), ...arrivalFields }, closed)
const ReasonsFinding = Type.Object({ finding: listed(['reasonable', 'unreasonable']), opinion: Line(2_000) }, closed)
const Deferral = Type.Object({ workingDays: Type.Integer({ minimum: 1 }), reason: Line(2_000) }, closed)

/** Asking for the reasons of an excessive number of requests (说明理由), what is found of them, and a later day. */
export function serveReasonRequests (app: App, deps: Deps): void {
  const tags = ['intake']
  // What the schema refuses and what the rules refuse are told together.
  const attachValidation = true

  app.post('/v1/requests/:id/reason-requests', {
    attachValidation,
    schema: {
      params, body: ReasonsAsk, response: { 201: ReasonRequestView }, tags,
      summary: 'Ask for the reasons of an excessive number of requests 说明理由, by a notice',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: requestId } } = request
    const id = await askReasons(deps, tx, caller, { requestId, ...sentBody(request), ifMatch: ifMatchOf(request) })
    return created(`/v1/reason-requests/${id}`, (await read(tx, caller, id)).shown)
  }))

  app.get('/v1/reason-requests/:id', {
    schema: { params, response: { 200: ReasonRequestView }, tags, summary: 'What was asked for, and what came of it' },
  }, async ({ caller, params: { id } }, reply) => {
    const { shown, version } = await read(deps.db, caller, id)
    void reply.headers({ etag: etagOf(version), vary: 'authorization' })
    return shown
  })

  app.post('/v1/reason-requests/:id/response', {
    attachValidation,
    schema: { params, body: GivenReasons, response: { 200: ReasonRequestView }, tags, summary: 'Give the reasons' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    await giveReasons(deps, tx, caller, { id, ...sentBody(request), ifMatch: ifMatchOf(request) })
    return done((await read(tx, caller, id)).shown)
  }))

  app.post('/v1/reason-requests/:id/finding', {
    attachValidation,
    schema: {
      params, body: ReasonsFinding, response: { 200: ReasonRequestView }, tags,
      summary: 'Judge the reasons, after the answer or once the day for it is over',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    await judgeReasons(deps, tx, caller, { id, ...sentBody(request), ifMatch: ifMatchOf(request) })
    return done((await read(tx, caller, id)).shown)
  }))

  app.post('/v1/reason-requests/:id/deferral', {
    attachValidation,
    schema: {
      params, body: Deferral, response: { 200: ReasonRequestView }, tags,
      summary: 'Put the answer off where the reasons are good 延迟答复: the due day moves, a notice is issued',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    await deferAnswer(deps, tx, caller, { id, ...sentBody(request), ifMatch: ifMatchOf(request) })
    return done((await read(tx, caller, id)).shown)
  }))
}

async function read (db: Reader, caller: Caller, id: string): Promise<{ shown: ReasonRequestView, version: number }> {
  const view = await visibleStep(db, caller, 'reasons', await findReasonRequest(db, id))
  return { shown: presentReasonRequest(view, caller) as ReasonRequestView, version: view.version }
}
