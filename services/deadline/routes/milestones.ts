import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { requiredIfMatchOf } from '@lightwell/http/etag'
import { authorize } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { done, write } from '@lightwell/http/write'
import { keepMilestones } from '../commands/keep-milestones.ts'
import { Milestone, Milestones, mostMilestones, presentAgencyMilestones, tagOf } from '../views/present-milestones.ts'
import { hasAgency, listMilestones } from '../store/milestones.ts'

const params = Type.Object({ code: AgencyCode })
const headers = {
  type: 'object', properties: { 'if-match': { type: 'string', description: 'The ETag of the milestones as they were read; 428 without it.' } },
}

const KeepMilestones = Type.Object({
  milestones: Type.Array(Milestone, { maxItems: mostMilestones }),
}, { additionalProperties: false })

/** Serves the days inside an agency by which parts of the work should be done. */
export function serveMilestones (app: App, deps: Deps): void {
  const tags = ['deadline']
  app.get('/v1/agencies/:code/milestones', {
    schema: {
      params, tags, summary: 'The days inside an agency, counted back from the legal day, by which parts of the work should be done',
      response: { 200: Milestones },
    },
  }, async ({ caller, params: { code } }, reply) => {
    authorize(caller, 'milestone', 'read', { agencyCode: code })
    if (!await hasAgency(deps.db, code)) throw errors.notFound()
    const rows = await listMilestones(deps.db, code)
    void reply.header('etag', `"${tagOf(rows)}"`)
    return presentAgencyMilestones(code, rows)
  })

  app.put('/v1/agencies/:code/milestones', {
    attachValidation: true,
    // Who may not keep them is told so before he is asked which ones he has read.
    onRequest: async ({ caller }) => void authorize(caller, 'milestone', 'keep', { agencyCode: null }),
    schema: {
      params, body: KeepMilestones, headers, tags, summary: 'Replace the milestones of an agency', response: { 200: Milestones },
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { code } } = request
    const sent = sentBody<{ milestones: Milestone[] }>(request as FastifyRequest<{ Body: { milestones: Milestone[] } }>)
    await keepMilestones(deps, tx, caller, { ...sent, agencyCode: code, ifMatch: requiredIfMatchOf(request) })
    const rows = await listMilestones(tx, code)
    return { ...done(presentAgencyMilestones(code, rows)), headers: { etag: `"${tagOf(rows)}"` } }
  }))
}
