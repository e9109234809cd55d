import { type Box, coloursOf, cropped, type GreyImage, isAround, scaled, withoutColours } from './grey-image.ts'
import { type InkMap, inkMapOf, withoutShadows } from './ink-map.ts'
import { type InkPart, inkPartsOf } from './ink-parts.ts'
import type { Raster } from './raster.ts'
import type { Recogniser } from './recogniser.ts'
import { squeezed } from './squeeze.ts'
import { isStar } from './star-shape.ts'
import { type InkLine, inkLinesOf, largestPart } from './text-lines.ts'
import { withoutRings } from './without-rings.ts'

// Stands for a character that is there and was not read.
const unread = '〓'

/** A line in the head of a page, as it was recognised. */
export type HeadLine = Readonly<{ text: string, confidence: number, box: Box }>

/** `isCovered` when the ring of a stamp lies over characters and keeps them from being read. */
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
// In points.
const smallestStar = 5
const largestStar = 40
// A star is lower than the characters beside it; two of them stand before it, and not many after.
const characterPerStar = 1.35
const charactersBefore = 2.6
const charactersAfter = 8
// Text recognition was taught on lines of about this height, in pixels; others are tried for what it does not read.
const heights = [40, 32, 56]
const sure = 70
const legible = 50

/**
 * Reads the head of a straightened page line by line, enlarged: black type without the stamps over it, and coloured type by
 * itself. Where something large covers the black, it is read once more without rings, and once its deepest black alone.
 * Stars are told by their shape.
 */
export async function readHead (page: Raster, recogniser: Recogniser): Promise<HeadRead> {
  const rows = Math.min(page.height, Math.ceil(page.width * headHeight))
  const head = { width: page.width, height: rows, rgba: page.rgba.subarray(0, page.width * rows * 4) }
  const point = Math.max(1, Math.max(page.width, page.height) / longSide)
  const lines: HeadLine[] = []
  const read = async (sheet: GreyImage, contrast: number): Promise<Inked> => {
    const inked = inkedOf(sheet, contrast, point)
    const clean = withoutShadows(sheet, contrast / 2)
    const stars = inked.parts.filter((part) => part.width > smallestStar * point && part.width < largestStar * point && isStar(inked.map, part))
    const found = inkLinesOf(inked.parts, point)
      .filter(({ width, parts }) => width < longestLine * page.width || stars.some((star) => parts.includes(star))).slice(0, mostLines)
    for (const line of [...found, ...linesAround(stars, found)]) {
      const own = stars.filter((star) => line.parts.includes(star) && star.height > line.height / 3)
      lines.push(await readLine(clean, line, own, recogniser))
    }
    return inked
  }
  const black = withoutColours(head)
  const { map, parts } = await read(black, blackInk)
  const large = parts.filter((part) => isLarge(part, point))
  const ringless = large.length === 0 ? undefined : withoutRings(black, map, large)
  if (ringless !== undefined) await read(ringless, blackInk)
  if (large.length > 0) await read(ringless ?? black, deepestInk)
  const colours = coloursOf(head)
  if (colours !== undefined) await read(colours, blackInk)
  const isCovered = ringless !== undefined && lines.some(({ confidence, box }) =>
    confidence < legible && large.some((part) => isAround(part, box)))
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

/** The lines of those stars that stand in none, because something else holds it together with other lines. */
function linesAround (stars: readonly InkPart[], lines: readonly InkLine[]): InkLine[] {
  return stars.filter((star) => !lines.some(({ parts, height }) => parts.includes(star) && height < star.height * 2)).map((star) => {
    const size = star.height * characterPerStar
    return {
      left: star.left - charactersBefore * size, top: star.top - (size - star.height) / 2 - size / 10,
      width: star.width + (charactersBefore + charactersAfter) * size, height: size * 1.2, parts: [star],
    }
  })
}

/** Reads a line: what stands before, between and after its stars each by itself. */
async function readLine (sheet: GreyImage, line: InkLine, stars: readonly Box[], recogniser: Recogniser): Promise<HeadLine> {
  const texts: string[] = []
  const confidences: number[] = []
  let left = line.left
  for (const star of [...stars.toSorted((one, other) => one.left - other.left), undefined]) {
    const width = (star?.left ?? line.left + line.width) - left
    if (width > line.height / 4) {
      const read = await readStretch(sheet, { ...line, left, width }, recogniser)
      texts.push(read.text)
      confidences.push(read.confidence)
    }
    if (star !== undefined) {
      texts.push('★')
      left = star.left + star.width
    }
  }
  return { text: texts.join(''), confidence: Math.min(...confidences, 99), box: line }
}

type Stretch = Readonly<{ text: string, confidence: number }>

async function readStretch (sheet: GreyImage, { left, top, width, height }: Box, recogniser: Recogniser): Promise<Stretch> {
  const stretch = squeezed(cropped(sheet, { left, top, width, height }))
  let best: Stretch = { text: unread.repeat(Math.max(1, Math.round(width / height))), confidence: 0 }
  for (const pixels of heights) {
    const lines = await recogniser.read(scaled(stretch, pixels / height), 'line')
    const confidence = Math.min(...lines.map((read) => read.confidence))
    const text = lines.map((read) => read.text).join(' ')
    if (text !== '' && confidence > best.confidence) best = { text, confidence }
    if (best.confidence >= sure) break
  }
  return best
}

/** Without what was read the same way in the same place. */
function withoutRepeats (lines: readonly HeadLine[]): HeadLine[] {
  return lines.filter((line, at) => line.text !== '' && !lines.slice(0, at).some((other) =>
    isAround(other.box, line.box) && other.text.replaceAll(' ', '') === line.text.replaceAll(' ', '')))
}
