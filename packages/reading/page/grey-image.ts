import { brightness, type Raster } from './raster.ts'

/** A picture in shades of grey, one byte a pixel: 0 is black, 255 white. */
export type GreyImage = Readonly<{ width: number, height: number, shades: Uint8Array }>

/** A part of a picture, in pixels. */
export type Box = Readonly<{ left: number, top: number, width: number, height: number }>

/** Whether the middle of another box lies in the first. */
export function isAround (box: Box, other: Box): boolean {
  const [middle, centre] = [other.left + other.width / 2, other.top + other.height / 2]
  return middle > box.left && middle < box.left + box.width && centre > box.top && centre < box.top + box.height
}

/** The picture as the eye would see it without colours. */
export function greyOf ({ width, height, rgba }: Raster): GreyImage {
  const shades = new Uint8Array(width * height)
  for (let pixel = 0; pixel < shades.length; pixel += 1) shades[pixel] = brightness(rgba, pixel * 4)
  return { width, height, shades }
}

// Enough to make red ink as light as paper, and not so much that black type under red ink is lost with it.
const whitening = 0.15

/** The picture without its coloured inks: a red stamp leaves the black type that it was put on. */
export function withoutColours ({ width, height, rgba }: Raster): GreyImage {
  const shades = new Uint8Array(width * height)
  for (let at = 0, pixel = 0; pixel < shades.length; at += 4, pixel += 1) {
    const brightest = Math.max(rgba[at]!, rgba[at + 1]!, rgba[at + 2]!)
    const darkest = Math.min(rgba[at]!, rgba[at + 1]!, rgba[at + 2]!)
    shades[pixel] = Math.min(255, brightest + (brightest - darkest) * whitening)
  }
  return { width, height, shades }
}

// Between the brightest and the darkest of red, green and blue: less is the yellow of paper and the noise of scanners.
const leastColour = 48

/** The coloured inks of a picture alone, or undefined if it has hardly any. */
export function coloursOf ({ width, height, rgba }: Raster): GreyImage | undefined {
  const shades = new Uint8Array(width * height)
  let coloured = 0
  for (let at = 0, pixel = 0; pixel < shades.length; at += 4, pixel += 1) {
    const [red, green, blue] = [rgba[at]!, rgba[at + 1]!, rgba[at + 2]!]
    const colour = Math.max(red, green, blue) - Math.min(red, green, blue)
    if (colour > leastColour) coloured += 1
    shades[pixel] = 255 - Math.min(255, Math.max(0, colour - leastColour / 2) * 2)
  }
  return coloured > shades.length / 5000 ? { width, height, shades } : undefined
}

/** The part of a picture inside `box`, which may reach over its edges. */
export function cropped ({ width, height, shades }: GreyImage, box: Box): GreyImage {
  const left = Math.max(0, Math.floor(box.left))
  const top = Math.max(0, Math.floor(box.top))
  const right = Math.min(width, Math.ceil(box.left + box.width))
  const bottom = Math.min(height, Math.ceil(box.top + box.height))
  const [newWidth, newHeight] = [Math.max(1, right - left), Math.max(1, bottom - top)]
  const part = new Uint8Array(newWidth * newHeight).fill(255)
  for (let row = top; row < bottom; row += 1) {
    part.set(shades.subarray(row * width + left, row * width + right), (row - top) * newWidth)
  }
  return { width: newWidth, height: newHeight, shades: part }
}

/** The picture so many times as large, each new pixel between its neighbours, or the mean of those it takes the place of. */
export function scaled (image: GreyImage, times: number): GreyImage {
  const halved = times <= 0.5 ? halfOf(image) : image
  const factor = halved === image ? times : times * 2
  if (factor <= 0.5) return scaled(halved, factor)
  const [width, height] = [halved.width, halved.height].map((side) => Math.max(1, Math.round(side * factor))) as [number, number]
  const shades = new Uint8Array(width * height)
  for (let row = 0; row < height; row += 1) {
    const down = Math.min(halved.height - 1, Math.max(0, (row + 0.5) / factor - 0.5))
    const [above, share] = [Math.floor(down), down % 1]
    const below = Math.min(halved.height - 1, above + 1)
    for (let column = 0; column < width; column += 1) {
      const across = Math.min(halved.width - 1, Math.max(0, (column + 0.5) / factor - 0.5))
      const [left, part] = [Math.floor(across), across % 1]
      const right = Math.min(halved.width - 1, left + 1)
      const at = (line: number): number =>
        halved.shades[line * halved.width + left]! * (1 - part) + halved.shades[line * halved.width + right]! * part
      shades[row * width + column] = at(above) * (1 - share) + at(below) * share
    }
  }
  return { width, height, shades }
}

function halfOf ({ width, height, shades }: GreyImage): GreyImage {
  const [newWidth, newHeight] = [Math.max(1, width >> 1), Math.max(1, height >> 1)]
  const half = new Uint8Array(newWidth * newHeight)
  for (let row = 0; row < newHeight; row += 1) {
    for (let column = 0; column < newWidth; column += 1) {
      const at = Math.min(2 * row, height - 1) * width + Math.min(2 * column, width - 1)
      const [right, below] = [width > 1 ? 1 : 0, height > 1 ? width : 0]
      half[row * newWidth + column] = (shades[at]! + shades[at + right]! + shades[at + below]! + shades[at + right + below]!) >> 2
    }
  }
  return { width: newWidth, height: newHeight, shades: half }
}

/** The picture in the plain format that every reader takes without unpacking (PGM). */
export function pgmOf ({ width, height, shades }: GreyImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), shades])
}
