import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { etagOf, requiredIfMatchOf } from '@lightwell/http/etag'
import { nullable } from '@lightwell/http/nullable'
import { authorize } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { done, write } from '@lightwell/http/write'
import { requireToken } from '../authorize-staff.ts'
import { keepChain } from '../commands/keep-chain.ts'
import { DayText } from '../fields.ts'
import { ChainBody, plainChain, Stage } from '../rules/chain.ts'
import { findChain, findReviewingAgency, type ReviewChain } from '../store/review-chains.ts'

const params = Type.Object({ code: AgencyCode })
const headers = {
  type: 'object',
  properties: { 'if-match': { type: 'string', description: 'The ETag of the chain as it was read, "0" where there is none yet; 428 without it.' } },
}
const ChainView = Type.Object({
  agency: Type.String(),
  version: Type.Integer({ description: '0 where the agency has described no chain: its levels of review then are its chain.' }),
  fromOn: nullable(Type.String()),
  stages: Type.Array(Stage),
})

/** How the records of an agency are reviewed: its stages in order, from a day on. */
export function serveReviewChains (app: App, deps: Deps): void {
  app.get('/v1/agencies/:code/review-chain', {
    schema: {
      params, response: { 200: ChainView }, tags: ['decision'],
      querystring: Type.Object({
        on: Type.Optional({ ...DayText, description: 'The day on which it is in force; the newest when left out.' }),
      }, { additionalProperties: false }),
      summary: 'The chain of review of an agency 审查流程',
    },
  }, async ({ caller, params: { code }, query: { on } }, reply) => {
    requireToken(caller)
    authorize(caller, 'chain', 'read', { agencyCode: code })
    const agency = await findReviewingAgency(deps.db, code)
    if (agency === undefined) throw errors.notFound()
    const chain = await findChain(deps.db, code, on)
    const newest = on === undefined ? chain : await findChain(deps.db, code)
    void reply.header('etag', etagOf(newest?.version ?? 0))
    return chain === undefined
      ? { agency: code, version: 0, fromOn: null, stages: plainChain(agency.reviewLevels) }
      : presentChain(chain)
  })

  app.put('/v1/agencies/:code/review-chain', {
    attachValidation: true,
    // Who may not keep chains is told so before he is asked which version he has read.
    onRequest: async ({ caller }) => void authorize(caller, 'chain', 'keep', { agencyCode: null }),
    schema: {
      params, body: ChainBody, headers, response: { 200: ChainView }, tags: ['decision'],
      summary: 'Say how the records of an agency are reviewed from a day on; what is submitted keeps its chain',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const sent = sentBody<ChainBody>(request as FastifyRequest<{ Body: ChainBody }>)
    const chain = await keepChain(deps, tx, request.caller, {
      ...sent, agencyCode: request.params.code, ifMatch: requiredIfMatchOf(request),
    })
    return { ...done(presentChain(chain)), headers: { etag: etagOf(chain.version) } }
  }))
}

function presentChain ({ agencyCode, version, fromOn, stages }: ReviewChain) {
  return { agency: agencyCode, version, fromOn, stages: [...stages] }
}
