import { cropped, type GreyImage, greyOf, scaled } from './grey-image.ts'
import { inkPartsOf } from './ink-parts.ts'
import { laidLevel } from './laid-level.ts'
import { grown, type PaleLayer, paleLayerOf } from './pale-layer.ts'
import type { Raster } from './raster.ts'
import type { HeadLine } from './read-line.ts'
import type { Recogniser } from './recogniser.ts'
import { squeezed } from './squeeze.ts'
import { type InkLine, isNear, joined } from './text-lines.ts'
import { fitted } from './turned-page.ts'

/** `isUnclear` when pale letters were seen that come near a mark and were not read. */
export type WatermarkRead = Readonly<{ lines: readonly HeadLine[], isUnclear: boolean }>

// A4 in points.
const longSide = 842
const smallSide = 1200
// In points.
const part = { least: 18, most: 420 }
const between = 20
const words = { longest: 60, shortest: 30 }
// Of its box: a plate or a shade is fuller than any letter.
const fullest = 0.9
const mostWords = 3
const edge = 2
// In pixels: those of lines that text recognition was taught on.
const usualHeight = 40
const heights = [usualHeight, 28, 56]
const mark = /[绝机秘]密/u
// After it stands what text recognition made of a star, and maybe of a period.
const bareMark = /^\P{Script=Han}*(?<level>[绝机秘]密).?(?:\d.*)?(?<![年月日])$/u
// Two characters, of which one was read and which are no other word (机要, 保密).
const nearlyMark = /^\P{Script=Han}*(?:[绝机秘](?![要关构器场会])\p{Script=Han}|(?![保涉加解泄])\p{Script=Han}[密宓窗])(?:[女妇广太六文]|\P{Script=Han}|$)/u

/**
 * Reads the words of marks among the large pale letters of a page, which may run aslant under its text; of other words it
 * tells nothing. The text of each ends its line, since it stands on none of the page.
 */
export async function readWatermark (page: Raster, recogniser: Recogniser): Promise<WatermarkRead> {
  const small = greyOf(fitted(page, smallSide))
  const point = Math.max(1, Math.max(small.width, small.height) / longSide)
  const times = page.width / small.width
  const layer = paleLayerOf(small, point)
  const lines: HeadLine[] = []
  let isUnclear = false
  for (const line of largestWords(layer, point)) {
    const { left, top, width, height } = line
    const read = await readWords(alone(layer, line), recogniser)
    isUnclear ||= read === 'unclear'
    if (typeof read === 'object') lines.push({ ...read, box: { left: left * times, top: top * times, width: width * times, height: height * times } })
  }
  return { lines, isUnclear: isUnclear && lines.length === 0 }
}

/** What stands close together in large letters, most ink first. */
function largestWords ({ map }: PaleLayer, point: number): InkLine[] {
  const letters = inkPartsOf(map).filter(({ width, height, pixels }) => {
    const size = Math.max(width, height)
    return size > part.least * point && size < part.most * point && pixels < width * height * fullest
  })
  const inkOf = ({ parts }: InkLine): number => parts.reduce((sum, { pixels }) => sum + pixels, 0)
  return joined(letters.map((letter) => ({ ...letter, parts: [letter] })), isNear(between * point))
    .filter(({ width, height }) => Math.max(width, height) > words.longest * point && Math.min(width, height) > words.shortest * point)
    .toSorted((one, other) => inkOf(other) - inkOf(one)).slice(0, mostWords)
}

/** Those words and nothing else of the layer. */
function alone ({ map, sheet }: PaleLayer, line: InkLine): GreyImage {
  const ink = new Uint8Array(map.ink.length)
  for (const { left, top, width, height } of line.parts) {
    for (let row = top; row < top + height; row += 1) {
      const from = row * map.width + left
      ink.set(map.ink.subarray(from, from + width), from)
    }
  }
  const own = grown({ ...map, ink }, edge)
  return cropped({ ...sheet, shades: sheet.shades.map((shade, at) => own.ink[at] === 1 ? shade : 255) }, line)
}

type Words = Readonly<{ text: string, confidence: number }>

async function readWords (picture: GreyImage, recogniser: Recogniser): Promise<Words | 'unclear' | undefined> {
  const level = laidLevel(picture)
  if (level === undefined) return undefined
  const upsideDown = { ...level, shades: level.shades.toReversed() }
  let isClose = false
  for (const [sheet, height] of [...heights.map((each) => [level, each] as const), [upsideDown, usualHeight] as const]) {
    const read = await recogniser.read(scaled(squeezed(sheet), height / sheet.height), 'line')
    const text = read.map((line) => line.text).join('').replaceAll(' ', '')
    if (mark.test(text)) return { text: `${bareMark.exec(text)?.groups?.['level'] ?? text}\n`, confidence: Math.min(...read.map(({ confidence }) => confidence)) }
    isClose ||= nearlyMark.test(text)
  }
  return isClose ? 'unclear' : undefined
}
