import type { Area, Piece } from '@lightwell/reading/reading'
import { foldText } from './folded-text.ts'
import type { MarkKind } from './mark.ts'
import { marksOf, type PlacedMark } from './marks-of.ts'
import { headMarkOf } from './ocr-head-marks.ts'
import { areaWithin } from './piece-area.ts'

// Of the height of a page: above it stand marks, copy numbers and the name of the body that issued the paper. On a page that
// begins further down, such as a part of one, they stand in its first lines.
const headEnd = 0.34
const firstLines = 0.12
const surePeriod = 85
const quoteLength = 40

const strength: Readonly<Record<MarkKind, number>> = { internal: 0, possible: 1, state_secret: 2 }

/**
 * Every mark among the pieces that were read from pictures, placed in the list of all pieces. To what the rules of texts
 * find it adds what text recognition hides from them, where it has a line of the head of a page to itself: a star beside
 * characters that were not read, and levels whose characters were misread. Those are `possible`. A mark that was read twice
 * comes once. Of a period that was not read for sure only the words are told, so that no misread digit lets a mark expire.
 */
export function findOcrMarks (pieces: readonly Piece[]): PlacedMark[] {
  const read = pieces.map(({ place, text, confidence }) => ({ place, text: confidence === undefined ? '' : text }))
  const marks = [...marksOf({ pieces: read }, () => []), ...inHeads(pieces).flatMap(({ piece, at }) => headMarks(piece, at))]
    .map((mark) => withConfidence(mark, pieces[mark.piece]?.confidence ?? 0))
    .toSorted((one, other) => strength[other.kind] - strength[one.kind] || wordsOf(other) - wordsOf(one) || (other.confidence ?? 0) - (one.confidence ?? 0))
  return marks
    .filter((mark, at) => !marks.slice(0, at).some((stronger) => isSame(stronger, mark)))
    .toSorted((one, other) => one.piece - other.piece || one.offset - other.offset)
}

/** The pieces that were read in the head of their page, with their places in the list. */
function inHeads (pieces: readonly Piece[]): { piece: Piece, at: number }[] {
  const read = pieces.map((piece, at) => ({ piece, at })).filter(({ piece }) => piece.confidence !== undefined)
  const pageOf = ({ place }: Piece): string => `${place.name ?? ''}:${place.page ?? 1}`
  const tops = new Map<string, number>()
  for (const { piece } of read) tops.set(pageOf(piece), Math.min(tops.get(pageOf(piece)) ?? 1, piece.place.area?.top ?? 1))
  return read.filter(({ piece }) => {
    const { area } = piece.place
    return area === undefined || area.top + area.height / 2 <= Math.max(headEnd, (tops.get(pageOf(piece)) ?? 0) + firstLines)
  })
}

function headMarks (piece: Piece, at: number): PlacedMark[] {
  const { text, confidence = 0, place } = piece
  const folded = foldText(text)
  const sighting = headMarkOf(folded, confidence)
  if (sighting === undefined) return []
  const { kind, level, period, start, end } = sighting
  const offset = folded.offsets[start] ?? 0
  const past = (folded.offsets[end - 1] ?? offset) + 1
  const area = areaWithin(piece, offset, past)
  return [{
    kind, level, period, page: place.page ?? 1, offset, length: past - offset, quote: text.slice(0, quoteLength).toWellFormed(), piece: at,
    place: area === undefined ? place : { ...place, area },
  }]
}

function withConfidence (mark: PlacedMark, confidence: number): PlacedMark {
  const period = mark.period === null || confidence >= surePeriod ? mark.period : { text: mark.period.text }
  return { ...mark, period, confidence }
}

/** How much of a mark was understood. */
function wordsOf ({ level, period }: PlacedMark): number {
  return (level === null ? 0 : 1) + Object.keys(period ?? {}).length
}

/** Whether two marks are readings of one. */
function isSame (one: PlacedMark, other: PlacedMark): boolean {
  if (one.place.page !== other.place.page || one.place.name !== other.place.name) return false
  if (one.piece === other.piece) return one.offset < other.offset + other.length && other.offset < one.offset + one.length
  const [first, second] = [one.place.area, other.place.area]
  return first !== undefined && second !== undefined && (isWithin(first, second) || isWithin(second, first))
}

/** Whether the middle of one area lies in another. */
function isWithin (one: Area, other: Area): boolean {
  const [middle, centre] = [one.left + one.width / 2, one.top + one.height / 2]
  return middle >= other.left && middle <= other.left + other.width && centre >= other.top && centre <= other.top + other.height
}
