import { brightness, type Raster } from '../page/raster.ts'
import type { Area } from '../reading.ts'

const leastContrast = 24

/** Whether anything is drawn in an area of a picture. */
export function hasInkIn ({ rgba, width, height }: Raster, area: Area): boolean {
  const left = Math.max(0, Math.floor(area.left * width) - 1)
  const right = Math.min(width, Math.ceil((area.left + area.width) * width) + 1)
  const top = Math.max(0, Math.floor(area.top * height) - 1)
  const bottom = Math.min(height, Math.ceil((area.top + area.height) * height) + 1)
  let darkest = 255
  let lightest = 0
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const value = brightness(rgba, (row * width + column) * 4)
      if (value < darkest) darkest = value
      if (value > lightest) lightest = value
      if (lightest - darkest >= leastContrast) return true
    }
  }
  return false
}

/** Whether anything is drawn on a picture. */
export function hasInk (picture: Raster): boolean {
  return hasInkIn(picture, { left: 0, top: 0, width: 1, height: 1 })
}
