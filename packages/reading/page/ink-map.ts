import type { GreyImage } from './grey-image.ts'

/** Where a picture has ink: 1 for a pixel with, 0 for one without. */
export type InkMap = Readonly<{ width: number, height: number, ink: Uint8Array }>

/** How much darker than its surroundings ink is, as a part of what lies between the paper and the darkest ink. */
export type Contrast = number

/**
 * Tells ink from paper by the shades around each pixel, so that shadows, tinted paper and noise of the scanner do not
 * count: ink is darker, by the contrast, than the mean of its surroundings of `reach` pixels to each side.
 */
export function inkMapOf (image: GreyImage, reach: number, contrast: Contrast = 0.2): InkMap {
  const { width, height } = image
  const smooth = smoothed(image)
  const { paper, darkest } = shadesOf(smooth)
  const least = Math.max((paper - darkest) * contrast, noiseOf(smooth) * 4, 12)
  const sums = sumsOf(smooth, width, height)
  const ink = new Uint8Array(width * height)
  for (let row = 0; row < height; row += 1) {
    const [top, bottom] = [Math.max(0, row - reach), Math.min(height, row + reach + 1)]
    const [above, below] = [top * (width + 1), bottom * (width + 1)]
    for (let column = 0; column < width; column += 1) {
      const left = column > reach ? column - reach : 0
      const right = column + reach < width ? column + reach + 1 : width
      const sum = sums[below + right]! - sums[above + right]! - sums[below + left]! + sums[above + left]!
      if ((smooth[row * width + column]! + least) * (bottom - top) * (right - left) < sum) ink[row * width + column] = 1
    }
  }
  return { width, height, ink }
}

/** The picture with all that is hardly darker than its paper made white, and the darkest of it black. */
export function withoutShadows (image: GreyImage, contrast: Contrast): GreyImage {
  const { paper, darkest } = shadesOf(image.shades)
  const white = Math.max(darkest + 1, paper - (paper - darkest) * contrast)
  const curve = Uint8Array.from({ length: 256 }, (_, shade) => Math.min(255, Math.max(0, 255 * (shade - darkest) / (white - darkest))))
  const shades = new Uint8Array(image.shades.length)
  for (let at = 0; at < shades.length; at += 1) shades[at] = curve[image.shades[at]!]!
  return { ...image, shades }
}

/** Each shade with those around it: a speck of noise is lost, a stroke is not. */
function smoothed ({ width, height, shades }: GreyImage): Uint8Array {
  const rows = new Uint16Array(shades.length)
  const result = new Uint8Array(shades.length)
  for (let at = 1; at < shades.length - 1; at += 1) rows[at] = shades[at - 1]! + 2 * shades[at]! + shades[at + 1]!
  for (let at = width; at < width * (height - 1); at += 1) result[at] = (rows[at - width]! + 2 * rows[at]! + rows[at + width]!) >> 4
  result.fill(255, 0, width).fill(255, width * (height - 1))
  return result
}

/** The shade of the paper, and that of the darkest ink. */
function shadesOf (shades: Uint8Array): { paper: number, darkest: number } {
  const counts = new Uint32Array(256)
  for (let at = 0; at < shades.length; at += 1) counts[shades[at]!]! += 1
  const at = (share: number): number => {
    let [rest, shade] = [shades.length * share, 0]
    while (shade < 255 && (rest -= counts[shade]!) > 0) shade += 1
    return shade
  }
  return { paper: at(0.5), darkest: at(0.0002) }
}

/** The spread of the shades of what should be even: most of a page is paper. */
function noiseOf (shades: Uint8Array): number {
  const counts = new Uint32Array(256)
  for (let at = 3; at < shades.length; at += 3) counts[Math.abs(shades[at]! - shades[at - 3]!)]! += 1
  let [rest, median] = [shades.length / 6, 0]
  while (median < 255 && (rest -= counts[median]!) > 0) median += 1
  return median * 1.05
}

/** Sums of all shades above and to the left of each place, from which the sum of any rectangle follows. */
function sumsOf (shades: Uint8Array, width: number, height: number): Uint32Array {
  const sums = new Uint32Array((width + 1) * (height + 1))
  for (let row = 0; row < height; row += 1) {
    let sum = 0
    for (let column = 0; column < width; column += 1) {
      sum += shades[row * width + column]!
      const at = (row + 1) * (width + 1) + column + 1
      sums[at] = sums[at - width - 1]! + sum
    }
  }
  return sums
}
