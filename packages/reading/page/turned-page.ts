import { type Canvas, createCanvas, ImageData } from '@napi-rs/canvas'
import type { Box } from './grey-image.ts'
import type { Raster } from './raster.ts'
import type { Area } from '../reading.ts'

/** The picture no larger than so many pixels on its longer side, whose pixels are so many times as high as wide. */
export function fitted (raster: Raster, longSide: number, pixelHeight = 1): Raster {
  const [width, height] = [raster.width * Math.max(1, 1 / pixelHeight), raster.height * Math.max(1, pixelHeight)]
  const times = Math.min(1, longSide / Math.max(width, height))
  if (times === 1 && pixelHeight === 1) return raster
  const pen = createCanvas(Math.max(1, Math.round(width * times)), Math.max(1, Math.round(height * times))).getContext('2d')
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(canvasOf(raster), 0, 0, pen.canvas.width, pen.canvas.height)
  return rasterOf(pen.canvas)
}

/** The picture turned by so many degrees to the right, on white paper. Turned onto its side it changes its sides. */
export function turned (raster: Raster, degrees: number): Raster {
  if (degrees === 0) return raster
  const { width, height } = raster
  const [newWidth, newHeight] = isOnSide(degrees) ? [height, width] : [width, height]
  const pen = createCanvas(newWidth, newHeight).getContext('2d')
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, newWidth, newHeight)
  pen.translate(newWidth / 2, newHeight / 2)
  pen.rotate(degrees * Math.PI / 180)
  pen.drawImage(canvasOf(raster), -width / 2, -height / 2)
  return rasterOf(pen.canvas)
}

/** The area of the page as it came on which a box stands after the page was turned. */
export function areaBefore (box: Box, page: Raster, degrees: number): Area {
  const [width, height] = isOnSide(degrees) ? [page.height, page.width] : [page.width, page.height]
  const [sine, cosine] = [Math.sin(-degrees * Math.PI / 180), Math.cos(-degrees * Math.PI / 180)]
  const corners = [0, 1, 2, 3].map((corner) => {
    const across = box.left + (corner & 1) * box.width - width / 2
    const down = box.top + (corner >> 1) * box.height - height / 2
    return { across: across * cosine - down * sine + page.width / 2, down: across * sine + down * cosine + page.height / 2 }
  })
  const within = (value: number): number => Math.min(1, Math.max(0, value))
  const left = within(Math.min(...corners.map(({ across }) => across)) / page.width)
  const top = within(Math.min(...corners.map(({ down }) => down)) / page.height)
  const right = within(Math.max(...corners.map(({ across }) => across)) / page.width)
  const bottom = within(Math.max(...corners.map(({ down }) => down)) / page.height)
  return { left, top, width: right - left, height: bottom - top }
}

function isOnSide (degrees: number): boolean {
  return Math.abs(Math.sin(degrees * Math.PI / 180)) > Math.SQRT1_2
}

function canvasOf ({ width, height, rgba }: Raster): Canvas {
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0)
  return canvas
}

function rasterOf (canvas: Canvas): Raster {
  const { width, height } = canvas
  return { width, height, rgba: canvas.getContext('2d').getImageData(0, 0, width, height).data as Uint8ClampedArray }
}
