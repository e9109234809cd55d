import { Type, type Static } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { transact } from '@lightwell/events/transact'
import type { App } from '@lightwell/http/app'
import { nullable } from '@lightwell/http/nullable'
import { cursorOf, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import type { PassageRange, Passages } from '@lightwell/redaction/read-passages'
import type { Redactor } from '@lightwell/redaction/redactor'
import { WorkStopped } from '@lightwell/redaction/work-thread'
import { requireToken } from '../authorize-staff.ts'
import { openRecord, type OpenedRecord } from '../commands/open-record.ts'
import { IdParams } from '../fields.ts'
import { AreaView } from '../views/present-redaction.ts'
import { presentSuggestion, SuggestionView } from '../views/present-suggestion.ts'
import { errors } from '../redaction-errors.ts'
import { readPlainText } from '../rules/plain-text.ts'

const Passage = Type.Object({
  piece: nullable(Type.Integer({ description: 'By which a span chooses it; null for what is chosen by its area.' })),
  place: Type.String({ description: 'body, header, footer, note, picture' }),
  page: nullable(Type.Integer()),
  area: nullable(AreaView),
  text: Type.String(),
  confidence: nullable(Type.Number({ description: '0 to 100, of what was read from a picture' })),
})

const TextView = Type.Composite([pageOf(Passage), Type.Object({
  sha256: Type.String(),
  suggestions: Type.Array(Type.Composite([SuggestionView, Type.Object({ piece: nullable(Type.Integer()) })]), {
    description: 'The suggestions for these pieces and pages.',
  }),
  leftOut: Type.Array(Type.Object({ kind: Type.String(), count: Type.Integer() }), {
    description: 'Texts of the file that never go on into a rendition, such as comments, tracked changes, hidden sheets.',
  }),
})])

/** What can be chosen in a record to take it out. */
export function serveTexts (app: App, deps: Deps, redactor: Redactor): void {
  app.get('/v1/records/:id/text', {
    exposeHeadRoute: false,
    schema: {
      params: IdParams, querystring: Type.Object(PageQuery, { additionalProperties: false }), response: { 200: TextView },
      tags: ['decision'],
      summary: 'The text of a record, piece by piece, to choose what to take out; opening it is an event, like opening its content',
    },
  }, async ({ caller, params: { id: recordId }, query: { limit = defaultLimit, cursor } }) => {
    requireToken(caller)
    const from = Number(positionOf(cursor, [(value) => /^\d{1,6}$/.test(value)])?.[0] ?? 0)
    const opened = (await transact(deps, (tx) => openRecord(deps, tx, caller, { recordId, purpose: undefined }))).result
    const pieces = opened.record.suggestions.map(({ piece }) => piece)
    return presentText(opened, await readText(redactor, opened, { from, most: limit, pieces }))
  })
}

async function readText (redactor: Redactor, { record, bytes }: OpenedRecord, range: PassageRange): Promise<Passages> {
  const text = record.mediaType === 'text/plain' ? readPlainText(bytes) : undefined
  if (text === undefined) {
    return await redactor.read(bytes, range).catch((error: unknown) => {
      throw error instanceof WorkStopped ? errors.notMade() : error
    })
  }
  return {
    texts: range.from === 0 ? [{ passage: 0, place: { kind: 'body' }, text }] : [], next: null, leftOut: [],
    passageOf: record.suggestions.map(({ place }) => place.kind === 'body' ? 0 : null),
  }
}

function presentText ({ record }: OpenedRecord, { texts, next, passageOf, leftOut }: Passages): Static<typeof TextView> {
  const shown = { pieces: new Set(texts.map(({ passage }) => passage)), pages: new Set(texts.map(({ place }) => place.page)) }
  return {
    sha256: record.sha256,
    items: texts.map(({ passage, place, text, confidence }) => ({
      piece: passage ?? null, place: place.kind, page: place.page ?? null, area: place.area ?? null, text, confidence: confidence ?? null,
    })),
    nextCursor: next === null ? null : cursorOf([String(next)]),
    suggestions: record.suggestions.flatMap((suggestion, id) => {
      const { page, area } = suggestion.place
      const piece = passageOf[id] ?? null
      const isShown = piece === null ? area !== undefined && shown.pages.has(page) : shown.pieces.has(piece)
      return isShown ? [{ ...presentSuggestion(suggestion, id), piece }] : []
    }),
    leftOut: [...leftOut],
  }
}
