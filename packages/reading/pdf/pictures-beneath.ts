import { createCanvas } from '@napi-rs/canvas'
import { AnnotationMode, OPS, Util, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { greyOf, type GreyImage } from '../page/grey-image.ts'
import type { Raster } from '../page/raster.ts'
import type { Area } from '../reading.ts'
import { boundsOf, type Bounds } from './picture-bounds.ts'

/** The pictures of a page as they are, and what they take up of it: more than 0 to 1 where they reach over its edges. */
export type Beneath = Readonly<{ raster: Raster, area: Area }>

type Options = Readonly<{ dpi: number, pixels: number, layers: Awaited<ReturnType<PDFDocumentProxy['getOptionalContentConfig']>> }>

// What covers a picture, or cuts off a part of it; and states in which it would be drawn paler than it is.
const covers = new Set<number>([
  OPS.constructPath, OPS.rawFillPath, OPS.shadingFill, OPS.showText, OPS.clip, OPS.eoClip, OPS.setGState, OPS.paintSolidColorImageMask,
])
// Of the size of the page: a picture that reaches further over its edges is drawn as far as this.
const farthest = 1
const block = 16
// Ink on light paper, and what is even.
const paper = 170
const inked = 80
const even = 24
// A mark of four characters in small type fills more.
const fewBlocks = 12

/**
 * Draws the pictures of a page by themselves: whole, nothing upon them, none hidden by another. Undefined where the page, as
 * it was drawn, shows all that is written in them.
 */
export async function picturesBeneath (page: PDFPageProxy, drawn: Raster, bounds: Bounds, options: Options): Promise<Beneath | undefined> {
  const beneath = await drawPictures(page, bounds, options)
  return hides(greyOf(drawn), greyOf(beneath.raster), beneath.area) ? beneath : undefined
}

async function drawPictures (page: PDFPageProxy, bounds: Bounds, { dpi, pixels, layers }: Options): Promise<Beneath> {
  const whole = page.getViewport({ scale: 1 })
  const [fromX, fromY, toX, toY] = boundsOf(Util.transform(whole.transform, [bounds[2] - bounds[0], 0, 0, bounds[3] - bounds[1], bounds[0], bounds[1]]))
  const [left, right] = reach(fromX, toX, whole.width)
  const [top, bottom] = reach(fromY, toY, whole.height)
  const scale = Math.min(dpi / 72, Math.sqrt(pixels / ((right - left) * (bottom - top))))
  const canvas = createCanvas(Math.ceil((right - left) * scale), Math.ceil((bottom - top) * scale))
  const pen = canvas.getContext('2d')
  await page.render({
    canvas: canvas as never, background: 'white', annotationMode: AnnotationMode.DISABLE,
    viewport: page.getViewport({ scale, offsetX: -left * scale, offsetY: -top * scale }),
    optionalContentConfigPromise: Promise.resolve(layers),
    operationsFilter (at: number, { fnArray }: { fnArray: number[] }) {
      // Of two pictures that lie upon each other the ink of both is seen.
      pen.globalCompositeOperation = 'darken'
      return !covers.has(fnArray[at]!)
    },
  }).promise
  const { width, height } = canvas
  return {
    raster: { width, height, rgba: pen.getImageData(0, 0, width, height).data as Uint8ClampedArray },
    area: {
      left: left / whole.width, top: top / whole.height,
      width: width / scale / whole.width, height: height / scale / whole.height,
    },
  }
}

function reach (from: number, to: number, size: number): [from: number, to: number] {
  return [Math.max(-size * farthest, Math.min(0, from)), Math.min(size * (1 + farthest), Math.max(size, to))]
}

/** Whether the pictures have ink on paper where the page is even, or ends. */
function hides (drawn: GreyImage, beneath: GreyImage, { left, top, width, height }: Area): boolean {
  const [across, down] = [drawn.width * width / beneath.width, drawn.height * height / beneath.height]
  let hidden = 0
  for (let y = 0; y + block <= beneath.height; y += block) {
    for (let x = 0; x + block <= beneath.width; x += block) {
      const { darkest, lightest } = shadesIn(beneath, [x, y, x + block, y + block])
      if (lightest < paper || lightest - darkest < inked) continue
      const [fromX, fromY] = [left * drawn.width + x * across, top * drawn.height + y * down]
      const seen = shadesIn(drawn, [fromX - 2, fromY - 2, fromX + block * across + 2, fromY + block * down + 2])
      if (seen.lightest - seen.darkest < even) hidden += 1
      if (hidden >= fewBlocks) return true
    }
  }
  return false
}

/** The darkest and the lightest in a part of a picture; outside of it nothing is. */
function shadesIn ({ width, height, shades }: GreyImage, [left, top, right, bottom]: Bounds): { darkest: number, lightest: number } {
  let [darkest, lightest] = [255, 0]
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, Math.ceil(bottom)); y += 1) {
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, Math.ceil(right)); x += 1) {
      const shade = shades[y * width + x]!
      darkest = Math.min(darkest, shade)
      lightest = Math.max(lightest, shade)
    }
  }
  return { darkest, lightest }
}
