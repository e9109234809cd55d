import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { HistoryEntry, presentEvent, visibleEvents } from '../views/present-event.ts'
import { listEvents } from '../store/history.ts'
import { visibleRequest } from '../views/visible-request.ts'

/** The history of a request, as far as the caller may see it. */
export function serveRequestEvents (app: App, deps: Deps): void {
  app.get('/v1/requests/:id/events', {
    schema: {
      params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      querystring: Type.Object(PageQuery, { additionalProperties: false }),
      response: { 200: pageOf(HistoryEntry) },
      tags: ['intake'],
      summary: 'What has happened to a request, in order',
    },
  }, async ({ caller, params: { id }, query: { limit = defaultLimit, cursor } }) => {
    await visibleRequest(deps.db, caller, id, 'read')
    const after = Number(positionOf(cursor, [isSequence])?.[0] ?? 0)
    const events = await listEvents(deps.db, id, { after, types: visibleEvents(caller), limit: limit + 1 })
    const { items, nextCursor } = cutPage(events, limit, ({ sequence }) => [sequence])
    return { items: items.map((event) => presentEvent(event, caller)), nextCursor }
  })
}

function isSequence (value: string): boolean {
  return /^[0-9]{1,9}$/.test(value)
}
