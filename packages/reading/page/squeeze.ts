import type { GreyImage } from './grey-image.ts'

// Of the height of the line.
const widest = 0.3
const margin = 0.25
const ink = 160

/**
 * A line with its wide blanks made narrow and a margin of paper around it: text recognition takes characters that stand far
 * apart for dirt.
 */
export function squeezed ({ width, height, shades }: GreyImage): GreyImage {
  const [most, edge] = [Math.round(height * widest), Math.round(height * margin)]
  const columns: number[] = []
  let blank = 0
  for (let column = 0; column < width; column += 1) {
    blank = hasInk(shades, column, width) ? 0 : blank + 1
    if (blank <= most) columns.push(column)
  }
  const [newWidth, newHeight] = [columns.length + 2 * edge, height + 2 * edge]
  const line = new Uint8Array(newWidth * newHeight).fill(255)
  for (let row = 0; row < height; row += 1) {
    columns.forEach((column, at) => line[(row + edge) * newWidth + edge + at] = shades[row * width + column]!)
  }
  return { width: newWidth, height: newHeight, shades: line }
}

function hasInk (shades: Uint8Array, column: number, width: number): boolean {
  for (let at = column; at < shades.length; at += width) if (shades[at]! < ink) return true
  return false
}
