import { Type, type TObject, type TProperties } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { ifMatchOf } from '@lightwell/http/etag'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { askCarrierAct } from '../commands/ask-carrier-act.ts'
import { ActBody, carryOutCarrier } from '../commands/carry-out-carrier.ts'
import { changeCarrierLevel, LevelBody } from '../commands/change-carrier-level.ts'
import { CopyBody, copyCarrier } from '../commands/copy-carrier.ts'
import { CarrierDecisionBody, decideCarrierRequest } from '../commands/decide-carrier-request.ts'
import { beginDestruction, witnessDestruction } from '../commands/destroy-carrier.ts'
import {
  type CarrierStep, lendCarrier, LoanBody, receiveCarrier, recallCarrier, RecallBody, returnCarrier, ReturnBody,
} from '../commands/lend-carrier.ts'
import { Id, IdParams } from '../fields.ts'
import { CarrierRequestView, CarrierView, presentCarrier, presentCarrierRequest } from '../views/present-carrier.ts'
import { RequestBody } from '../rules/carrier.ts'
import { type Carrier, carrierRequestStates, findListedCarriers, listCarrierRequests } from '../store/carriers.ts'

const tags = ['decision']

/** What is done with carriers: asked for and approved where the rule wants the leader's word, and each time signed. */
export function serveCarrierActs (app: App, deps: Deps): void {
  serveRequests(app, deps)

  const step = serveStep(app, deps)
  step('loan', LoanBody, lendCarrier, 'Lend a carrier 借阅 to one of the staff until a day')
  step('return', ReturnBody, returnCarrier, 'Take back 归还 what was lent or carried out')
  step('recall', RecallBody, recallCarrier, 'Call in 清退 what is with somebody')
  step('departure', ActBody, carryOutCarrier, 'Hand a carrier to who was approved to carry it out')
  step('level', LevelBody, changeCarrierLevel, 'Note a change of level 升密、降密、解密 by who determined it or the body above')
  step('destruction-witness', ActBody, witnessDestruction, 'Say, as the second of two, that it was destroyed 监销')

  app.post('/v1/carriers/:id/receipt', {
    schema: { params: IdParams, response: { 200: CarrierView }, tags, summary: 'Sign for a carrier 签收, as the one who was handed it' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: carrierId } } = request
    await receiveCarrier(deps, tx, caller, { carrierId, ifMatch: ifMatchOf(request) })
    const [carrier] = await findListedCarriers(tx, [carrierId])
    return done(presentCarrier(carrier!, deps.clock.now()))
  }))

  app.post('/v1/carriers/:id/destruction', {
    schema: {
      params: IdParams, response: { 200: CarrierRequestView }, tags, summary: 'Say, as the first of two, that one takes it to be destroyed 销毁',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: carrierId } } = request
    return done(presentCarrierRequest(await beginDestruction(deps, tx, caller, { carrierId, ifMatch: ifMatchOf(request) })))
  }))

  app.post('/v1/carriers/:id/copies', {
    schema: {
      params: IdParams, body: CopyBody, response: { 201: Type.Object({ items: Type.Array(CarrierView) }) }, tags,
      summary: 'Make the copies that were approved; each is a carrier with a number of its own',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: carrierId } } = request
    const copies = await copyCarrier(deps, tx, caller, { carrierId, body, ifMatch: ifMatchOf(request) })
    const listedCopies = await findListedCarriers(tx, copies.map(({ id }) => id))
    return created(`/v1/carriers/${copies[0]!.id}`, { items: listedCopies.map((copy) => presentCarrier(copy, deps.clock.now())) })
  }))
}

type StepCommand<Body> = (deps: Deps, tx: Transaction, caller: Caller, input: CarrierStep<Body>) => Promise<Carrier>

/** One step with a carrier: its words are sent, the carrier as it then is comes back. */
function serveStep (app: App, deps: Deps) {
  return <Body>(name: string, body: TObject<TProperties> & { static: Body }, command: StepCommand<Body>, summary: string): void => {
    app.post(`/v1/carriers/:id/${name}`, {
      schema: { params: IdParams, body, response: { 200: CarrierView }, tags, summary },
    }, (request, reply) => write(deps, reply, async (tx) => {
      const { caller, params: { id: carrierId } } = request
      await command(deps, tx, caller, { carrierId, body: request.body as Body, ifMatch: ifMatchOf(request) })
      const [carrier] = await findListedCarriers(tx, [carrierId])
      return done(presentCarrier(carrier!, deps.clock.now()))
    }))
  }
}

function serveRequests (app: App, deps: Deps): void {
  app.post('/v1/carriers/:id/requests', {
    // What the schema refuses and what the rules refuse are told together.
    attachValidation: true,
    schema: {
      params: IdParams, body: RequestBody, response: { 201: CarrierRequestView }, tags,
      summary: 'Ask the leader 报批 that a carrier is copied, carried out or destroyed',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: carrierId } } = request
    const asked = await askCarrierAct(deps, tx, caller, { carrierId, ...sentBody<RequestBody>(request), ifMatch: ifMatchOf(request) })
    return created(`/v1/carrier-requests?carrierId=${carrierId}`, presentCarrierRequest(asked))
  }))

  for (const [verb, approved, summary] of [
    ['approval', true, 'Approve what was asked for a carrier'], ['refusal', false, 'Refuse what was asked for a carrier'],
  ] as const) {
    app.post(`/v1/carrier-requests/:id/${verb}`, {
      schema: { params: IdParams, body: CarrierDecisionBody, response: { 200: CarrierRequestView }, tags, summary },
    }, (request, reply) => write(deps, reply, async (tx) => {
      const { caller, body, params: { id } } = request
      return done(presentCarrierRequest(await decideCarrierRequest(deps, tx, caller, { id, approved, body, ifMatch: ifMatchOf(request) })))
    }))
  }

  app.get('/v1/carrier-requests', {
    schema: {
      querystring: Type.Object({
        ...PageQuery, agency: Type.Optional(AgencyCode), state: Type.Optional(listed(carrierRequestStates)), carrierId: Type.Optional(Id),
      }, { additionalProperties: false }),
      response: { 200: pageOf(CarrierRequestView) }, tags, summary: 'What was asked for carriers, the latest first',
    },
  }, async ({ caller, query: { agency, state, carrierId, limit = defaultLimit, cursor } }) => {
    authorize(caller, 'carrier', 'read', { agencyCode: agency ?? null })
    const rows = await listCarrierRequests(deps.db, {
      agencies: agency === undefined ? readableAgencies(caller, 'carrier', 'read') : [agency],
      state, carrierId, after: positionOf(cursor, ['id'])?.[0], limit,
    })
    const { items, nextCursor } = cutPage(rows, limit, ({ id }) => [id])
    return { items: items.map(presentCarrierRequest), nextCursor }
  })
}
