import type { Piece, Place, Reading } from '@lightwell/reading/reading'
import type { Mark, MarkKind } from './mark.ts'
import { findMarks } from './marks.ts'
import { type PageText, pageTexts, type PieceSpan, spansOf, withoutOverlaps } from './page-text.ts'
import { areaAround, areaWithin } from './piece-area.ts'
import { seldom } from './seldom.ts'

/**
 * A mark in a file. `piece` is the piece in which it begins and `offset` is counted there; the area of `place` reaches
 * over all pieces that it takes up. `confidence` (0 to 100) is there for what was read from a picture alone.
 */
export type PlacedMark = Mark & Readonly<{ piece: number, place: Place, confidence?: number }>

/** Finds the marks in what was read from pictures: in `pieces`, those that have a confidence. */
export type ReadPictureMarks = (pieces: readonly Piece[]) => readonly PlacedMark[]

// Over all pages of a file.
const mostOfOne = 100

const strength: Readonly<Record<MarkKind, number>> = { internal: 0, possible: 1, state_secret: 2 }

/**
 * Every mark that a reading holds, in its order: in each piece, and over the pieces of one page where a file keeps the
 * characters of a mark apart. What comes from pictures is read by `readPictureMarks`.
 */
export function marksOf ({ pieces }: Pick<Reading, 'pieces'>, readPictureMarks: ReadPictureMarks): PlacedMark[] {
  const typed = pieces.map((piece) => piece.confidence === undefined ? piece : { ...piece, text: '' })
  const marks = [...typedMarks(typed), ...readPictureMarks(pieces)]
    .toSorted((one, other) => one.piece - other.piece || one.offset - other.offset)
  return [...seldom(marks, mostOfOne, ({ kind, level, period, place }) => `${kind} ${level} ${period?.text} ${place.kind}`)]
}

/**
 * The same characters may be read in more than one order. The strongest of those readings stands, then the one with more
 * characters, then the one whose period was understood.
 */
function typedMarks (pieces: readonly Piece[]): PlacedMark[] {
  const found = pageTexts(pieces)
    .flatMap((page) => findMarks(page.text).map((mark) => placedMark(pieces, page, mark)).filter(({ spans }) =>
      page.columns === undefined || spans.length > 1))
    .toSorted((one, other) => strength[other.mark.kind] - strength[one.mark.kind] ||
      charactersOf(other.spans) - charactersOf(one.spans) || understood(other.mark) - understood(one.mark))
  return withoutOverlaps(found, pieces).map(({ mark }) => mark)
}

function charactersOf (spans: readonly PieceSpan[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0)
}

function understood ({ period }: Mark): number {
  return Object.keys(period ?? {}).length
}

function placedMark (pieces: readonly Piece[], page: PageText, mark: Mark): { mark: PlacedMark, spans: PieceSpan[] } {
  const spans = spansOf(page, mark.offset, mark.offset + mark.length)
  const { piece, start } = spans[0] as PieceSpan
  const { place } = pieces[piece] as Piece
  const area = areaAround(spans.flatMap((span) => areaWithin(pieces[span.piece] as Piece, span.start, span.end) ?? []))
  return {
    spans,
    mark: { ...mark, page: place.page ?? 1, piece, offset: start, place: area === undefined ? place : { ...place, area } },
  }
}
