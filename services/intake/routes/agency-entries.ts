import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { etagOf, requiredIfMatchOf } from '@lightwell/http/etag'
import { authorize } from '@lightwell/http/policy'
import { AgencyEntry, AgencyFields } from '@lightwell/http/register/agency-entry'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { addAgency } from '../commands/add-agency.ts'
import { changeAgency } from '../commands/change-agency.ts'
import { mergeAgency } from '../commands/merge-agency.ts'
import { AgencyView, presentAgency } from '../views/present-agency.ts'
import { presentSuccession, SuccessionBody, SuccessionView } from '../views/present-succession.ts'
import { findAgencyOfKind, type AgencyOfKind } from '../store/agencies.ts'
import { findProfile } from '../store/agency-profiles.ts'

const params = Type.Object({ code: AgencyCode })
const AgencyChange = Type.Object(AgencyFields, { additionalProperties: false })
const headers = {
  type: 'object', properties: { 'if-match': { type: 'string', description: 'The ETag of the agency as it was read; 428 without it.' } },
}

/** Keeping the register of agencies: entering one, changing it, and merging it into another. */
export function serveAgencyEntries (app: App, deps: Deps): void {
  app.post('/v1/agencies', {
    attachValidation: true,
    schema: { body: AgencyEntry, response: { 201: AgencyView }, tags: ['intake'], summary: 'Enter an agency in the register' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const code = await addAgency(deps, tx, request.caller, sentBody<AgencyEntry>(request))
    const { view, version } = await readAgency(deps, tx, code)
    const answer = created(`/v1/agencies/${code}`, view)
    return { ...answer, headers: { ...answer.headers, etag: etagOf(version) } }
  }))

  app.put('/v1/agencies/:code', {
    attachValidation: true,
    // Who may not keep agencies is told so before he is asked which version he has read.
    onRequest: async ({ caller }) => void authorize(caller, 'agency', 'keep', { agencyCode: null }),
    schema: {
      params, body: AgencyChange, headers, response: { 200: AgencyView }, tags: ['intake'],
      summary: 'Say what an agency is from a day on; what was told of it before stays',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const sent = sentBody<Omit<AgencyEntry, 'code'>>(request as FastifyRequest<{ Body: Omit<AgencyEntry, 'code'> }>)
    const { code } = request.params
    await changeAgency(deps, tx, request.caller, { ...sent, code, ifMatch: requiredIfMatchOf(request) })
    const { view, version } = await readAgency(deps, tx, code)
    return { ...done(view), headers: { etag: etagOf(version) } }
  }))

  app.post('/v1/agencies/:code/succession', {
    attachValidation: true,
    schema: {
      params, body: SuccessionBody, response: { 200: SuccessionView }, tags: ['intake'],
      summary: 'Merge an agency into another 机构合并; its open cases pass on, a hundred a call',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const sent = sentBody(request)
    return done(presentSuccession(await mergeAgency(deps, tx, request.caller, { ...sent, code: request.params.code })))
  }))
}

async function readAgency ({ clock }: Deps, tx: Transaction, code: string): Promise<{ view: AgencyView, version: number }> {
  const profile = await findProfile(tx, code)
  const agency = await findAgencyOfKind(tx, code) as AgencyOfKind
  return { view: presentAgency(agency, profile, dayIn(clock.now(), agency.zone)), version: profile?.version ?? 0 }
}
