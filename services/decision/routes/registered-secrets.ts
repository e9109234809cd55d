import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { errors as httpErrors } from '@lightwell/http/errors'
import { etagOf } from '@lightwell/http/etag'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { sentBody } from '@lightwell/http/sent-body'
import { created, write } from '@lightwell/http/write'
import { requireToken } from '../authorize-staff.ts'
import { registerSecret } from '../commands/register-secret.ts'
import { DayText, IdParams } from '../fields.ts'
import { readableSecret, registerAgencies } from '../hold-secret.ts'
import { lowestFirst } from '../rules/may-classify.ts'
import { SecretBody } from '../rules/secret-entry.ts'
import { findVersion } from '../store/cases.ts'
import { listSecrets } from '../store/registered-secrets.ts'
import { presentSecret, SecretView } from '../views/present-secret.ts'

const tags = ['decision']

/** The register of the secrets that the units produced (国家秘密事项备案表): no title, no content, and entries that nobody edits. */
export function serveRegisteredSecrets (app: App, deps: Deps): void {
  app.post('/v1/registered-secrets', {
    // What the schema refuses and what the rules refuse are told together.
    attachValidation: true,
    schema: {
      body: SecretBody, response: { 201: SecretView }, tags,
      summary: 'Register a secret that the unit produced; neither its title nor its content',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const secret = await registerSecret(deps, tx, request.caller, sentBody<SecretBody>(request))
    return created(`/v1/registered-secrets/${secret.secret.id}`, presentSecret(secret, deps.clock.now()))
  }))

  app.get('/v1/registered-secrets', {
    schema: {
      querystring: Type.Object({
        ...PageQuery, agency: Type.Optional(AgencyCode), level: Type.Optional(listed(lowestFirst)),
        endsBy: Type.Optional({ ...DayText, description: 'Only those that run out by this day, or have.' }),
        unfiled: Type.Optional(Type.Boolean({ description: 'Only those that are not filed as they stand.' })),
      }, { additionalProperties: false }),
      response: { 200: pageOf(SecretView) }, tags,
      summary: 'The register of an agency, or of a secrecy department’s district, oldest first',
    },
  }, async ({ caller, query: { agency, level, endsBy, unfiled = false, limit = defaultLimit, cursor } }) => {
    const agencies = await agenciesAsked(deps, caller, agency)
    const rows = await listSecrets(deps.db, { agencies, level, endsBy, unfiled, after: positionOf(cursor, ['id'])?.[0], limit })
    const { items, nextCursor } = cutPage(rows, limit, ({ secret }) => [secret.id])
    const now = deps.clock.now()
    return { items: items.map((row) => presentSecret(row, now)), nextCursor }
  })

  app.get('/v1/registered-secrets/:id', {
    schema: { params: IdParams, response: { 200: SecretView }, tags, summary: 'A registered secret, as its last entry has it' },
  }, async ({ caller, params: { id } }, reply) => {
    const secret = await readableSecret(deps.db, caller, id)
    void reply.header('etag', etagOf(await findVersion(deps.db, id)))
    return presentSecret(secret, deps.clock.now())
  })
}

/** The agencies that the register is asked of: the one named, if the caller may read it, or all that he may. */
async function agenciesAsked (deps: Deps, caller: Caller, agency: string | undefined): Promise<'all' | string[]> {
  requireToken(caller)
  const readable = await registerAgencies(deps.db, caller)
  if (readable.length === 0) throw httpErrors.notAllowed()
  if (agency === undefined) return readable
  if (readable !== 'all' && !readable.includes(agency)) throw httpErrors.notFound()
  return [agency]
}
