import type { Suggestion } from '@lightwell/documents/personal/personal-data'
import type { FieldFault } from '@lightwell/http/refusal'
import type { PlaceKind } from '@lightwell/reading/reading'
import type { PieceRemoval } from '@lightwell/redaction/redact-file'
import type { AreaRemoval, Removal, RemovalFault, WordsRemoval } from '@lightwell/redaction/removal'
import type { Regime } from '@lightwell/regimes/regime'
import { faults as common } from '../errors.ts'
import { faults } from '../redaction-errors.ts'
import type { RedactionBody } from './redaction-body.ts'

/** One thing to take out, where in the body it was asked for, and what of the file a suggestion stands in. */
export type Chosen = { removal: Removal | PieceRemoval, pointer: string, kind?: PlaceKind }

/**
 * What is to be taken out of a record: spans, areas, then suggestions. A suggestion on a page is taken by its area and its
 * place in the line that was read there, one in a text by its place.
 */
export function chosenRemovals ({ spans = [], areas = [], suggestions = [] }: RedactionBody, suggested: readonly Suggestion[]): Chosen[] {
  return [
    ...spans.map(({ piece = 0, start, end, ground, neighbours }, at): Chosen => (
      { pointer: `/spans/${at}`, removal: { passage: piece, start, end, ground, ...neighbours !== undefined && { neighbours } } })),
    ...areas.map((removal, at): Chosen => ({ pointer: `/areas/${at}`, removal: removal as AreaRemoval })),
    ...suggestions.flatMap((id, at): Chosen[] => {
      const suggestion = suggested[id]
      if (suggestion === undefined) return []
      return [{ pointer: `/suggestions/${at}`, removal: suggestedRemoval(suggestion), kind: suggestion.place.kind }]
    }),
  ]
}

function suggestedRemoval ({ piece, place: { page, area }, start, end, ground }: Suggestion): Removal | PieceRemoval {
  return page === undefined || area === undefined
    ? { readingPiece: piece, start, end, ground } : { page, area, ground, words: { start, end } }
}

/** What is wrong with a choice apart from its places: nothing, unknown suggestions, grounds that are none for withholding. */
export function choiceFaults (body: RedactionBody, suggested: readonly Suggestion[], regime: Regime): FieldFault[] {
  const { spans = [], areas = [], suggestions = [] } = body
  if (spans.length + areas.length + suggestions.length === 0) return [faults.nothingChosen('/spans')]
  const grounded = [
    ...spans.map(({ ground }, at) => ({ ground, pointer: `/spans/${at}/ground` })),
    ...areas.map(({ ground }, at) => ({ ground, pointer: `/areas/${at}/ground` })),
  ]
  return [
    ...grounded.flatMap(({ ground, pointer }) => {
      if (!Object.hasOwn(regime.grounds, ground)) return [common.unknownGround(pointer)]
      return regime.grounds[ground]?.family === 'withheld' ? [] : [common.notForRedaction(pointer)]
    }),
    ...suggestions.flatMap((id, at) => suggested[id] === undefined ? [faults.noSuchSuggestion(`/suggestions/${at}`)] : []),
  ]
}

/** Of a file with pieces it must be said which one is meant. */
export function pieceFaults ({ spans = [] }: RedactionBody): FieldFault[] {
  return spans.flatMap(({ piece }, at) => piece === undefined ? [faults.pieceNeeded(`/spans/${at}/piece`)] : [])
}

const placeFaults = {
  no_such_passage: faults.noSuchPiece, no_such_page: faults.noSuchPage, area_outside: faults.areaOutside,
  nothing_there: faults.nothingThere,
  span_out_of_range: common.spanOutside, span_empty: common.spanEmpty, spans_overlap: common.spansOverlap,
} as const

/** The places of a choice that the file does not have, each where it was asked for. */
export function removalPlaceFaults (found: readonly RemovalFault[], chosen: readonly Chosen[]): FieldFault[] {
  return found.flatMap((one) => {
    if (one.code === 'removals_none') return []
    const { pointer = '', removal } = chosen[one.removal] ?? {}
    const isGone = removal !== undefined && 'readingPiece' in removal && one.code === 'no_such_passage'
    return [isGone ? faults.notCarriedOver(pointer) : placeFaults[one.code](pointer)]
  })
}

/** The spans and the areas of what was taken, as they are kept. */
export function keptPlaces (removals: readonly Removal[]) {
  return {
    spans: removals.filter(isOfWords).map(({ passage, start, end, ground }) => ({ piece: passage, start, end, ground })),
    areas: removals.filter((one) => 'area' in one).map(({ page, area, ground }) => ({ page, area, ground })),
  }
}

function isOfWords (removal: Removal): removal is WordsRemoval {
  return 'passage' in removal
}
