import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { ifMatchOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { Line } from '@lightwell/http/line'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import type { CaseView } from '../case-view.ts'
import { divideRequest, type Division } from '../commands/divide-request.ts'
import { redirectRequest, type Redirection } from '../commands/redirect-request.ts'
import { transferRequest, type Transfer } from '../commands/transfer-request.ts'
import { Consent } from '../consent.ts'
import { presentRequest, RequestView } from '../views/present-request.ts'
import { expectedDeadline } from '../rules/current-deadline.ts'
import { findCase } from '../store/cases.ts'

const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const closed = { additionalProperties: false }
const Code = Type.String({ maxLength: 20 })

const TransferBody = Type.Object({ toAgency: Code, reason: Line(2_000) }, closed)
const RedirectionBody = Type.Object({
  toAgency: Code,
  consent: Type.Optional({ ...Consent, description: 'From staff. By the applicant’s own token his call is the consent.' }),
}, closed)
const DivisionBody = Type.Object({
  consent: Consent,
  parts: Type.Array(Type.Object({ description: Line(10_000), agency: Type.Optional(Code) }, closed), { minItems: 1, maxItems: 20 }),
  whole: Type.Boolean({
    description: 'Whether nothing is left beside the parts. Otherwise this request keeps its words, its clock and what stays of it.',
  }),
}, closed)

const TransferredView = Type.Composite([RequestView, Type.Object({
  transferredTo: Type.Object({ id: Type.String({ format: 'uuid' }), receiptNumber: Type.String(), agency: Type.String() }),
})])

/** Requests, or parts of them, that are for another body (非本机关), and forms that ask for several things. */
export function serveRoutings (app: App, deps: Deps): void {
  const tags = ['intake']
  // What the schema refuses and what the rules refuse are told together.
  const attachValidation = true

  app.post('/v1/requests/:id/transfer', {
    attachValidation,
    schema: {
      params, body: TransferBody, response: { 200: TransferredView }, tags,
      summary: 'Move a request to the body of the same government that answers for it 转送, by a notice',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    const child = await transferRequest(deps, tx, caller, { ...sentBody<Transfer>(request), id, ifMatch: ifMatchOf(request) })
    const { receiptNumber, agencyCode: agency } = child
    return done({ ...present(deps, request, await read(tx, id)), transferredTo: { id: child.id, receiptNumber, agency } })
  }))

  app.post('/v1/requests/:id/redirection', {
    attachValidation,
    schema: {
      params, body: RedirectionBody, response: { 201: RequestView }, tags,
      summary: 'File the same request at another body, with the applicant’s consent 另行提出',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    const child = await redirectRequest(deps, tx, caller, { ...sentBody<Redirection>(request), id, ifMatch: ifMatchOf(request) })
    return created(`/v1/requests/${child.id}`, present(deps, request, await read(tx, child.id)))
  }))

  app.post('/v1/requests/:id/parts', {
    attachValidation,
    schema: {
      params, body: DivisionBody, response: { 201: RequestView }, tags,
      summary: 'Divide a form that asks for several things 一事一申请; answers the form with its parts',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    await divideRequest(deps, tx, caller, { ...sentBody<Division>(request), id, ifMatch: ifMatchOf(request) })
    return created(`/v1/requests/${id}`, present(deps, request, await read(tx, id)))
  }))
}

// What has just begun runs from its receipt; its clock makes the entry in a moment.
async function read (tx: Transaction, id: string): Promise<CaseView> {
  const view = await findCase(tx, id) as CaseView
  return { ...view, deadline: view.deadline ?? { state: 'running', ...expectedDeadline(view.request) } }
}

function present (deps: Deps, { caller, headers }: Pick<FastifyRequest, 'caller' | 'headers'>, view: CaseView): RequestView {
  const language = preferredLanguage(headers['accept-language'])
  return presentRequest(view, { caller: openedBy(caller, view), now: deps.clock.now(), language })
}

// The token opens the family, and with it what has just joined it.
function openedBy (caller: Caller, { request, parts }: CaseView): Caller {
  return caller.kind === 'applicant'
    ? { kind: 'applicant', requestIds: [...caller.requestIds, request.id, ...parts.map(({ id }) => id)] }
    : caller
}
