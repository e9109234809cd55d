import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Reader } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors as doorErrors } from '@lightwell/http/errors'
import { ifMatchOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { requireToken } from '../authorize-staff.ts'
import { determineWorkSecret, refuseWorkSecret, WorkSecretDecisionBody } from '../commands/decide-work-secret.ts'
import { proposeWorkSecret } from '../commands/propose-work-secret.ts'
import { releaseWorkSecret, WorkSecretReleaseBody } from '../commands/release-work-secret.ts'
import { Id, IdParams } from '../fields.ts'
import { WorkSecretView } from '../views/present-work-secret.ts'
import { readWorkSecrets, type WorkSecretReader } from '../read-work-secrets.ts'
import { WorkSecretBody } from '../rules/work-secret.ts'
import { findWorkSecret, listWorkSecrets, type WorkSecret, workSecretStates } from '../store/work-secrets.ts'

const tags = ['decision']

/** What a unit keeps to a circle for a time by its own procedure: proposed, determined by its leader, released. */
export function serveWorkSecrets (app: App, deps: Deps): void {
  app.post('/v1/records/:id/work-secret', {
    // What the schema refuses and what the rules refuse are told together.
    attachValidation: true,
    schema: {
      params: IdParams, body: WorkSecretBody, response: { 201: WorkSecretView }, tags,
      summary: 'Propose to keep a record as a work secret 工作秘密, or to change the period of one that runs',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: recordId } } = request
    const row = await proposeWorkSecret(deps, tx, caller, { recordId, ...sentBody<WorkSecretBody>(request), ifMatch: ifMatchOf(request) })
    return created(`/v1/work-secrets/${row.id}`, await viewOf(deps, tx, request, row))
  }))

  for (const [verb, decide, summary] of [
    ['determination', determineWorkSecret, 'Determine a work secret: the leader, who did not propose it'],
    ['refusal', refuseWorkSecret, 'Refuse to determine it; what ran before runs on'],
  ] as const) {
    app.post(`/v1/work-secrets/:id/${verb}`, {
      schema: { params: IdParams, body: WorkSecretDecisionBody, response: { 200: WorkSecretView }, tags, summary },
    }, (request, reply) => write(deps, reply, async (tx) => {
      const { caller, body, params: { id } } = request
      return done(await viewOf(deps, tx, request, await decide(deps, tx, caller, { id, body, ifMatch: ifMatchOf(request) })))
    }))
  }

  app.post('/v1/work-secrets/:id/release', {
    schema: {
      params: IdParams, body: WorkSecretReleaseBody, response: { 200: WorkSecretView }, tags,
      summary: 'Release a work secret 解除; its record is then reviewed like any other, and goes nowhere by this',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id } } = request
    return done(await viewOf(deps, tx, request, await releaseWorkSecret(deps, tx, caller, { id, body, ifMatch: ifMatchOf(request) })))
  }))

  serveReading(app, deps)
}

function serveReading (app: App, deps: Deps): void {
  app.get('/v1/work-secrets/:id', {
    schema: { params: IdParams, response: { 200: WorkSecretView }, tags, summary: 'A work secret' },
  }, async ({ caller, params: { id }, headers }) => {
    requireToken(caller)
    const row = await findWorkSecret(deps.db, id)
    if (row === undefined) throw doorErrors.notFound()
    authorize(caller, 'work_secret', 'read', { agencyCode: row.agencyCode })
    return await viewOf(deps, deps.db, { caller, headers }, row)
  })

  app.get('/v1/work-secrets', {
    schema: {
      querystring: Type.Object({
        ...PageQuery, agency: Type.Optional(AgencyCode), recordId: Type.Optional(Id), state: Type.Optional(listed(workSecretStates)),
      }, { additionalProperties: false }),
      response: { 200: pageOf(WorkSecretView) }, tags, summary: 'Work secrets, oldest first',
    },
  }, async ({ caller, query: { agency, recordId, state, limit = defaultLimit, cursor }, headers }) => {
    authorize(caller, 'work_secret', 'read', { agencyCode: agency ?? null })
    const rows = await listWorkSecrets(deps.db, {
      agencies: agency === undefined ? readableAgencies(caller, 'work_secret', 'read') : [agency],
      recordId, state, after: positionOf(cursor, ['id'])?.[0],
    }, limit)
    const { items, nextCursor } = cutPage(rows, limit, ({ id }) => [id])
    return { items: await readWorkSecrets(deps, deps.db, readerOf({ caller, headers }), items), nextCursor }
  })
}

type Asking = Pick<FastifyRequest, 'caller' | 'headers'>

async function viewOf (deps: Deps, db: Reader, request: Asking, row: WorkSecret): Promise<WorkSecretView> {
  const [view] = await readWorkSecrets(deps, db, readerOf(request), [row])
  return view!
}

function readerOf ({ caller, headers }: Asking): WorkSecretReader {
  return { caller, language: preferredLanguage(headers['accept-language']) }
}
