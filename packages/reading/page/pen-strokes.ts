import type { Box, GreyImage } from './grey-image.ts'
import type { InkMap } from './ink-map.ts'

/** A picture without strokes, and the boxes of what they had crossed. */
export type Uncrossed = Readonly<{ sheet: GreyImage, boxes: readonly Box[] }>

// In points: a stroke is longer than two characters, and what it crosses no higher than a line and the sweep of a pen.
const shortest = 30
const highest = 60
const lowest = 6
// Of its height; a character that is as large has strokes as long.
const narrowest = 1.8
const mostStrokes = 3
// How many pixels of ink make up for one of paper, on the way of a stroke.
const broken = 6
const steepest = 2
// The ground of a plate of colour, for one, is lighter.
const lightest = 160
const paper = 255

/**
 * The picture without the pen strokes and rules that run along a line of characters and hold them together: a mark that was
 * crossed out is one line of ink. Undefined if there are none among the parts of its ink.
 */
export function withoutStrokes (sheet: GreyImage, map: InkMap, parts: readonly Box[], point: number): Uncrossed | undefined {
  const crossed = parts.filter(({ width, height }) =>
    width > Math.max(shortest * point, height * narrowest) && height > lowest * point && height < highest * point)
  const shades = sheet.shades.slice()
  const ink = map.ink.slice()
  const boxes = crossed.filter((box) => {
    let strokes = 0
    while (strokes < mostStrokes && erased({ ...sheet, shades }, { ...map, ink }, box, shortest * point)) strokes += 1
    return strokes > 0
  })
  return boxes.length === 0 ? undefined : { sheet: { ...sheet, shades }, boxes }
}

/** Erases the longest stroke of a box; false if none is long enough. */
function erased (sheet: GreyImage, map: InkMap, box: Box, least: number): boolean {
  const way = longestWay(map, box)
  if (way.length < least || medianOf(way.map(({ column, row }) => sheet.shades[row * sheet.width + column]!)) > lightest) return false
  const runs = way.map(({ column, row }) => runAt(map, column, row))
  const thickness = medianOf(runs.map(({ top, bottom }) => bottom - top))
  runs.forEach(({ top, bottom }, at) => {
    // Where it is thicker, it runs along the stem of a character.
    if (bottom - top > thickness * 1.6 + 1) return
    for (let row = Math.max(0, top - 1); row < Math.min(sheet.height, bottom + 1); row += 1) {
      sheet.shades[row * sheet.width + way[at]!.column] = paper
      map.ink[row * map.width + way[at]!.column] = 0
    }
  })
  return true
}

function medianOf (numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]!
}

type Step = Readonly<{ column: number, row: number }>

const begin = -128

/** The way from the left to the right of a box that stays longest on ink. */
function longestWay ({ width, ink }: InkMap, { left, top, width: columns, height: rows }: Box): Step[] {
  // Column by column: how good the best way to a pixel is, and from how many rows below or above it comes.
  const sums = new Float32Array(columns * rows)
  const from = new Int8Array(columns * rows)
  const best = { at: 0, sum: 0 }
  for (let at = 0; at < sums.length; at += 1) {
    const [column, row] = [Math.floor(at / rows), at % rows]
    const { turn, sum } = column === 0 ? { turn: begin, sum: 0 } : wayTo(sums.subarray((column - 1) * rows, column * rows), row)
    from[at] = turn
    sums[at] = sum + (ink[(top + row) * width + left + column] === 1 ? 1 : -broken)
    if (sums[at]! > best.sum) Object.assign(best, { at, sum: sums[at] })
  }
  const way: Step[] = []
  for (let at = best.at; ; at += from[at]! - rows) {
    way.push({ column: left + Math.floor(at / rows), row: top + at % rows })
    if (from[at] === begin) return way
  }
}

/** The best way to a row from those of the column before it, or a new one. */
function wayTo (before: Float32Array, row: number): { turn: number, sum: number } {
  let [turn, best] = [begin, 0]
  for (let step = Math.max(-steepest, -row); step <= steepest && row + step < before.length; step += 1) {
    const sum = before[row + step]! - Math.abs(step) / 10
    if (sum > best) [turn, best] = [step, sum]
  }
  return { turn, sum: best }
}

/** The ink above and below a place, from `top` to before `bottom`. */
function runAt ({ width, height, ink }: InkMap, column: number, row: number): { top: number, bottom: number } {
  let [top, bottom] = [row, row]
  while (top > 0 && ink[(top - 1) * width + column] === 1) top -= 1
  while (bottom < height && ink[bottom * width + column] === 1) bottom += 1
  return { top, bottom }
}
