import { deflateSync } from 'node:zlib'
import { createCanvas, ImageData } from '@napi-rs/canvas'
import type { Raster } from '@lightwell/reading/page/raster'

/** The picture of a page as a PDF stores it. */
export type EncodedPicture = Readonly<{
  width: number, height: number, colours: 'DeviceGray' | 'DeviceRGB', filter: 'FlateDecode' | 'DCTDecode', bytes: Uint8Array
}>

/** Of a scan more than this share of the pixels differs from the one before it; of a drawn page far fewer do. */
const busy = 0.25
const quality = 85

/** Packs a picture: without any loss, or as JPEG where its paper is noise that would take megabytes. */
export function encodePicture ({ width, height, rgba }: Raster): EncodedPicture {
  const { isGrey, changes } = looksOf(rgba)
  if (changes > busy) return { width, height, colours: 'DeviceRGB', filter: 'DCTDecode', bytes: jpegOf({ width, height, rgba }) }
  const channels = isGrey ? 1 : 3
  const raw = Buffer.allocUnsafe(width * height * channels)
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let channel = 0; channel < channels; channel += 1) raw[pixel * channels + channel] = rgba[pixel * 4 + channel]!
  }
  return { width, height, colours: isGrey ? 'DeviceGray' : 'DeviceRGB', filter: 'FlateDecode', bytes: deflateSync(raw) }
}

function jpegOf ({ width, height, rgba }: Raster): Uint8Array {
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0)
  return canvas.encodeSync('jpeg', quality)
}

function looksOf (data: Uint8ClampedArray): { isGrey: boolean, changes: number } {
  let isGrey = true
  let changed = 0
  for (let at = 4; at < data.length; at += 4) {
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) isGrey = false
    if (data[at + 1] !== data[at - 3]) changed += 1
  }
  return { isGrey, changes: changed * 4 / data.length }
}
