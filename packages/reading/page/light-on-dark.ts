import { type Box, cropped, type GreyImage, greyOf } from './grey-image.ts'
import { inkPartsOf } from './ink-parts.ts'
import type { Raster } from './raster.ts'
import { fitted } from './turned-page.ts'

const dark = 128
// In points.
const smallest = { width: 20, height: 8 }
const highest = 80
const solid = 0.5
const small = 600
// Of the pixels of a page: more of it in one piece is paper that was photographed on a dark table.
const sheetOfPaper = 0.1

/**
 * Light characters on dark plates as dark ones on light, and nothing else of the picture; undefined if it has no plates.
 * `point` is the size of a point of type in pixels.
 */
export function platesOf (sheet: GreyImage, point: number): GreyImage | undefined {
  const plates = inkPartsOf({ ...sheet, ink: sheet.shades.map((shade) => shade < dark ? 1 : 0) }).filter(({ width, height, pixels }) =>
    width > smallest.width * point && height > smallest.height * point && height < highest * point && pixels > width * height * solid)
  if (plates.length === 0) return undefined
  const shades = new Uint8Array(sheet.shades.length).fill(255)
  for (const plate of plates) turnAround(sheet, shades, plate)
  return { ...sheet, shades }
}

function turnAround (sheet: GreyImage, shades: Uint8Array, plate: Box): void {
  const sorted = cropped(sheet, plate).shades.toSorted()
  const ground = 255 - sorted[Math.floor(sorted.length / 3)]!
  for (let row = plate.top; row < plate.top + plate.height; row += 1) {
    for (let at = row * sheet.width + plate.left; at < row * sheet.width + plate.left + plate.width; at += 1) {
      shades[at] = Math.min(255, (255 - sheet.shades[at]!) * 255 / ground)
    }
  }
}

/** A page of light characters on a dark ground with its shades turned around, without colours; any other page as it is. */
export function onLightPaper (page: Raster): Raster {
  const { width, height, shades } = greyOf(fitted(page, small))
  const ink = shades.map((shade) => shade < dark ? 0 : 1)
  const light = ink.reduce((sum, one) => sum + one, 0)
  if (light > shades.length / 2) return page
  const largest = Math.max(0, ...inkPartsOf({ width, height, ink }).map(({ pixels }) => pixels))
  if (largest > shades.length * sheetOfPaper) return page
  const rgba = new Uint8ClampedArray(page.rgba.length).fill(255)
  greyOf(page).shades.forEach((shade, at) => rgba.fill(255 - shade, at * 4, at * 4 + 3))
  return { ...page, rgba }
}
