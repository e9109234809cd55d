import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { done, write } from '@lightwell/http/write'
import { approvePublication, PublicationApprovalBody } from '../commands/approve-publication.ts'
import { PublicationProposalBody, proposePublication } from '../commands/propose-publication.ts'
import { refusePublication } from '../commands/refuse-publication.ts'
import { ReturnBody } from '../commands/return-decision.ts'
import { returnPublication } from '../commands/return-publication.ts'
import { IdParams } from '../fields.ts'
import { presentPublication, PublicationView } from '../views/present-publication.ts'

/** Whether something is made public: proposed by an officer; approved, returned or refused by another person. */
export function servePublicationDecisions (app: App, deps: Deps): void {
  const tags = ['decision']
  app.post('/v1/publications/:id/proposal', {
    schema: {
      params: IdParams, body: PublicationProposalBody, response: { 200: PublicationView }, tags,
      summary: 'Propose to make public what is there; each of its records has passed its whole chain',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: publicationId } } = request
    const personalConsent = body?.personalConsent ?? null
    return done(presentPublication(
      await proposePublication(deps, tx, caller, { publicationId, personalConsent, ifMatch: ifMatchOf(request) })))
  }))

  app.post('/v1/publications/:id/approval', {
    schema: {
      params: IdParams, body: PublicationApprovalBody, response: { 200: PublicationView }, tags,
      summary: 'Approve it: each record is read again and gets its entry and index number in the public catalogue',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: publicationId } } = request
    const { publication, disclosures } = await approvePublication(deps, tx, caller, {
      publicationId, reason: body?.reason ?? null, personalData: body?.personalData ?? null, ifMatch: ifMatchOf(request),
    })
    return done(presentPublication(publication, disclosures.map(({ id }) => id)))
  }))

  app.post('/v1/publications/:id/return', {
    schema: {
      params: IdParams, body: ReturnBody, response: { 200: PublicationView }, tags,
      summary: 'Return it to the officer, with the reason',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body: { reason }, params: { id: publicationId } } = request
    return done(presentPublication(await returnPublication(deps, tx, caller, { publicationId, reason, ifMatch: ifMatchOf(request) })))
  }))

  app.post('/v1/publications/:id/refusal', {
    schema: {
      params: IdParams, body: ReturnBody, response: { 200: PublicationView }, tags,
      summary: 'Decide that it is not made public, with the reason',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body: { reason }, params: { id: publicationId } } = request
    return done(presentPublication(await refusePublication(deps, tx, caller, { publicationId, reason, ifMatch: ifMatchOf(request) })))
  }))
}
