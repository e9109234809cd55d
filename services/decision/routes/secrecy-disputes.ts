import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { errors as httpErrors } from '@lightwell/http/errors'
import { ifMatchOf } from '@lightwell/http/etag'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize, permission, readableAgencies } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { requireToken } from '../authorize-staff.ts'
import { disputeSecrecy } from '../commands/dispute-secrecy.ts'
import { withdrawDispute } from '../commands/withdraw-dispute.ts'
import { IdParams } from '../fields.ts'
import { DisputeBody } from '../rules/secrecy-dispute.ts'
import { findRequest } from '../store/cases.ts'
import { countDisputes, disputeStates, listDisputes, listDisputesOf } from '../store/secrecy-disputes.ts'
import { DisputeView, presentDispute } from '../views/present-dispute.ts'

const tags = ['decision']
const asked = { agency: Type.Optional(AgencyCode) }
const Counts = Type.Object({
  open: Type.Integer(), withdrawn: Type.Integer(), upheld: Type.Integer(), overturned: Type.Integer(),
})

/** Disputes on secrecy (保密争议): an applicant has it looked into whether a part of his answer is a state secret. */
export function serveSecrecyDisputes (app: App, deps: Deps): void {
  app.post('/v1/requests/:id/secrecy-disputes', {
    // What the schema refuses and what the rules refuse are told together.
    attachValidation: true,
    schema: {
      params: IdParams, body: DisputeBody, response: { 201: DisputeView }, tags,
      summary: 'Dispute that a part of an answer is a state secret; once, while the part can be contested',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: requestId } } = request
    const dispute = await disputeSecrecy(deps, tx, caller, { ...sentBody<DisputeBody>(request), requestId, ifMatch: ifMatchOf(request) })
    return created(`/v1/requests/${requestId}/secrecy-disputes`, presentDispute(dispute, { withWords: true }))
  }))

  app.get('/v1/requests/:id/secrecy-disputes', {
    schema: { params: IdParams, response: { 200: pageOf(DisputeView) }, tags, summary: 'The disputes about an answer, one a part' },
  }, async ({ caller, params: { id } }) => {
    requireToken(caller)
    const request = await findRequest(deps.db, id)
    if (request === undefined) throw httpErrors.notFound()
    const subject = { agencyCode: request.agencyCode, requestId: id, clientId: request.clientId }
    authorize(caller, 'secrecy_dispute', 'read', subject)
    const withWords = permission(caller, 'secrecy_dispute', 'read_words', subject).allowed
    return { items: (await listDisputesOf(deps.db, id)).map((dispute) => presentDispute(dispute, { withWords })), nextCursor: null }
  })

  app.post('/v1/secrecy-disputes/:id/withdrawal', {
    schema: { params: IdParams, response: { 200: DisputeView }, tags, summary: 'Take a dispute back; who disputed it says so' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: disputeId } } = request
    return done(presentDispute(await withdrawDispute(deps, tx, caller, { disputeId, ifMatch: ifMatchOf(request) }), { withWords: true }))
  }))

  app.get('/v1/secrecy-disputes', {
    schema: {
      querystring: Type.Object({ ...PageQuery, ...asked, state: Type.Optional(listed(disputeStates)) }, { additionalProperties: false }),
      response: { 200: pageOf(DisputeView) }, tags, summary: 'The disputes on secrecy of agencies, oldest first, without their words',
    },
  }, async ({ caller, query: { agency, state, limit = defaultLimit, cursor } }) => {
    const agencies = agenciesAsked(caller, agency)
    const rows = await listDisputes(deps.db, { agencies, state, after: positionOf(cursor, ['id'])?.[0], limit })
    const { items, nextCursor } = cutPage(rows, limit, ({ id }) => [id])
    return { items: items.map((dispute) => presentDispute(dispute, { withWords: false })), nextCursor }
  })

  app.get('/v1/secrecy-disputes/counts', {
    schema: {
      querystring: Type.Object(asked, { additionalProperties: false }), response: { 200: Counts }, tags,
      summary: 'How many disputes on secrecy there are, by how they stand',
    },
  }, async ({ caller, query: { agency } }) => await countDisputes(deps.db, agenciesAsked(caller, agency)))
}

function agenciesAsked (caller: Caller, agency: string | undefined): 'all' | string[] {
  authorize(caller, 'secrecy_dispute', 'list', { agencyCode: agency ?? null })
  return agency === undefined ? readableAgencies(caller, 'secrecy_dispute', 'list') : [agency]
}
