import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { nullable } from '@lightwell/http/nullable'
import { cutPage, defaultLimit, PageQuery, positionOf } from '@lightwell/http/paging'
import { created, write } from '@lightwell/http/write'
import { recordFor } from '../authorize-staff.ts'
import { CircleBody, widenCircle } from '../commands/widen-circle.ts'
import { IdParams } from '../fields.ts'
import { mayReadContent, restrictedOf } from '../may-read-content.ts'
import { listNamed, type Named } from '../store/circles.ts'

const named = {
  personId: Type.String(),
  addedBy: Type.String(),
  addedAt: Type.String(),
  reason: nullable(Type.String({ description: 'Null for who may not see the content.' })),
}
const NamedView = Type.Object(named)
const CircleView = Type.Object({
  restricted: Type.Boolean({
    description: 'Kept to who submitted it, its reviewers, the secrecy duty and the head, and to those who are named here.',
  }),
  items: Type.Array(Type.Object({ ...named, name: Type.String() })),
  nextCursor: nullable(Type.String()),
})

const tags = ['decision']

/** Who may see a restricted record beside those whose duty it is. */
export function serveCircles (app: App, deps: Deps): void {
  app.post('/v1/records/:id/circle', {
    schema: {
      params: IdParams, body: CircleBody, response: { 201: NamedView }, tags,
      summary: 'Add a person by name to those who may see a restricted record 知悉范围',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: recordId } } = request
    const row = await widenCircle(deps, tx, caller, { recordId, body, ifMatch: ifMatchOf(request) })
    return created(`/v1/records/${recordId}/circle`, presentNamed(row, { words: true }))
  }))

  app.get('/v1/records/:id/circle', {
    schema: {
      params: IdParams, querystring: Type.Object(PageQuery, { additionalProperties: false }), response: { 200: CircleView }, tags,
      summary: 'Whether a record is kept to a circle of people, and who is named in it',
    },
  }, async ({ caller, params: { id }, query: { limit = defaultLimit, cursor } }) => {
    const { record } = await recordFor(deps.db, id, { caller, resource: 'record', verb: 'read' })
    const words = await mayReadContent(deps.db, caller, record)
    const rows = await listNamed(deps.db, id, { after: positionOf(cursor, ['id'])?.[0], limit })
    const { items, nextCursor } = cutPage(rows, limit, ({ personId }) => [personId])
    return {
      restricted: (await restrictedOf(deps.db, [record])).has(id),
      items: items.map((row) => ({ ...presentNamed(row, { words }), name: row.name })), nextCursor,
    }
  })
}

function presentNamed ({ personId, addedBy, addedAt, reason }: Named, { words }: { words: boolean }) {
  return { personId, addedBy, addedAt: addedAt.toISOString(), reason: words ? reason : null }
}
