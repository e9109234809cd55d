import { around, type Box, type Glyph, shareIn } from './glyph.ts'
import { boxOf, courseOf, type Course, type Stretch, stretchOf } from './line-frame.ts'
import { gapBetween } from './page-text.ts'

/** What a box may go over so that the length of the words is not told: the characters behind them, or blank paper alone. */
export type Neighbours = 'cover' | 'keep'

/** A box is as wide as the next multiple of so many ems: names of one to four characters look the same. */
const step = 4
/** What stands so many ems away is another column and no neighbour. */
const apart = 1
/** A character may reach so many ems beyond its cell, and further where the cell is a guess. */
const bleed = 0.06
const guess = 0.5
/** A character of which more than this share is covered is taken as a whole. */
export const touched = 1 / 3

/** A box to burn, and all characters that go with it, as places in the list of glyphs. */
export type WordBox = Readonly<{ box: Box, taken: readonly number[] }>

/**
 * The boxes over characters of a page, one for each line they stand in. A box begins where the words begin and its end is
 * rounded up, so that it tells of their length no more than a class of four; it goes over the running text behind them
 * but never over another column. With `keep` it goes over blank paper alone: where the line runs on, it is as long as
 * the words.
 */
export function wordBoxes (
  glyphs: readonly Glyph[], words: readonly number[], page: Box, neighbours: Neighbours,
): WordBox[] {
  return linesOf(glyphs, words).map((line) => {
    const course = courseOf(glyphs[line[0] as number] as Glyph)
    const em = Math.max(...line.map((at) => (glyphs[at] as Glyph).em))
    const isGuess = line.some((at) => (glyphs[at] as Glyph).inkless)
    const rim = em * (isGuess ? guess : bleed)
    const over = isGuess ? em * guess / 3 : 0
    const own = stretchOf(around(line.map((at) => (glyphs[at] as Glyph).box)), course)
    const rounded = own.from + Math.ceil((own.to - own.from) / (step * em) - 0.05) * step * em
    const limit = Math.min(stretchOf(page, course).to, limitBehind(glyphs, line, { own, course, em, neighbours }))
    const to = Math.max(own.to, Math.min(rounded, limit))
    return taking(glyphs, line, boxOf({ from: own.from - rim, to: to + rim, low: own.low - over, high: own.high + over }, course))
  })
}

/** The characters in the lines they stand in. */
function linesOf (glyphs: readonly Glyph[], words: readonly number[]): number[][] {
  const found: number[][] = []
  for (const at of words.toSorted((one, other) => one - other)) {
    const line = found.at(-1)
    const last = line?.at(-1) ?? -2
    const runsOn = last === at - 1 && gapBetween(glyphs[last] as Glyph, glyphs[at] as Glyph) !== '\n'
    if (line !== undefined && runsOn) line.push(at)
    else found.push([at])
  }
  return found
}

/** How far a box may go behind the words: up to what it must not cover. */
function limitBehind (
  glyphs: readonly Glyph[], line: readonly number[],
  { own, course, em, neighbours }: { own: Stretch, course: Course, em: number, neighbours: Neighbours },
): number {
  const behind = glyphs
    .filter((glyph, at) => !line.includes(at) && glyph.text.trim() !== '')
    .map(({ box }) => stretchOf(box, course))
    .filter(({ from, low, high }) => from > own.to - em / 2 && low < own.high - em / 2 && high > own.low + em / 2)
    .toSorted((one, other) => one.from - other.from)
  let edge = own.to
  for (const { from, to } of behind) {
    if (neighbours === 'keep' || from - edge >= apart * em) return from - 2 * bleed * em
    edge = Math.max(edge, to)
  }
  return Infinity
}

/** Widens a box to whole characters: half of one would be read, and its text must go as its picture does. */
function taking (glyphs: readonly Glyph[], line: readonly number[], box: Box): WordBox {
  const taken = [...glyphs.keys()].filter((at) => line.includes(at) || shareIn((glyphs[at] as Glyph).box, box) > touched)
  const drawn = taken.map((at) => glyphs[at] as Glyph).filter(({ text }) => text.trim() !== '')
  return { box: around([box, ...drawn.map((glyph) => glyph.box)]), taken }
}
