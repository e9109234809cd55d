import { createCanvas, loadImage } from '@napi-rs/canvas'
import { registerPageFonts } from './page-fonts.ts'
import { pictureSize } from './picture-size.ts'
import { brightness, type Raster } from './page/raster.ts'

/** Thrown for a picture of more pixels than are allowed; it was not unpacked. */
export class TooManyPixels extends Error {}

/** Thrown for a picture of a kind that is not unpacked, such as TIFF. */
export class UnknownPicture extends Error {}

const svg = /<svg[\s>]/i

/**
 * Unpacks a PNG, JPEG, WebP, GIF, BMP or SVG picture as it is meant to be seen: turned as its EXIF data say, on white
 * paper, its longer side no longer than `longSide`. Throws if it is none of them, is not whole, or has more than `pixels`.
 */
export async function decodePicture (bytes: Uint8Array, pixels: number, longSide: number): Promise<Raster> {
  const said = pictureSize(bytes)
  if (said !== undefined && said.width * said.height > pixels) throw new TooManyPixels()
  if (said === undefined && !svg.test(Buffer.from(bytes).toString('latin1', 0, 4096))) throw new UnknownPicture()
  registerPageFonts()
  const image = await loadImage(Buffer.from(bytes))
  if (!(image.width > 0 && image.height > 0)) throw new Error('The picture has no size.')
  if (image.width * image.height > pixels) throw new TooManyPixels()
  const less = Math.min(1, longSide / Math.max(image.width, image.height))
  const [width, height] = [image.width, image.height].map((side) => Math.max(1, Math.round(side * less))) as [number, number]
  const pen = createCanvas(width, height).getContext('2d')
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(image, 0, 0, width, height)
  const rgba = pen.getImageData(0, 0, width, height).data as Uint8ClampedArray
  const unseen = layOnWhite(rgba, isWrittenInLight(rgba))
  // A JPEG has no opacity: what of it was not drawn is missing from the file.
  if (unseen > 0 && bytes[0] === 0xff) throw new Error('The picture is not whole.')
  return { width, height, rgba }
}

/** Makes all pixels opaque, and counts those that were clear; `turns` tells to make what is light in it dark. */
function layOnWhite (rgba: Uint8ClampedArray, turns: boolean): number {
  let clear = 0
  for (let at = 0; at < rgba.length; at += 4) {
    const opacity = rgba[at + 3]!
    if (opacity === 255 && !turns) continue
    if (opacity === 0) clear += 1
    const isTurned = turns && isLight(rgba, at)
    for (let channel = at; channel < at + 3; channel += 1) {
      const shade = isTurned ? 255 - rgba[channel]! : rgba[channel]!
      rgba[channel] = 255 - (255 - shade) * opacity / 255
    }
    rgba[at + 3] = 255
  }
  return clear
}

const light = 200
const fewPixels = 50
// Of the light pixels of a picture: an edge of a plate has far fewer, a stroke of a character more.
const ofStrokes = 0.1

function isLight (rgba: Uint8ClampedArray, at: number): boolean {
  return rgba[at + 3]! > 127 && brightness(rgba, at) >= light
}

/** Whether a picture has light strokes on a clear ground, which nobody would see on white paper. */
function isWrittenInLight (rgba: Uint8ClampedArray): boolean {
  let [pixels, edges] = [0, 0]
  for (let at = 0; at < rgba.length; at += 4) {
    if (!isLight(rgba, at)) continue
    pixels += 1
    if ((rgba[at - 1] ?? 255) < 128 || (rgba[at + 7] ?? 255) < 128) edges += 1
  }
  return pixels > fewPixels && edges > pixels * ofStrokes
}
