import type { Piece, PlaceKind } from '@lightwell/reading/reading'

/**
 * What is redacted: a PDF or a picture, whose pages keep their looks, or what was read of any file, which is laid out anew
 * as simple pages and loses its looks: type, tables' rules, pictures.
 */
export type Original =
  | Readonly<{ kind: 'pdf' | 'picture', bytes: Uint8Array }>
  | Readonly<{ kind: 'text', pieces: readonly Piece[] }>

/** A text of the original in which words can be chosen: that of a page of a PDF, or one piece of what was read. */
export type Passage = Readonly<{ page?: number, text: string }>

/** The passages of what was read, in its order. */
export function passagesOf (pieces: readonly Piece[]): Passage[] {
  return pieces.filter(isSeen)
    .map(({ place: { page }, text }) => page === undefined ? { text } : { page, text })
}

/** How many texts of each kind are not carried over to a rendition, of what was read of the original. */
export function leftOut (pieces: readonly Piece[]): { kind: PlaceKind, count: number }[] {
  const left = pieces.filter((piece) => !isSeen(piece)).map(({ place }) => place.kind)
  return [...new Set(left)].toSorted().map((kind) => ({ kind, count: left.filter((one) => one === kind).length }))
}

/** What a reader of the file sees. Comments, tracked changes, hidden sheets, properties and attachments are not for him. */
export function isSeen ({ place: { kind, page } }: Piece): boolean {
  // The notes of a page of text have no page; those of a slide are for its speaker alone.
  return kind === 'body' || kind === 'header' || kind === 'footer' || kind === 'note' && page === undefined
}
