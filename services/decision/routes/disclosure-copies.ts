import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { nullable } from '@lightwell/http/nullable'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { created, done, write } from '@lightwell/http/write'
import { portalOf } from '../acting-portal.ts'
import { confirmRemoval } from '../commands/confirm-removal.ts'
import { noteCopy } from '../commands/note-copy.ts'
import { IdParams } from '../fields.ts'
import { listTakedowns, type Copy } from '../store/disclosure-copies.ts'

const tags = ['decision']

const OwnCopyView = Type.Object({ disclosureId: Type.String(), copiedAt: Type.String(), removedAt: nullable(Type.String()) })

const TakedownView = Type.Object({
  disclosureId: Type.String(), indexNumber: Type.String(), agency: Type.String(), takenDownAt: Type.String(), copiedAt: Type.String(),
})

/** The portals that copy what is public: they say so, learn what was taken down, and say that they have removed it. */
export function serveDisclosureCopies (app: App, deps: Deps): void {
  app.get('/v1/disclosures/takedowns', {
    schema: {
      querystring: Type.Object(PageQuery, { additionalProperties: false }), response: { 200: pageOf(TakedownView) }, tags,
      summary: 'What the calling portal copied and has to remove, since it was taken down',
    },
  }, async ({ caller, query: { limit = defaultLimit, cursor } }) => {
    const rows = await listTakedowns(deps.db, portalOf(caller), { after: positionOf(cursor, ['id'])?.[0], limit })
    const { items, nextCursor } = cutPage(rows, limit, ({ disclosureId }) => [disclosureId])
    return {
      items: items.map(({ agencyCode, takenDownAt, copiedAt, ...row }) => ({
        ...row, agency: agencyCode, takenDownAt: takenDownAt.toISOString(), copiedAt: copiedAt.toISOString(),
      })), nextCursor,
    }
  })

  app.post('/v1/disclosures/:id/copies', {
    schema: {
      params: IdParams, response: { 201: OwnCopyView }, tags,
      summary: 'Say, as a portal, that you show a copy, so that a take-down reaches you',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    return created(`/v1/disclosures/${id}`, presentCopy(await noteCopy(deps, tx, caller, id)))
  }))

  app.post('/v1/disclosures/:id/copies/removal', {
    schema: { params: IdParams, response: { 200: OwnCopyView }, tags, summary: 'Say, as a portal, that your copy is removed' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    return done(presentCopy(await confirmRemoval(deps, tx, caller, id)))
  }))
}

function presentCopy ({ disclosureId, copiedAt, removedAt }: Copy) {
  return { disclosureId, copiedAt: copiedAt.toISOString(), removedAt: removedAt?.toISOString() ?? null }
}
