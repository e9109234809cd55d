import { Type } from '@sinclair/typebox'
import type { Reader } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { etagOf, ifMatchOf } from '@lightwell/http/etag'
import { Line } from '@lightwell/http/line'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { abandonFee } from '../commands/abandon-fee.ts'
import { approveFee } from '../commands/approve-fee.ts'
import { FeeProposal, proposeFee } from '../commands/propose-fee.ts'
import { Payment, recordPayment } from '../commands/record-payment.ts'
import { rejectFee } from '../commands/reject-fee.ts'
import { waiveFee } from '../commands/waive-fee.ts'
import { FeeView, presentFee } from '../views/present-fee.ts'
import { visibleFee } from '../views/visible-fee.ts'

const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const Reasoned = Type.Object({ reason: Line(2_000) }, { additionalProperties: false })
const Approval = Type.Object({ reason: Type.Optional(Line(2_000)) }, { additionalProperties: false })
const tags = ['intake']
const response = { 200: FeeView }

/** The processing fee of an excessive request 信息处理费: proposed, charged by another person, paid or not. */
export function serveFees (app: App, deps: Deps): void {
  app.post('/v1/requests/:id/fees', {
    // What the schema refuses and what the rules refuse are told together.
    attachValidation: true,
    schema: {
      params, body: FeeProposal, response: { 201: FeeView }, tags,
      summary: 'Propose to charge for an excessive request; the amount follows from the scale',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    const fee = await proposeFee(deps, tx, caller, { id, sent: sentBody(request), ifMatch: ifMatchOf(request) })
    return created(`/v1/fees/${fee.id}`, await read(tx, caller, fee.id))
  }))

  app.get('/v1/fees/:id', { schema: { params, response, tags, summary: 'A fee, and what came of it' } },
    async ({ caller, params: { id } }, reply) => {
      const { fee, view } = await visibleFee(deps.db, caller, id)
      void reply.headers({ etag: etagOf(view.version), vary: 'authorization' })
      return presentFee(fee, view, caller)
    })

  serveFeeDecisions(app, deps)
  serveFeeEnds(app, deps)
}

function serveFeeDecisions (app: App, deps: Deps): void {
  app.post('/v1/fees/:id/approval', {
    // An approval may come without a word, and so without a body.
    preValidation: async (request) => { request.body ??= {} },
    schema: { params, body: Approval, response, tags, summary: 'Charge a fee: its notice goes out 收费通知书' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, body: { reason = null } } = request
    await approveFee(deps, tx, caller, { feeId: id, reason, ifMatch: ifMatchOf(request) })
    return done(await read(tx, caller, id))
  }))

  app.post('/v1/fees/:id/rejection', {
    schema: { params, body: Reasoned, response, tags, summary: 'Reject a fee that was proposed' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, body: { reason } } = request
    await rejectFee(deps, tx, caller, { feeId: id, reason, ifMatch: ifMatchOf(request) })
    return done(await read(tx, caller, id))
  }))

  app.post('/v1/fees/:id/waiver', {
    schema: { params, body: Reasoned, response, tags, summary: 'Let the applicant off a fee that was charged' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, body: { reason } } = request
    await waiveFee(deps, tx, caller, { feeId: id, reason, ifMatch: ifMatchOf(request) })
    return done(await read(tx, caller, id))
  }))
}

function serveFeeEnds (app: App, deps: Deps): void {
  app.post('/v1/fees/:id/payment', {
    attachValidation: true,
    schema: { params, body: Payment, response, tags, summary: 'Record that a fee was paid; the time to answer starts anew' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    await recordPayment(deps, tx, caller, { feeId: id, sent: sentBody(request), ifMatch: ifMatchOf(request) })
    return done(await read(tx, caller, id))
  }))

  app.post('/v1/fees/:id/abandonment', {
    attachValidation: true,
    schema: { params, body: Reasoned, response, tags, summary: 'Establish that a fee was not paid in time; the request ends' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    await abandonFee(deps, tx, caller, { feeId: id, sent: sentBody(request), ifMatch: ifMatchOf(request) })
    return done(await read(tx, caller, id))
  }))
}

async function read (db: Reader, caller: Caller, id: string): Promise<FeeView> {
  const { fee, view } = await visibleFee(db, caller, id)
  return presentFee(fee, view, caller)
}
