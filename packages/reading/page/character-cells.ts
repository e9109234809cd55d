import type { Box } from './grey-image.ts'
import type { HeadLine } from './read-line.ts'
import type { ReadLine } from './recogniser.ts'
import { areaBefore } from './turned-page.ts'
import type { Raster } from './raster.ts'
import type { Area } from '../reading.ts'

/**
 * Where the characters of a line stand, in parts of its area on the page as it came: one for each UTF-16 unit, a blank where
 * the character behind it does. Of a line whose characters nobody told apart they are reckoned from the widths that they have.
 */
export function characterCells (line: ReadLine | HeadLine, page: Raster, degrees: number): Area[] {
  const whole = areaBefore(line.box, page, degrees)
  const boxes = 'symbols' in line ? boxesOf(line) : reckonedBoxes(line)
  return boxes.map((box) => partOf(whole, areaBefore(box, page, degrees)))
}

function boxesOf ({ text, symbols }: ReadLine): Box[] {
  const boxes: Box[] = []
  for (const symbol of symbols) {
    const units = symbol.text.length + (text[boxes.length] === ' ' && !symbol.text.startsWith(' ') ? 1 : 0)
    boxes.push(...Array<Box>(units).fill(symbol.box))
  }
  return boxes
}

const wideFrom = '\u2e80'

function reckonedBoxes ({ text, box }: HeadLine): Box[] {
  // In halves of a Han character.
  const widths = Array.from({ length: text.length }, (_, at) => text[at]! < wideFrom ? 1 : 2)
  const unit = box.width / widths.reduce((sum: number, width) => sum + width, 0)
  let left = box.left
  return widths.map((width) => {
    const own = { ...box, left, width: width * unit }
    left += own.width
    return own
  })
}

function partOf (whole: Area, { left, top, width, height }: Area): Area {
  return {
    left: (left - whole.left) / whole.width, top: (top - whole.top) / whole.height,
    width: width / whole.width, height: height / whole.height,
  }
}
