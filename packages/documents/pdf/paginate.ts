import { body, widthOf } from './lines.ts'
import { distances, grid, sheet, sizes } from './sheet.ts'
import type { Page, Piece, Rule, Strip } from './strip.ts'
import { typeset } from './type.ts'

/** Divides strips among pages, and sets their places on them, the lines of tables, and the number of each page. */
export function paginate (strips: readonly Strip[]): Page[] {
  return divide(strips).map((page, at) => draw(page, at + 1))
}

function divide (strips: readonly Strip[]): Strip[][] {
  const pages: Strip[][] = [[]]
  let left: number = sheet.typeHeight
  for (let at = 0; at < strips.length;) {
    const head = repeatedHead(strips[at]!)
    const room = sheet.typeHeight - heightOf(head)
    const bound = boundTo(strips, at)
    // What no page can hold is divided all the same.
    const group = heightOf(bound) > room ? [strips[at]!] : bound
    if (heightOf(group) > left && pages.at(-1)!.length > 0) {
      pages.push([...head])
      left = room
    }
    pages.at(-1)!.push(...group)
    left -= heightOf(group)
    at += group.length
  }
  return pages
}

/** A strip and those that stand on the page of the next. */
function boundTo (strips: readonly Strip[], start: number): Strip[] {
  let end = start
  while (strips[end]?.withNext && end < strips.length - 1) end++
  return strips.slice(start, end + 1)
}

/** The head of a table, where a page begins within it. */
function repeatedHead ({ frame }: Strip): readonly Strip[] {
  return frame?.head.map((strip) => ({ ...strip, frame, pieces: strip.pieces.map(ornament) })) ?? []
}

function ornament (piece: Piece): Piece {
  return { ...piece, part: undefined }
}

// Sums of lines are not exact.
function heightOf (strips: readonly Strip[]): number {
  return strips.reduce((sum, { height }) => sum + height, -0.001)
}

function draw (strips: readonly Strip[], number: number): Page {
  const pieces: Piece[] = []
  const rules: Rule[] = []
  let top: number = sheet.top
  for (const [at, strip] of strips.entries()) {
    pieces.push(...strip.pieces.map((piece) => ({ ...piece, x: piece.x + sheet.left, y: piece.y + top })))
    rules.push(...[...strip.rules ?? [], ...frameRules(strips, at)].map((rule) => moved(rule, top)))
    top += strip.height
  }
  // In the order in which they are read, though the cells of a row stand side by side.
  const read = pieces.toSorted((one, other) => (one.part ?? 0) - (other.part ?? 0))
  return { pieces: [...read, pageNumber(number)], rules }
}

/** The lines around a strip of a table: above the first of a row or page, below the last, and beside every column. */
function frameRules (strips: readonly Strip[], at: number): Rule[] {
  const { frame, height, beginsRow } = strips[at]!
  if (frame === undefined) return []
  const across = (y: number): Rule => ({ from: [0, y], to: [frame.edges.at(-1)!, y], weight: 0.5 })
  return [
    ...beginsRow || strips[at - 1]?.frame !== frame ? [across(0)] : [],
    ...strips[at + 1]?.frame === frame ? [] : [across(height)],
    ...frame.edges.map((x): Rule => ({ from: [x, 0], to: [x, height], weight: 0.5 })),
  ]
}

function moved ({ from, to, ...rule }: Rule, top: number): Rule {
  return { ...rule, from: [from[0] + sheet.left, from[1] + top], to: [to[0] + sheet.left, to[1] + top] }
}

/** — 1 — below the type area, on the outer side: right on odd pages, left on even ones, one character in. */
function pageNumber (number: number): Piece {
  const types = typeset(`— ${number} —`, { ...body, size: sizes.page, tracking: 0 })
  const x = number % 2 === 1 ? sheet.typeWidth - grid.character - widthOf(types) : grid.character
  // The dashes stand 0.38 em above the baseline.
  return { types, x: sheet.left + x, y: sheet.top + sheet.typeHeight + distances.page + 0.38 * sizes.page }
}
