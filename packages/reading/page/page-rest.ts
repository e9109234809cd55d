import { type Box, type GreyImage, greyOf, isAround, scaled } from './grey-image.ts'
import { inkMapOf } from './ink-map.ts'
import { inkPartsOf } from './ink-parts.ts'
import { platesOf } from './light-on-dark.ts'
import type { Raster } from './raster.ts'
import { type HeadLine, readLine } from './read-line.ts'
import type { Recogniser } from './recogniser.ts'
import { linesAround, starsAmong } from './star-lines.ts'
import { type InkLine, inkLinesOf } from './text-lines.ts'
import { fitted } from './turned-page.ts'

// A4 in points.
const longSide = 842
// Lines are found on a picture of this size as well as on a larger one.
const smallSide = 1200
// Of the width of the page.
const longestLine = 0.6
const mostStarred = 12
const mostOthers = 3
// Ink that is printed faintly, or was stamped long ago.
const faintInk = 0.1
const legible = 50

type Known = Readonly<{ text: string, confidence: number, box: Box }>

/**
 * Reads line by line what of a straightened page was not read with it: lines with a star, which text recognition takes for
 * another character, short lines that it passed over, the highest and the lowest, and light type on dark plates. `known` is
 * what was read of it.
 */
export async function readRest (
  page: Raster, sheet: GreyImage, known: readonly Known[], recogniser: Recogniser,
): Promise<HeadLine[]> {
  const small = greyOf(fitted(page, smallSide))
  const times = page.width / small.width
  const point = Math.max(1, Math.max(small.width, small.height) / longSide)
  const read: HeadLine[] = []
  const readAll = async (on: GreyImage, { lines, starsOf }: Found, once = false): Promise<void> => {
    for (const line of lines) {
      const stars = starsOf(line).map((star) => enlarged(star, times))
      read.push(await readLine(on, { line: enlarged(line, times), stars, once }, recogniser))
    }
  }
  const isIn = (boxes: readonly Known[]) => (line: Box): boolean => boxes.some(({ box }) => isAround(box, enlarged(line, times)))
  const isTold = isIn(known.filter(({ text }) => text.includes('★')))
  const isLegible = isIn(known.filter(({ confidence }) => confidence >= legible))
  const { lines, starsOf } = linesOf(small, point, faintInk)
  const starred = lines.filter((line) => starsOf(line).length > 0 && !isTold(line)).slice(0, mostStarred)
  await readAll(sheet, { lines: starred, starsOf })
  const others = lines.filter((line) => line.width < longestLine * small.width && starsOf(line).length === 0 && !isLegible(line))
  await readAll(sheet, { lines: [...new Set([...others.slice(0, mostOthers), ...others.slice(-mostOthers)])], starsOf }, true)
  const plates = platesOf(small, point)
  if (plates !== undefined) await readAll(scaled(plates, times), linesOf(plates, point))
  return read
}

type Found = Readonly<{ lines: readonly InkLine[], starsOf: (line: InkLine) => InkLine['parts'] }>

function linesOf (sheet: GreyImage, point: number, contrast?: number): Found {
  const map = inkMapOf(sheet, Math.round(point * 15), contrast)
  const parts = inkPartsOf(map)
  const stars = starsAmong(parts, map, point)
  const lines = inkLinesOf(parts, point)
  return {
    lines: [...lines, ...linesAround(stars, lines)],
    starsOf: (line) => stars.filter((star) => line.parts.includes(star) && star.height > line.height / 3),
  }
}

function enlarged ({ left, top, width, height }: Box, times: number): Box {
  return { left: left * times, top: top * times, width: width * times, height: height * times }
}
