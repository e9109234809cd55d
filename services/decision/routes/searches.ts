import { Type, type Static } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { nullable } from '@lightwell/http/nullable'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { sentBody } from '@lightwell/http/sent-body'
import { created, write } from '@lightwell/http/write'
import { requestFor } from '../authorize-staff.ts'
import { recordSearch } from '../commands/record-search.ts'
import { IdParams } from '../fields.ts'
import { SearchBody } from '../rules/search.ts'
import { listSearches, type Search } from '../store/searches.ts'

const SearchView = Type.Object({
  id: Type.String(),
  requestId: Type.String(),
  unit: Type.String(),
  place: Type.String(),
  terms: Type.String(),
  from: nullable(Type.String()),
  to: nullable(Type.String()),
  found: Type.String(),
  method: nullable(Type.String()),
  result: nullable(Type.String({ description: 'found, nothing or part' })),
  lookedBy: nullable(Type.String()),
  taskId: nullable(Type.String({ description: 'The question to a section that it answers.' })),
  recordedBy: Type.String(),
  recordedAt: Type.String(),
})
type SearchView = Static<typeof SearchView>

const tags = ['decision']

/** Where it was looked for: putting a search on record, and reading them. */
export function serveSearches (app: App, deps: Deps): void {
  app.post('/v1/requests/:id/searches', {
    attachValidation: true,
    schema: {
      params: IdParams, body: SearchBody, response: { 201: SearchView }, tags,
      summary: 'Put a search on record 检索: unit, place, terms and what was found',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: requestId } } = request
    const search = await recordSearch(deps, tx, caller, {
      requestId, ...sentBody<SearchBody>(request), ifMatch: ifMatchOf(request),
    })
    return created(`/v1/requests/${requestId}/searches`, presentSearch(search))
  }))

  app.get('/v1/requests/:id/searches', {
    schema: {
      params: IdParams, querystring: Type.Object(PageQuery, { additionalProperties: false }),
      response: { 200: pageOf(SearchView) }, tags, summary: 'The searches of a request, oldest first',
    },
  }, async ({ caller, params, query }) => {
    const { limit = defaultLimit, cursor } = query
    await requestFor(deps.db, params.id, { caller, resource: 'search', verb: 'read' })
    const rows = await listSearches(deps.db, params.id, positionOf(cursor, ['id'])?.[0], limit)
    const { items, nextCursor } = cutPage(rows, limit, ({ id }) => [id])
    return { items: items.map(presentSearch), nextCursor }
  })
}

function presentSearch ({ caseId, fromOn, toOn, recordedAt, ...search }: Search): SearchView {
  return { ...search, requestId: caseId, from: fromOn, to: toOn, recordedAt: recordedAt.toISOString() }
}
