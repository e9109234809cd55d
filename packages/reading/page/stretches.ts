import type { Raster } from './raster.ts'
import type { Area } from '../reading.ts'

/** A part of a picture, and where in it that stands. */
export type Stretch = Readonly<{ part: Raster, area: Area }>

// Of its width: as long as a page is, and more than a line or a mark at the edge of one part takes.
const pageLength = 1.4
const overlap = 0.3
const longest = 2.5
// What a strip is drawn with at the most.
const mostPixels = 60_000_000

/** Whether sides are those of a strip, as of a screen that was rolled: as one page its characters would be too small. */
export function isStrip ({ width, height }: { width: number, height: number }, longSide: number): boolean {
  const side = Math.max(width, height)
  return side > longSide && side > longest * Math.min(width, height)
}

/** How long the longer side of a picture may be drawn, for its characters to be as large as those of a page. */
export function longSideOf (size: { width: number, height: number } | undefined, longSide: number): number {
  if (size === undefined || !isStrip(size, longSide)) return longSide
  const ratio = Math.max(size.width, size.height) / Math.max(1, Math.min(size.width, size.height))
  return Math.floor(Math.max(longSide, Math.min(longSide / pageLength * ratio, Math.sqrt(mostPixels * ratio))))
}

/** A strip in parts that are as long as pages and reach over each other; any other picture as it is. */
export function * stretchesOf (raster: Raster, longSide: number): Generator<Stretch> {
  const { width, height } = raster
  if (!isStrip(raster, longSide)) return yield { part: raster, area: { left: 0, top: 0, width: 1, height: 1 } }
  const isTall = height > width
  const [side, short] = isTall ? [height, width] : [width, height]
  const length = Math.round(short * pageLength)
  for (let from = 0; from === 0 || from + short * overlap < side; from += length - Math.round(short * overlap)) {
    const to = Math.min(side, from + length)
    const [share, size] = [from / side, (to - from) / side]
    yield {
      part: isTall ? rows(raster, from, to) : columns(raster, from, to),
      area: isTall ? { left: 0, top: share, width: 1, height: size } : { left: share, top: 0, width: size, height: 1 },
    }
  }
}

function rows ({ width, rgba }: Raster, from: number, to: number): Raster {
  return { width, height: to - from, rgba: rgba.slice(from * width * 4, to * width * 4) }
}

function columns ({ width, height, rgba }: Raster, from: number, to: number): Raster {
  const part = new Uint8ClampedArray((to - from) * height * 4)
  for (let row = 0; row < height; row += 1) part.set(rgba.subarray((row * width + from) * 4, (row * width + to) * 4), row * (to - from) * 4)
  return { width: to - from, height, rgba: part }
}
