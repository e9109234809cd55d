import { type Box, coloursOf, type GreyImage, isAround, withoutColours } from './grey-image.ts'
import { type InkMap, inkMapOf, withoutShadows } from './ink-map.ts'
import { type InkPart, inkPartsOf } from './ink-parts.ts'
import { withoutStrokes } from './pen-strokes.ts'
import type { Raster } from './raster.ts'
import { type HeadLine, readLine } from './read-line.ts'
import type { Recogniser } from './recogniser.ts'
import { linesAround, starsAmong } from './star-lines.ts'
import { inkLinesOf, largestPart } from './text-lines.ts'
import { withoutRings } from './without-rings.ts'

/** `isCovered` when the ring of a stamp, or a stroke of a pen, lies over characters and keeps them from being read. */
export type HeadRead = Readonly<{ lines: readonly HeadLine[], isCovered: boolean }>

// A4 in points, by which the sizes of what stands on a page are known; a small picture is a part of a page.
const longSide = 842
// Of the width of the page: on A4 it reaches below the name of the body that issued the paper.
const headHeight = 0.4
// Of the width of the page: a longer line is one of the text, or a title, and is read with the page.
const longestLine = 0.6
const mostLines = 12
const blackInk = 0.2
const deepestInk = 0.6
const legible = 50

/**
 * Reads the head of a straightened page line by line, enlarged: black type without the stamps over it, and coloured type by
 * itself. Where something large covers the black, it is read once more without rings, and once its deepest black alone; what
 * a pen crossed is read once more without its strokes. Stars are told by their shape.
 */
export async function readHead (page: Raster, recogniser: Recogniser): Promise<HeadRead> {
  const rows = Math.min(page.height, Math.ceil(page.width * headHeight))
  const head = { width: page.width, height: rows, rgba: page.rgba.subarray(0, page.width * rows * 4) }
  const point = Math.max(1, Math.max(page.width, page.height) / longSide)
  const lines: HeadLine[] = []
  const read = async (sheet: GreyImage, contrast: number, isMeant: (line: Box) => boolean = () => true): Promise<Inked> => {
    const inked = inkedOf(sheet, contrast, point)
    const clean = withoutShadows(sheet, contrast / 2)
    const stars = starsAmong(inked.parts, inked.map, point)
    const found = inkLinesOf(inked.parts, point)
      .filter(({ width, parts }) => width < longestLine * page.width || stars.some((star) => parts.includes(star)))
      .filter(isMeant).slice(0, mostLines)
    for (const line of [...found, ...linesAround(stars, found).filter(isMeant)]) {
      const own = stars.filter((star) => line.parts.includes(star) && star.height > line.height / 3)
      lines.push(await readLine(clean, { line, stars: own }, recogniser))
    }
    return inked
  }
  const black = withoutColours(head)
  const { map, parts } = await read(black, blackInk)
  const large = parts.filter((part) => isLarge(part, point))
  const ringless = large.length === 0 ? undefined : withoutRings(black, map, large)
  if (ringless !== undefined) await read(ringless, blackInk)
  if (large.length > 0) await read(ringless ?? black, deepestInk)
  const uncrossed = withoutStrokes(black, map, parts.filter((part) => !isRead(part, lines)), point)
  const others = lines.length
  if (uncrossed !== undefined) await read(uncrossed.sheet, blackInk, (line) => uncrossed.boxes.some((box) => isAround(box, line)))
  const crossed = lines.slice(others)
  const colours = coloursOf(head)
  if (colours !== undefined) await read(colours, blackInk)
  const isUnder = ({ confidence, box }: HeadLine): boolean => confidence < legible && large.some((part) => isAround(part, box))
  const isCovered = (ringless !== undefined && lines.some(isUnder)) || crossed.some(({ confidence }) => confidence < legible)
  return { lines: withoutRepeats(lines), isCovered }
}

type Inked = Readonly<{ map: InkMap, parts: readonly InkPart[] }>

function inkedOf (sheet: GreyImage, contrast: number, point: number): Inked {
  const map = inkMapOf(sheet, Math.round(point * 15), contrast)
  return { map, parts: inkPartsOf(map) }
}

function isLarge ({ width, height }: InkPart, point: number): boolean {
  return Math.min(width, height) > largestPart * point / 2 && Math.max(width, height) > largestPart * point
}

/** Whether a line was read in the same place. */
function isRead (box: Box, lines: readonly HeadLine[]): boolean {
  return lines.some((line) => line.confidence >= legible && isAround(box, line.box) && isAround(line.box, box))
}

/** Without what was read the same way in the same place. */
function withoutRepeats (lines: readonly HeadLine[]): HeadLine[] {
  return lines.filter((line, at) => line.text !== '' && !lines.slice(0, at).some((other) =>
    isAround(other.box, line.box) && other.text.replaceAll(' ', '') === line.text.replaceAll(' ', '')))
}
