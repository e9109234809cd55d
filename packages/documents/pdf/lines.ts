import { type Run, textOf, type Words } from '../paper.ts'
import { breakLines, mayBreak } from './break-lines.ts'
import { grid, sheet, sizes } from './sheet.ts'
import type { Piece, Strip } from './strip.ts'
import { type Style, type Type, typeset } from './type.ts'
import { visualOrder } from './visual-order.ts'

/** How lines stand: their place and width, the indent of the first, their distance, and what they are part of. */
export type Setting = Readonly<{
  part: number, left?: number, width?: number, indent?: number, pitch?: number, align?: 'left' | 'centre' | 'right', red?: boolean
}>

const narrowing = grid.character - sizes.body
export const body: Style = { face: 'regular', size: sizes.body, tracking: narrowing }
export const strong: Style = { ...body, face: 'bold' }
export const titled: Style = { face: 'bold', size: sizes.title, tracking: 0 }
export const small: Style = { face: 'regular', size: sizes.table, tracking: 0 }
export const smallStrong: Style = { ...small, face: 'bold' }

/** The characters of a line of words; a hash is set smaller, so that it stands on one line. */
export function typesetWords (words: Words, style: Style): Type[] {
  return words.flatMap((run: Run) => typeset(textOf(run), isCode(run) ? { ...style, size: sizes.code, tracking: 0 } : style))
}

function isCode (run: Run): boolean {
  return typeof run !== 'string' && run.kind === 'code'
}

/** Characters as the lines of a paragraph. Neither its first nor its last line stands alone on a page. */
export function linesOf (types: readonly Type[], setting: Setting): Strip[] {
  const { width = sheet.typeWidth, indent = 0, pitch = grid.line } = setting
  const lines = breakLines(types, (line) => width - (line === 0 ? indent : 0))
  return lines.map((line, at) => ({
    height: pitch,
    pieces: place(line, { ...setting, width, pitch, indent: at === 0 ? indent : 0, isLast: at === lines.length - 1 }),
    withNext: lines.length > 1 && (at === 0 || at === lines.length - 2),
  }))
}

type Place = Setting & { width: number, pitch: number, indent: number, isLast: boolean }

function place (line: readonly Type[], { part, left = 0, width, indent, pitch, align = 'left', red, isLast }: Place): Piece[] {
  const size = line[0]?.size ?? sizes.body
  const free = width - indent - widthOf(line)
  const shift = { left: indent, centre: free / 2, right: free }[align]
  const tracking = isLast || align !== 'left' ? 0 : stretch(line, free)
  return visualOrder(line, tracking).map((chunk) => ({
    types: chunk.types, x: left + shift + chunk.shift, y: baseline(pitch, size), part, tracking, red,
  }))
}

/** How wide characters are set, without the blanks at their end. */
export function widthOf (types: readonly Type[]): number {
  const end = types.findLastIndex(({ text }) => text !== ' ') + 1
  return types.slice(0, end).reduce((sum, { width }) => sum + width, 0)
}

/** Where a line of this distance has its baseline: the square of a Chinese character stands in its middle. */
export function baseline (pitch: number, size: number): number {
  return (pitch - size) / 2 + 0.88 * size
}

// A gap of a tenth of a character reads as a blank, to the eye and to software.
const mostStretch = 0.09

/** What is added after each character so that a line of Chinese reaches the right margin; nothing if that were too much. */
function stretch (line: readonly Type[], free: number): number {
  const each = free / Math.max(1, line.length - 1)
  const breakable = line.filter(({ text }, at) => at > 0 && mayBreak(line[at - 1]!.text, text)).length
  return free > 0 && each <= mostStretch * sizes.body && breakable > line.length / 2 ? each : 0
}
