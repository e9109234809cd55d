import type { Area, Piece } from '@lightwell/reading/reading'

/** A piece in its order on the page (its place in the list of the reading), and what parts it from the one before. */
export type Ordered = Readonly<{ at: number, before: string }>

type Placed = Readonly<{ at: number, text: string, area: Area }>

// In characters: closer ones belong together, farther ones are columns of a table or the two edges of a line.
const closest = 0.4
const farthest = 2
const wide = '   '
// Between characters of a column: as far as they may be apart, in their own heights, and what parts those that are not one.
const touching = 1.2
const apart = '\n。\n'

/** The pieces of a page in the order of the file. Each header, note or comment has a head of its own, as a page has. */
export function asKept (pieces: readonly Piece[], page: readonly number[]): Ordered[] {
  return page.map((at, order) => {
    const before = pieces[page[order - 1] ?? -1]
    const piece = pieces[at] as Piece
    if (before === undefined) return { at, before: '' }
    if (before.place.kind !== piece.place.kind) return { at, before: '\f' }
    const [first, second] = [before, piece].map(({ text, place: { area } }) => area && { at, text, area })
    return { at, before: first && second && isOneLine(first, second) ? blank(first, second) : '\n' }
  })
}

/** The pieces of a page from line to line, each from left to right. */
export function inLines (pieces: readonly Piece[], page: readonly number[]): Ordered[] {
  const lines = clustered(placed(pieces, page), ({ area }) => [area.top, area.height])
  return lines.flatMap((line, number) => {
    const row = withoutShadows(line.toSorted((one, other) => one.area.left - other.area.left))
    return row.map((piece, order) => ({ at: piece.at, before: order > 0 ? blank(row[order - 1] as Placed, piece) : number > 0 ? '\n' : '' }))
  })
}

/**
 * The pieces of a page that is set from above to below, from column to column and from right to left; undefined for a
 * page that has no single characters to set so.
 */
export function inColumns (pieces: readonly Piece[], page: readonly number[]): Ordered[] | undefined {
  const single = placed(pieces, page).filter(({ text }) => text.trim().length <= 2)
  if (single.length < 2) return undefined
  const columns = clustered(single, ({ area }) => [area.left, area.width]).toReversed()
  return columns.flatMap((column, number) => {
    const rows = withoutShadows(column.toSorted((one, other) => one.area.top - other.area.top))
    return rows.map((piece, order) => {
      const above = rows[order - 1]
      const touches = above !== undefined && piece.area.top - above.area.top - above.area.height < touching * above.area.height
      return { at: piece.at, before: touches || number + order === 0 ? '' : apart }
    })
  })
}

function placed (pieces: readonly Piece[], page: readonly number[]): Placed[] {
  return page.flatMap((at) => {
    const { text, place: { area } } = pieces[at] as Piece
    return area === undefined || text === '' ? [] : [{ at, text, area }]
  })
}

/** Pieces that share a line (or a column): the middle of each lies within the first of them. */
function clustered (pieces: readonly Placed[], extent: (piece: Placed) => readonly [from: number, size: number]): Placed[][] {
  const middle = (piece: Placed): number => extent(piece)[0] + extent(piece)[1] / 2
  const clusters: Placed[][] = []
  for (const piece of pieces.toSorted((one, other) => middle(one) - middle(other))) {
    const last = clusters.at(-1)
    const first = last?.[0]
    if (last !== undefined && first !== undefined && middle(piece) - middle(first) <= extent(first)[1] / 2) last.push(piece)
    else clusters.push([piece])
  }
  return clusters
}

/** Without the second drawing of what is drawn twice to look bold. */
function withoutShadows (row: readonly Placed[]): Placed[] {
  return row.filter((piece, order) => !row.slice(Math.max(0, order - 3), order).some(({ text, area }) =>
    text === piece.text && Math.abs(area.left - piece.area.left) < area.width / 2 / Math.max(1, text.length) &&
    Math.abs(area.top - piece.area.top) < area.height / 2))
}

function isOneLine ({ area: before }: Placed, { area }: Placed): boolean {
  const distance = before.top + before.height / 2 - area.top - area.height / 2
  return Math.abs(distance) <= Math.max(before.height, area.height) / 2 && area.left >= before.left
}

function blank (before: Placed, piece: Placed): string {
  const character = Math.max(...[before, piece].map(({ text, area }) => area.width / Math.max(1, text.length)))
  const distance = (piece.area.left - before.area.left - before.area.width) / character
  if (distance < closest) return ''
  return distance < farthest ? ' ' : wide
}
