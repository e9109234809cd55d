import type { GreyImage } from './grey-image.ts'
import { type InkMap, inkMapOf } from './ink-map.ts'

// In points.
const around = { dark: 15, pale: 60 }
const edge = 1
const nearby = 3
const contrast = { dark: 0.22, pale: 0.1 }

/** What is printed palely on a page, without the dark type over it: where it is, and its shades, stretched from black to white. */
export type PaleLayer = Readonly<{ map: InkMap, sheet: GreyImage }>

/** The pale layer of a page. `point` is the size of a point of type in pixels. */
export function paleLayerOf (page: GreyImage, point: number): PaleLayer {
  const dark = inkMapOf(page, Math.round(around.dark * point), contrast.dark)
  const uncovered = filled(page, grown(dark, Math.round(edge * point)), Math.round(nearby * point))
  const map = inkMapOf(uncovered, Math.round(around.pale * point), contrast.pale)
  return { map, sheet: blackened(uncovered, map) }
}

/** The picture with its paper white and most of its ink black. */
function blackened ({ width, height, shades }: GreyImage, { ink }: InkMap): GreyImage {
  const mean = (of: 0 | 1): number => {
    let [sum, count] = [0, 1]
    for (let at = 0; at < ink.length; at += 7) if (ink[at] === of) [sum, count] = [sum + shades[at]!, count + 1]
    return sum / count
  }
  const [black, white] = [mean(1), mean(0)]
  const spread = Math.max(1, white - black)
  return { width, height, shades: shades.map((shade) => Math.min(255, Math.max(0, 255 * (shade - black) / spread))) }
}

/** The ink with so many pixels around it. */
export function grown ({ width, height, ink }: InkMap, by: number): InkMap {
  const rows = new Uint8Array(ink.length)
  for (let at = ink.indexOf(1); at >= 0; at = ink.indexOf(1, at + 1)) rows.fill(1, Math.max(0, at - by), at + by + 1)
  const all = rows.slice()
  for (let down = 1; down <= by; down += 1) {
    const shift = down * width
    for (let at = shift; at < rows.length; at += 1) {
      all[at]! |= rows[at - shift]!
      all[at - shift]! |= rows[at]!
    }
  }
  return { width, height, ink: all }
}

/** The picture with the mean of what lies around it, up to `reach` pixels away, in place of all that is covered. */
function filled ({ width, height, shades }: GreyImage, { ink }: InkMap, reach: number): GreyImage {
  const sums = new Uint32Array((width + 1) * (height + 1))
  const counts = new Uint32Array((width + 1) * (height + 1))
  for (let row = 0; row < height; row += 1) {
    let [sum, count] = [0, 0]
    for (let column = 0; column < width; column += 1) {
      const open = 1 - ink[row * width + column]!
      sum += open * shades[row * width + column]!
      count += open
      const at = (row + 1) * (width + 1) + column + 1
      sums[at] = sums[at - width - 1]! + sum
      counts[at] = counts[at - width - 1]! + count
    }
  }
  const result = shades.slice()
  for (let at = ink.indexOf(1); at >= 0; at = ink.indexOf(1, at + 1)) {
    const [row, column] = [Math.floor(at / width), at % width]
    result[at] = 255
    for (let far = reach; far < width + height; far *= 2) {
      const [above, below] = [Math.max(0, row - far) * (width + 1), Math.min(height, row + far + 1) * (width + 1)]
      const [left, right] = [Math.max(0, column - far), Math.min(width, column + far + 1)]
      const count = counts[below + right]! - counts[above + right]! - counts[below + left]! + counts[above + left]!
      if (count === 0) continue
      result[at] = (sums[below + right]! - sums[above + right]! - sums[below + left]! + sums[above + left]!) / count
      break
    }
  }
  return { width, height, shades: result }
}
