import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { preferredLanguage } from '@lightwell/http/language'
import { cutPage, defaultLimit, pageOf, PageQuery, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { listShortages } from '../store/shortages.ts'
import { presentShortage, ShortageView } from '../views/present-shortage.ts'

const ShortageQuery = Type.Object({
  ...PageQuery,
  agency: Type.Optional(AgencyCode),
  standing: Type.Optional(Type.Literal(true, { description: 'Only those that nobody has mended, of an agency or a case that is open.' })),
}, { additionalProperties: false })

/** Serves what there are too few people for: all of it to supervisors and administrators, an agency's own to its head. */
export function serveShortages (app: App, deps: Deps): void {
  app.get('/v1/shortages', {
    schema: {
      querystring: ShortageQuery, response: { 200: pageOf(ShortageView) }, tags: ['oversight'],
      summary: 'Steps of review and approval that nobody is left for, by agency and by case, newest first',
    },
  }, async ({ caller, query: { limit = defaultLimit, cursor, agency, standing = false }, headers }, reply) => {
    authorize(caller, 'shortage', 'read', { agencyCode: agency ?? null })
    const scope = agency === undefined ? readableAgencies(caller, 'shortage', 'read') : [agency]
    const after = positionOf(cursor, ['instant', 'id'])
    const rows = await listShortages(deps.db, { scope, standing }, { limit: limit + 1, after })
    const { items, nextCursor } = cutPage(rows, limit, ({ since, id }) => [since.toISOString(), id])
    void reply.header('vary', 'authorization, accept-language')
    const language = preferredLanguage(headers['accept-language'])
    return { items: items.map((row) => presentShortage(row, language)), nextCursor }
  })
}
