import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors as doorErrors } from '@lightwell/http/errors'
import { cutPage, defaultLimit, pageOf, PageQuery, positionOf } from '@lightwell/http/paging'
import { authorize, permission, readableAgencies } from '@lightwell/http/policy'
import { requireToken } from '../authorize-staff.ts'
import { IdParams } from '../fields.ts'
import { presentRecall, presentRecalled, RecallSummary, RecallView } from '../views/present-recall.ts'
import { findRecall, listRecalledPapers, listRecalls } from '../store/recalls.ts'

const tags = ['decision']

/** The lists of restricted papers that are with readers, to be called in before a holiday (B-42). */
export function serveRecalls (app: App, deps: Deps): void {
  app.get('/v1/recalls', {
    schema: {
      querystring: Type.Object({ ...PageQuery, agency: Type.Optional(AgencyCode) }, { additionalProperties: false }),
      response: { 200: pageOf(RecallSummary) }, tags, summary: 'Lists of papers called in before holidays, the latest first',
    },
  }, async ({ caller, query: { agency, limit = defaultLimit, cursor } }) => {
    authorize(caller, 'recall', 'read', { agencyCode: agency ?? null })
    const rows = await listRecalls(deps.db, {
      agencies: agency === undefined ? readableAgencies(caller, 'recall', 'read') : [agency],
      after: positionOf(cursor, ['id'])?.[0], limit,
    })
    const { items, nextCursor } = cutPage(rows, limit, ({ id }) => [id])
    return { items: items.map(presentRecall), nextCursor }
  })

  app.get('/v1/recalls/:id', {
    schema: {
      params: IdParams, querystring: Type.Object(PageQuery, { additionalProperties: false }),
      response: { 200: RecallView }, tags, summary: 'The restricted papers of an agency before a holiday, and whom each is with',
    },
  }, async ({ caller, params, query: { limit = defaultLimit, cursor } }) => {
    requireToken(caller)
    const recall = await findRecall(deps.db, params.id)
    if (recall === undefined) throw doorErrors.notFound()
    const { agencyCode } = recall
    authorize(caller, 'recall', 'read', { agencyCode })
    const titles = permission(caller, 'content', 'read', { agencyCode }).allowed
    const rows = await listRecalledPapers(deps.db, params.id, { after: positionOf(cursor, ['id', 'id']), limit })
    const { items, nextCursor } = cutPage(rows, limit, ({ recordId, readerId }) => [recordId, readerId])
    return { ...presentRecall(recall), items: items.map((row) => presentRecalled(row, { titles })), nextCursor }
  })
}
