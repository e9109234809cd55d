import type { Table, Words } from '../paper.ts'
import { linesOf, small, smallStrong, typesetWords } from './lines.ts'
import { sheet } from './sheet.ts'
import type { Piece, Role, Strip, Tag } from './strip.ts'
import { type Type, typeset } from './type.ts'

const pitch = 18
const inset = 4
const gap = 8
// A row of so few lines is not divided.
const shortRow = 8

/** A table as strips, one for each line of its rows; a page may end within a long row. */
export function tableStrips ({ widths, head, rows }: Table, tag: Tag): Strip[] {
  const whole = tag('Table')
  const edges = edgesOf(widths)
  const row = (cells: readonly Cell[]) => rowStrips(cells, edges, tag, tag('TR', whole))
  const top = head === undefined ? [] : row(head.map((name) => named(name)))
  const frame = { edges, head: top }
  return [
    { height: gap, pieces: [], withNext: true },
    ...top.map((strip) => ({ ...strip, frame, withNext: true })),
    ...rows.flatMap(({ name, cells }) => row([named(name), ...cells.map(told)])).map((strip) => ({ ...strip, frame })),
  ]
}

type Cell = Readonly<{ role: Role, paragraphs: readonly (readonly Type[])[] }>

function named (name: string): Cell {
  return { role: 'TH', paragraphs: [typeset(name, smallStrong)] }
}

function told (lines: readonly Words[]): Cell {
  return { role: 'TD', paragraphs: lines.map((line) => typesetWords(line, small)) }
}

function edgesOf (widths: readonly number[]): number[] {
  const all = widths.reduce((sum, width) => sum + width, 0)
  return widths.reduce((edges, width) => [...edges, edges.at(-1)! + width / all * sheet.typeWidth], [0])
}

function rowStrips (cells: readonly Cell[], edges: readonly number[], tag: Tag, row: number): Strip[] {
  const columns = cells.map(({ role, paragraphs }, at) => {
    const part = tag(role, row)
    const [left, right] = [edges[at]!, edges[at + 1]!]
    const setting = { part, left: left + inset, width: right - left - 2 * inset, pitch }
    return paragraphs.flatMap((types) => linesOf(types, setting)).map(({ pieces }) => pieces)
  })
  const lines = Math.max(1, ...columns.map(({ length }) => length))
  return Array.from({ length: lines }, (_, at) => ({
    height: pitch + (at === 0 ? inset : 0) + (at === lines - 1 ? inset : 0),
    pieces: columns.flatMap((column) => column[at] ?? []).map((piece) => lowered(piece, at === 0 ? inset : 0)),
    withNext: at < lines - 1 && (lines <= shortRow || at === 0 || at === lines - 2),
    beginsRow: at === 0,
  }))
}

function lowered (piece: Piece, by: number): Piece {
  return { ...piece, y: piece.y + by }
}
