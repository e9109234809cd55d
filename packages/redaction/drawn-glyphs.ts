import type { Glyph, Point } from './glyph.ts'
import { type Cursor, type Matrix, type PenFont, turn } from './text-cursor.ts'

/** A character as it is handed to the drawing; its width and its vertical metrics count in thousandths of an em. */
export type Shown = Readonly<{ unicode: string, width: number, isSpace: boolean, vmetric?: ArrayLike<number> }>

/** How far above and below its base line a cell reaches, in ems: more than the letters of any common font do. */
const reach = { above: 0.95, below: 0.25 }

/** The characters of one operator that shows text, each with its cell; the cursor ends behind the last. */
export function drawnGlyphs (cursor: Cursor, shown: readonly (Shown | number)[]): Glyph[] {
  const { font, size, direction, stretch } = cursor
  const unit = size * (font.fontMatrix?.[0] ?? 0.001)
  const origin = turn(turn(turn(cursor.page, cursor.line), [1, 0, 0, 1, cursor.x, cursor.y + cursor.rise]), [
    stretch * direction, 0, 0, direction, 0, 0,
  ])
  const glyphs: Glyph[] = []
  const course = font.vertical ? -1 : 1
  let pen = 0
  for (const one of shown) {
    if (typeof one === 'number') {
      pen -= course * one * size / 1000
      continue
    }
    const cell = font.vertical ? downwards(one, pen, unit) : forwards(one, { pen, unit, band: bandOf(font, size) })
    glyphs.push({ ...placed(one.unicode, origin, { ...cell, size }), inkless: cursor.inkless })
    pen = cell.ends + course * direction * (one.isSpace ? cursor.wordSpacing + cursor.spacing : cursor.spacing)
  }
  if (font.vertical) cursor.y -= pen
  else cursor.x += pen * stretch * direction
  return glyphs
}

type Reach = readonly [low: number, high: number]
/** The rectangle that a character is drawn in, where the pen stands before and after, and how far along its line it ends. */
type Cell = Readonly<{ wide: Reach, high: Reach, start: Point, end: Point, ends: number }>

function forwards (
  { width, unicode }: Shown, { pen, unit, band }: { pen: number, unit: number, band: Reach },
): Cell {
  const ends = pen + width * unit
  // A font that gives its letters no width still draws them; an accent and a joiner stand over what is beside them.
  const drawn = width > 0 || /^[\p{M}\p{Cf}]*$/u.test(unicode) ? width : 1000
  return { wide: [pen, pen + drawn * unit], high: band, start: { x: pen, y: 0 }, end: { x: ends, y: 0 }, ends }
}

/** A character of a vertical line hangs below the pen, its middle on the line. */
function downwards ({ vmetric, width }: Shown, pen: number, unit: number): Cell {
  const [advance = -1000, middle = width / 2] = Array.from(vmetric ?? [])
  const ends = pen - advance * unit
  const [start, end] = [{ x: 0, y: -pen }, { x: 0, y: -ends }]
  return { wide: [-middle * unit, (width - middle) * unit], high: [-ends, -pen], start, end, ends }
}

function bandOf (font: PenFont, size: number): Reach {
  const [, low = 0, , high = 0] = Array.from(font.bbox ?? [])
  const scale = size * Math.abs(font.fontMatrix?.[3] ?? 0.001)
  // A font of drawn characters may have units of any size: only its box tells how tall they are.
  return font.isType3Font && high > low ? [low * scale, high * scale] : [-reach.below * size, reach.above * size]
}

function placed (text: string, origin: Matrix, cell: Cell & { size: number }): Glyph {
  const corners = cell.wide.flatMap((x) => cell.high.map((y) => at(origin, { x, y })))
  const [start, end] = [at(origin, cell.start), at(origin, cell.end)]
  const [zero, up] = [at(origin, { x: 0, y: 0 }), at(origin, { x: 0, y: cell.size })]
  const length = Math.hypot(end.x - start.x, end.y - start.y)
  const along = length > 0 ? { x: (end.x - start.x) / length, y: (end.y - start.y) / length } : { x: 1, y: 0 }
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  const box = { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
  return { text, box, em: Math.hypot(up.x - zero.x, up.y - zero.y), along, start, end }
}

function at ([a, b, c, d, e, f]: Matrix, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f }
}
