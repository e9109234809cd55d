import type { Piece } from '@lightwell/reading/reading'
import { asKept, inColumns, inLines, type Ordered } from './page-order.ts'

/** A stretch of one piece of a reading, in code units. */
export type PieceSpan = Readonly<{ piece: number, start: number, end: number }>

/**
 * The pieces of one page as one text, and from where to before where each of them (its place in the list of the reading)
 * stands in it. What stands within one piece of a text in `columns` was read before, and with the words beside it.
 */
export type PageText = Readonly<{ text: string, stretches: readonly PieceSpan[], columns?: true }>

/**
 * What stands on each page, for a reader that must find words whose characters a file keeps in several pieces. A page
 * whose pieces have areas comes in the order of its lines too, and of its columns where it is set from above to below.
 */
export function pageTexts (pieces: readonly Piece[]): PageText[] {
  const pages = Map.groupBy(pieces.keys(), (at) => JSON.stringify([pieces[at]?.place.page, pieces[at]?.place.name]))
  return [...pages.values()].flatMap((page): PageText[] => {
    const kept = joined(pieces, asKept(pieces, page))
    if (!page.some((at) => pieces[at]?.place.area !== undefined)) return [kept]
    const lines = joined(pieces, inLines(pieces, page))
    const columns = inColumns(pieces, page)
    return [
      kept,
      // Most files keep their lines in order.
      ...lines.text === kept.text ? [] : [lines],
      ...columns === undefined ? [] : [{ ...joined(pieces, columns), columns: true as const }],
    ]
  })
}

/** The pieces in which the characters from `start` to before `end` of the page stand. */
export function spansOf ({ stretches }: PageText, start: number, end: number): PieceSpan[] {
  const spans: PieceSpan[] = []
  for (let order = firstPast(stretches, start); order < stretches.length; order += 1) {
    const stretch = stretches[order] as PieceSpan
    if (stretch.start >= end) break
    if (stretch.start === stretch.end) continue
    spans.push({
      piece: stretch.piece,
      start: Math.max(0, start - stretch.start),
      end: Math.min(end, stretch.end) - stretch.start,
    })
  }
  return spans
}

/** Of what was found, and takes up spans, all that overlaps nothing earlier in the list. */
export function withoutOverlaps <Found extends { readonly spans: readonly PieceSpan[] }> (
  found: readonly Found[], pieces: readonly Piece[],
): Found[] {
  const taken: Uint8Array[] = []
  const takenIn = (piece: number): Uint8Array => taken[piece] ??= new Uint8Array(pieces[piece]?.text.length ?? 0)
  return found.filter(({ spans }) => {
    if (spans.some(({ piece, start, end }) => takenIn(piece).subarray(start, end).includes(1))) return false
    for (const { piece, start, end } of spans) takenIn(piece).fill(1, start, end)
    return true
  })
}

/** The first stretch that ends past `offset`. */
function firstPast (stretches: readonly PieceSpan[], offset: number): number {
  let [low, high] = [0, stretches.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((stretches[middle] as PieceSpan).end > offset) high = middle
    else low = middle + 1
  }
  return low
}

function joined (pieces: readonly Piece[], order: readonly Ordered[]): PageText {
  const parts: string[] = []
  const stretches: PieceSpan[] = []
  let length = 0
  for (const { at: piece, before } of order) {
    const { text } = pieces[piece] as Piece
    const start = length + before.length
    length = start + text.length
    parts.push(before, text)
    stretches.push({ piece, start, end: length })
  }
  return { text: parts.join(''), stretches }
}
