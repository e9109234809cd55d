import { characterCells } from './character-cells.ts'
import { type Box, cropped, type GreyImage, greyOf, isAround } from './grey-image.ts'
import { type InkMap, inkMapOf, withoutShadows } from './ink-map.ts'
import { inkPartsOf } from './ink-parts.ts'
import { onLightPaper } from './light-on-dark.ts'
import { readHead } from './page-head.ts'
import { readRest } from './page-rest.ts'
import { readWatermark } from './page-watermark.ts'
import type { Raster } from './raster.ts'
import type { HeadLine } from './read-line.ts'
import type { Area } from '../reading.ts'
import type { Language, ReadLine, Recogniser } from './recogniser.ts'
import { slopeOf } from './slope.ts'
import { areaBefore, fitted, turned } from './turned-page.ts'

/** A line of a page, and where it stands on the page as it came; `cells` as those of a piece. */
export type PageLine = Readonly<{ text: string, confidence: number, area: Area, cells: readonly Area[] }>

/**
 * The marks of watermarks come first, then the lines of the head. `confidence` is the mean of all characters of the page;
 * `isCovered` when a stamp keeps something in its head from being read, or a watermark that may be a mark was not.
 */
export type ReadPage = Readonly<{ lines: readonly PageLine[], confidence: number, isCovered: boolean }>

type Recognisers = (language: Language) => Promise<Recogniser>
type Straight = Readonly<{ page: Raster, degrees: number }>

/** The longer side of A4 at 200 dots to the inch: on it characters are as large as text recognition likes them. */
export const longSide = 2400
// What is told of a page without reading it needs no more.
const shortSide = 1200
// A picture that has no columns, in which text recognition would look for some.
const smallSide = 800
// What is read worse than this may lie on its side or upside down.
const upright = 70
const clearly = 10
// Chinese that is written from above to below makes no sense when it is turned.
const likely = 50
const slightly = 5
// Of the height of a page: so much of it tells how it lies.
const sample = 0.25

/** Reads a page however it lies; undefined when nothing stands on it. */
export async function readPage (raster: Raster, recognisers: Recognisers): Promise<ReadPage | undefined> {
  const page = onLightPaper(fitted(raster, longSide))
  const map = inkOf(page)
  if (isBlank(map)) return undefined
  const chinese = await recognisers('chi_sim')
  const layout = Math.max(page.width, page.height) < smallSide ? 'sparse' : 'page'
  let straight = straightened(page, 0, map)
  let body: readonly ReadLine[] = await chinese.read(sheetOf(straight.page), layout)
  const lies = runsDown(body)
  if (lies || confidenceOf(body) < upright) {
    const other = await bestTurn(page, chinese)
    if (other.confidence > (lies ? likely : confidenceOf(body) + clearly)) {
      straight = other.straight
      body = await chinese.read(sheetOf(straight.page), layout)
    }
  }
  if (isEnglish(body)) body = better(await (await recognisers('eng')).read(sheetOf(straight.page), layout), body)
  const head = await readHead(straight.page, chinese)
  const rest = await readRest(straight.page, sheetOf(straight.page), [...head.lines, ...body], chinese)
  const watermark = await readWatermark(straight.page, chinese)
  const lines = [...watermark.lines, ...head.lines, ...body.filter((line) => !head.lines.some((known) => isTold(line, known))), ...rest]
  return {
    lines: lines.map((line) => ({
      text: line.text, confidence: line.confidence, area: areaBefore(line.box, page, straight.degrees),
      cells: characterCells(line, page, straight.degrees),
    })),
    confidence: confidenceOf(body),
    isCovered: head.isCovered || watermark.isUnclear,
  }
}

function inkOf (page: Raster): InkMap {
  const small = fitted(page, shortSide)
  return inkMapOf(greyOf(small), Math.round(shortSide / 50))
}

/** Whether no ink is larger than dust. */
function isBlank (map: InkMap): boolean {
  const point = Math.max(map.width, map.height) / 842
  return !inkPartsOf(map).some(({ width, height, pixels }) => Math.max(width, height) > 2 * point && pixels > point * point)
}

function straightened (page: Raster, quarter: number, map = inkOf(turned(page, quarter))): Straight {
  const degrees = quarter - slopeOf(map)
  return { page: turned(page, degrees), degrees }
}

function sheetOf (page: Raster): GreyImage {
  return withoutShadows(greyOf(page), 0.1)
}

/** Whether a line of the page was read in its head too, and no worse. */
function isTold (line: ReadLine, known: HeadLine): boolean {
  const isInside = isAround(known.box, line.box) && known.box.width > line.box.width * 0.7
  return isInside && (known.confidence + slightly > line.confidence || known.text.replaceAll(' ', '') === line.text.replaceAll(' ', ''))
}

/** Whether most lines of a page run from above to below, as text recognition reads them on a page that lies on its side. */
function runsDown (lines: readonly ReadLine[]): boolean {
  const long = lines.filter(({ symbols }) => symbols.length >= 4)
  return long.filter(({ box }) => box.height > box.width).length > long.length / 2
}

/** How the page lies if not as it came, told by its densest stretch. */
async function bestTurn (page: Raster, recogniser: Recogniser): Promise<{ straight: Straight, confidence: number }> {
  const turns: { straight: Straight, confidence: number }[] = []
  for (const quarter of [180, 90, 270]) {
    const straight = straightened(page, quarter)
    const lines = await recogniser.read(densestOf(sheetOf(straight.page)), 'block')
    turns.push({ straight, confidence: confidenceOf(lines) })
  }
  return turns.reduce((best, turn) => turn.confidence > best.confidence ? turn : best)
}

function densestOf (sheet: GreyImage): GreyImage {
  const height = Math.ceil(sheet.height * sample)
  const darkness = (box: Box): number => cropped(sheet, box).shades.reduce((sum, shade) => sum + 255 - shade, 0)
  const stretches = Array.from({ length: Math.floor(1 / sample) }, (_, at) => ({ left: 0, top: at * height, width: sheet.width, height }))
  return cropped(sheet, stretches.toSorted((one, other) => darkness(other) - darkness(one))[0]!)
}

function confidenceOf (lines: readonly ReadLine[]): number {
  const symbols = lines.flatMap((line) => line.symbols)
  return symbols.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, symbols.length)
}

function better (one: readonly ReadLine[], other: readonly ReadLine[]): readonly ReadLine[] {
  return confidenceOf(one) > confidenceOf(other) ? one : other
}

function isEnglish (lines: readonly ReadLine[]): boolean {
  const text = lines.map((line) => line.text).join('')
  return (text.match(/[A-Za-z]/g)?.length ?? 0) > (text.match(/\p{L}/gu)?.length ?? 0) * 0.6
}
