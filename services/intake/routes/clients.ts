import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { Line } from '@lightwell/http/line'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize } from '@lightwell/http/policy'
import { created, done, write } from '@lightwell/http/write'
import { addClient } from '../commands/add-client.ts'
import { revokeClient } from '../commands/revoke-client.ts'
import { ClientView, presentClient } from '../views/present-client.ts'
import { listClients } from '../store/clients.ts'

const NewClient = Type.Object({ name: Line(100) }, { additionalProperties: false })
const ClientWithKey = Type.Composite([ClientView, Type.Object({ key: Type.String({ description: 'Told once.' }) })])

/** The programs that file for citizens (门户): an administrator lets them in, and out. */
export function serveClients (app: App, deps: Deps): void {
  app.get('/v1/clients', {
    schema: {
      querystring: Type.Object(PageQuery, { additionalProperties: false }), response: { 200: pageOf(ClientView) },
      tags: ['intake'], summary: 'The programs that file for citizens',
    },
  }, async ({ caller, query: { limit = defaultLimit, cursor } }) => {
    authorize(caller, 'client', 'read', { agencyCode: null })
    const rows = await listClients(deps.db, { after: positionOf(cursor, ['id'])?.[0], limit: limit + 1 })
    const { items, nextCursor } = cutPage(rows, limit, ({ id }) => [id])
    return { items: items.map(presentClient), nextCursor }
  })

  app.post('/v1/clients', {
    schema: {
      body: NewClient, response: { 201: ClientWithKey }, tags: ['intake'],
      summary: 'Let a program file for citizens; answers its key, once',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { key, ...client } = await addClient(tx, request.caller, request.body.name)
    return created('/v1/clients', { ...presentClient(client), key })
  }))

  app.post('/v1/clients/:id/revocation', {
    schema: {
      params: Type.Object({ id: Type.String({ format: 'uuid' }) }), response: { 200: ClientView }, tags: ['intake'],
      summary: 'End the key of a program; it counts at once',
    },
  }, (request, reply) => write(deps, reply, async (tx) =>
    done(presentClient(await revokeClient(deps, tx, request.caller, request.params.id)))))
}
