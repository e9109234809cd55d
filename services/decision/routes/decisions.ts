import type { FastifyRequest } from 'fastify'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { etagOf, ifMatchOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { ApprovalBody, approveDecision } from '../commands/approve-decision.ts'
import { proposeDecision } from '../commands/propose-decision.ts'
import { ReturnBody, returnDecision } from '../commands/return-decision.ts'
import { IdParams } from '../fields.ts'
import { DecisionView, presentDecision, type WholeDecision } from '../views/present-decision.ts'
import { Proposal } from '../rules/proposal.ts'
import { findVersion } from '../store/cases.ts'
import { visibleDecision } from '../views/visible-decision.ts'

const tags = ['decision']

/** The answer to a request (答复): proposed by an officer, approved or returned by another person. */
export function serveDecisions (app: App, deps: Deps): void {
  app.post('/v1/decisions', {
    // What the schema refuses and what the rules refuse are told together.
    attachValidation: true,
    schema: { body: Proposal, response: { 201: DecisionView }, tags, summary: 'Propose an answer, part by part' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const whole = await proposeDecision(deps, tx, request.caller, {
      ...sentBody<Proposal>(request), ifMatch: ifMatchOf(request),
    })
    return created(`/v1/decisions/${whole.decision.id}`, forStaff(whole, request))
  }))

  app.post('/v1/decisions/:id/approval', {
    schema: {
      params: IdParams, body: ApprovalBody, response: { 200: DecisionView }, tags,
      summary: 'Approve a proposed answer: issues its notice, and serves it where the answer is electronic',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: decisionId } } = request
    const reason = body?.reason ?? null
    return done(forStaff(await approveDecision(deps, tx, caller, { decisionId, reason, ifMatch: ifMatchOf(request) }), request))
  }))

  app.post('/v1/decisions/:id/return', {
    schema: {
      params: IdParams, body: ReturnBody, response: { 200: DecisionView }, tags,
      summary: 'Return a proposed answer to the officer, with the reason',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body: { reason }, params: { id: decisionId } } = request
    return done(forStaff(await returnDecision(deps, tx, caller, { decisionId, reason, ifMatch: ifMatchOf(request) }), request))
  }))

  app.get('/v1/decisions/:id', {
    schema: {
      params: IdParams, response: { 200: DecisionView }, tags,
      summary: 'A decision; the applicant reads it once it is issued',
    },
  }, async (request, reply) => {
    const { whole, isStaff } = await visibleDecision(deps.db, request.caller, request.params.id)
    void reply.headers({
      etag: etagOf(await findVersion(deps.db, whole.decision.caseId)), vary: 'authorization, accept-language',
    })
    return presentDecision(whole, { language: languageOf(request), isStaff })
  })
}

function forStaff (whole: WholeDecision, request: FastifyRequest): DecisionView {
  return presentDecision(whole, { language: languageOf(request), isStaff: true })
}

function languageOf (request: FastifyRequest) {
  return preferredLanguage(request.headers['accept-language'])
}
