import { Type, type Static } from '@sinclair/typebox'
import type { Suggestion } from '@lightwell/documents/personal/personal-data'
import { nullable } from '@lightwell/http/nullable'
import { AreaView } from './present-redaction.ts'

/** A redaction that is suggested: where and on which ground, never what stands there. */
export const SuggestionView = Type.Object({
  id: Type.Integer({ description: 'By which a redaction takes it.' }),
  kind: Type.String({ description: 'resident_id, passport, bank_card, mobile, landline, email, plate, address or name' }),
  sure: Type.Boolean({ description: 'Otherwise it is a hint.' }),
  ground: Type.String(),
  place: Type.String(),
  page: nullable(Type.Integer()),
  area: nullable(AreaView),
  start: Type.Integer(),
  end: Type.Integer(),
})
export type SuggestionView = Static<typeof SuggestionView>

/** A suggestion, named by its place among those of its record. */
export function presentSuggestion ({ kind, sure, ground, place, start, end }: Suggestion, id: number): SuggestionView {
  return { id, kind, sure, ground, place: place.kind, page: place.page ?? null, area: place.area ?? null, start, end }
}
