import { brightness } from '@lightwell/reading/page/raster'
import type { Box } from './glyph.ts'
import { dotsOf, type Sheet, wholeOf } from './sheet.ts'
import type { Neighbours } from './word-boxes.ts'

/** An area lower than this share of its page is one line of writing. */
const oneLine = 0.05
/** A line's box is as wide as the next multiple of so many of its heights. */
const step = 4
/** How much darker than the paper beside the area a dot of blank paper may be, of 255. */
const grain = 60

/**
 * Widens an area over one line of a picture to the right, so that a box drawn tightly around a name does not tell how
 * long it is: over blank paper until the first ink, or with `cover` over whatever stands there.
 */
export function widenOverPaper (sheet: Sheet, area: Box, neighbours: Neighbours): Box {
  const whole = wholeOf(sheet.raster, sheet.dpi)
  const height = area.bottom - area.top
  if (height > oneLine * whole.bottom) return area
  const rounded = area.left + Math.ceil((area.right - area.left) / (step * height) - 0.05) * step * height
  const right = Math.min(whole.right, rounded)
  return { ...area, right: neighbours === 'cover' ? right : Math.max(area.right, blankUntil(sheet, area, right)) }
}

/** How far to the right of an area the paper is blank, looking until `limit`. */
function blankUntil ({ raster, dpi }: Sheet, area: Box, limit: number): number {
  const { left, top, right, bottom } = dotsOf({ ...area, left: area.right, right: limit }, raster, dpi)
  const tone = (x: number, y: number): number => brightness(raster.rgba, (y * raster.width + x) * 4)
  let paper = 0
  for (let y = top; y < bottom && left < right; y += 1) paper = Math.max(paper, tone(left, y))
  for (let x = left; x < right; x += 1) {
    for (let y = top; y < bottom; y += 1) {
      // A few dots stay free, so that the box does not touch what follows.
      if (paper - tone(x, y) > grain) return Math.max(left, x - 3) * 72 / dpi
    }
  }
  return limit
}
