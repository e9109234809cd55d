import { cropped, type GreyImage } from './grey-image.ts'
import type { InkMap } from './ink-map.ts'
import { inkPartsOf } from './ink-parts.ts'
import { slopeOf } from './slope.ts'
import { around } from './text-lines.ts'

const inked = 160
const mostPoints = 2000
// Degrees.
const step = 2
// Of the ink: what lies above or below it does not count.
const outlying = 0.01

/** A line of letters that runs in any direction, turned so that it runs across and cut out; undefined if it has no ink. */
export function laidLevel (words: GreyImage): GreyImage | undefined {
  const rough = spun(words, -directionOf(words))
  const level = spun(rough, -slopeOf(inkOf(rough)))
  const parts = inkPartsOf(inkOf(level))
  return parts.length === 0 ? undefined : cropped(level, around(parts))
}

function inkOf (sheet: GreyImage): InkMap {
  return { ...sheet, ink: sheet.shades.map((shade) => shade < inked ? 1 : 0) }
}

/** By how many degrees a line of letters falls to the right: seen so, it is lowest. */
function directionOf ({ width, shades }: GreyImage): number {
  const points: number[] = []
  for (let at = 0; at < shades.length; at += 1) if (shades[at]! < inked) points.push(at)
  const every = Math.max(1, Math.floor(points.length / mostPoints))
  const some = points.filter((_, at) => at % every === 0)
  let best = { degrees: 0, height: Infinity }
  for (let degrees = step - 90; degrees <= 90; degrees += step) {
    const [sine, cosine] = [Math.sin(degrees * Math.PI / 180), Math.cos(degrees * Math.PI / 180)]
    const heights = Float64Array.from(some, (at) => Math.floor(at / width) * cosine - at % width * sine).toSorted()
    const height = heights[Math.floor(heights.length * (1 - outlying))]! - heights[Math.floor(heights.length * outlying)]!
    if (height < best.height) best = { degrees, height }
  }
  return best.degrees
}

/** The picture turned by so many degrees to the right about its middle, as a square that holds all of it. */
function spun ({ width, height, shades }: GreyImage, degrees: number): GreyImage {
  const side = Math.ceil(Math.hypot(width, height)) + 2
  const [sine, cosine] = [Math.sin(degrees * Math.PI / 180), Math.cos(degrees * Math.PI / 180)]
  const result = new Uint8Array(side * side).fill(255)
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const [across, down] = [column - side / 2, row - side / 2]
      const x = across * cosine + down * sine + width / 2
      const y = down * cosine - across * sine + height / 2
      if (x < 0 || x >= width - 1 || y < 0 || y >= height - 1) continue
      const at = Math.floor(y) * width + Math.floor(x)
      const [right, below] = [x % 1, y % 1]
      result[row * side + column] = (shades[at]! * (1 - right) + shades[at + 1]! * right) * (1 - below) +
        (shades[at + width]! * (1 - right) + shades[at + width + 1]! * right) * below
    }
  }
  return { width: side, height: side, shades: result }
}
