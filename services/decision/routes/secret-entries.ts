import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { sentBody } from '@lightwell/http/sent-body'
import { done, write } from '@lightwell/http/write'
import { changeSecret } from '../commands/change-secret.ts'
import { noteSecretCarrier, SecretCarrierBody } from '../commands/note-secret-carrier.ts'
import { IdParams } from '../fields.ts'
import { readableSecret } from '../hold-secret.ts'
import { SecretChangeBody } from '../rules/secret-entry.ts'
import { listEntriesOf } from '../store/registered-secrets.ts'
import { presentSecret, presentSecretEntry, SecretEntryView, SecretView } from '../views/present-secret.ts'

const tags = ['decision']

/** What was determined of a registered secret after its registration, and what bears it. */
export function serveSecretEntries (app: App, deps: Deps): void {
  app.get('/v1/registered-secrets/:id/entries', {
    schema: {
      params: IdParams, querystring: Type.Object(PageQuery, { additionalProperties: false }),
      response: { 200: pageOf(SecretEntryView) }, tags,
      summary: 'All that was determined of a registered secret, in its order',
    },
  }, async ({ caller, params: { id }, query: { limit = defaultLimit, cursor } }) => {
    await readableSecret(deps.db, caller, id)
    const rows = await listEntriesOf(deps.db, id, Number(positionOf(cursor, [isCount])?.[0] ?? 0), limit)
    const { items, nextCursor } = cutPage(rows, limit, ({ seq }) => [String(seq)])
    return { items: items.map(presentSecretEntry), nextCursor }
  })

  app.post('/v1/registered-secrets/:id/entries', {
    attachValidation: true,
    schema: {
      params: IdParams, body: SecretChangeBody, response: { 200: SecretView }, tags,
      summary: 'Enter that a level was raised or lowered, a period changed, a secret declassified',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: secretId } } = request
    const secret = await changeSecret(deps, tx, caller, { ...sentBody<SecretChangeBody>(request), secretId, ifMatch: ifMatchOf(request) })
    return done(presentSecret(secret, deps.clock.now()))
  }))

  app.post('/v1/registered-secrets/:id/carriers', {
    schema: {
      params: IdParams, body: SecretCarrierBody, response: { 200: SecretView }, tags,
      summary: 'Note that a registered carrier bears a registered secret',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: secretId }, body: { carrierId } } = request
    const secret = await noteSecretCarrier(deps, tx, caller, { secretId, carrierId, ifMatch: ifMatchOf(request) })
    return done(presentSecret(secret, deps.clock.now()))
  }))
}

function isCount (value: string): boolean {
  return /^\d{1,6}$/.test(value)
}
