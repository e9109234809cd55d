import { type Box, cropped, type GreyImage, scaled } from './grey-image.ts'
import { withoutShadows } from './ink-map.ts'
import type { Recogniser } from './recogniser.ts'
import { squeezed } from './squeeze.ts'

// Stands for a character that is there and was not read.
const unread = '〓'

/** A line that was read by itself. */
export type HeadLine = Readonly<{ text: string, confidence: number, box: Box }>

export type LineToRead = Readonly<{ line: Box, stars?: readonly Box[], once?: boolean }>

// Text recognition was taught on lines of about this height, in pixels; others are tried for what it does not read.
const heights = [40, 32, 56]
const sure = 70
// Of 255: a line without anything darker is printed faintly.
const faint = 100

/** Reads a line: what stands before, between and after its stars each by itself. `once` tries only one height. */
export async function readLine (
  sheet: GreyImage, { line, stars = [], once = false }: LineToRead, recogniser: Recogniser,
): Promise<HeadLine> {
  const texts: string[] = []
  const confidences: number[] = []
  let left = line.left
  for (const star of [...stars.toSorted((one, other) => one.left - other.left), undefined]) {
    const width = (star?.left ?? line.left + line.width) - left
    if (width > line.height / 4) {
      const read = await readStretch(sheet, { ...line, left, width }, once ? heights.slice(0, 1) : heights, recogniser)
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

async function readStretch (
  sheet: GreyImage, { left, top, width, height }: Box, tried: readonly number[], recogniser: Recogniser,
): Promise<Stretch> {
  const stretch = squeezed(blackened(cropped(sheet, { left, top, width, height })))
  let best: Stretch = { text: unread.repeat(Math.max(1, Math.round(width / height))), confidence: 0 }
  for (const pixels of tried) {
    const lines = await recogniser.read(scaled(stretch, pixels / height), 'line')
    const confidence = Math.min(...lines.map((read) => read.confidence))
    const text = lines.map((read) => read.text).join(' ')
    if (text !== '' && confidence > best.confidence) best = { text, confidence }
    if (best.confidence >= sure) break
  }
  return best
}

/** What is printed faintly, as black as all else. */
function blackened (stretch: GreyImage): GreyImage {
  return stretch.shades.some((shade) => shade < faint) ? stretch : withoutShadows(stretch, 0.1)
}
