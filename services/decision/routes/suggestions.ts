import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { errors as doorErrors } from '@lightwell/http/errors'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { recordFor } from '../authorize-staff.ts'
import { errors } from '../errors.ts'
import { IdParams } from '../fields.ts'
import { mayReadContent } from '../may-read-content.ts'
import { presentSuggestion, SuggestionView } from '../views/present-suggestion.ts'
import { isSealed } from '../rules/sealed.ts'

/** Where somebody's data may stand in a record: redactions that are suggested to who works on it. */
export function serveSuggestions (app: App, deps: Deps): void {
  app.get('/v1/records/:id/suggestions', {
    schema: {
      params: IdParams, querystring: Type.Object(PageQuery, { additionalProperties: false }),
      response: { 200: pageOf(SuggestionView) }, tags: ['decision'],
      summary: 'Redactions suggested for personal data: where and on which ground, never what stands there. Of plain text the span is one to send back.',
    },
  }, async ({ caller, params, query: { limit = defaultLimit, cursor } }) => {
    const { record } = await recordFor(deps.db, params.id, { caller, resource: 'record', verb: 'read' })
    if (!await mayReadContent(deps.db, caller, record)) throw doorErrors.notAllowed()
    if (isSealed(record)) throw errors.recordSealed()
    const from = Number(positionOf(cursor, [isCount])?.[0] ?? 0)
    const found = record.suggestions.slice(from, from + limit + 1).map((suggestion, at) => ({ suggestion, next: from + at + 1 }))
    const { items, nextCursor } = cutPage(found, limit, ({ next }) => [String(next)])
    return { items: items.map(({ suggestion, next }) => presentSuggestion(suggestion, next - 1)), nextCursor }
  })
}

function isCount (value: string): boolean {
  return /^\d{1,6}$/.test(value)
}
