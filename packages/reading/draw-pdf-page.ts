import { createCanvas } from '@napi-rs/canvas'
import { AnnotationMode, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { registerPageFonts } from './page-fonts.ts'
import type { Raster } from './page/raster.ts'

export type DrawOptions = Readonly<{
  /** Dots to the inch. */
  dpi: number
  /** The most pixels a page is drawn with; a larger one is drawn with fewer dots. */
  pixels: number
  /** Draws the layers that are off as well. */
  layers?: Awaited<ReturnType<PDFDocumentProxy['getOptionalContentConfig']>>
  /** An operator that is passed over. */
  without?: number
  /** Leaves out what lies upon the page, where this is false. */
  annotations?: boolean
}>

/**
 * Draws a page as a program shows it, its annotations with it unless they are left out. Throws if the page has no size, or
 * what stands on it cannot be drawn.
 */
export async function drawPdfPage (
  page: PDFPageProxy, { dpi, pixels, layers, without, annotations = true }: DrawOptions,
): Promise<Raster> {
  registerPageFonts()
  const whole = page.getViewport({ scale: dpi / 72 })
  const less = Math.min(1, Math.sqrt(pixels / (whole.width * whole.height)))
  const viewport = page.getViewport({ scale: less * dpi / 72 })
  const [width, height] = [Math.round(viewport.width), Math.round(viewport.height)]
  if (!(width > 0 && height > 0)) throw new Error('The page has no size.')
  const canvas = createCanvas(width, height)
  await page.render({
    canvas: canvas as never, viewport, background: 'white',
    annotationMode: annotations ? AnnotationMode.ENABLE : AnnotationMode.DISABLE,
    ...layers !== undefined && { optionalContentConfigPromise: Promise.resolve(layers) },
    operationsFilter: (at: number, { fnArray }: { fnArray: number[] }) => fnArray[at] !== without,
  }).promise
  return { width, height, rgba: canvas.getContext('2d').getImageData(0, 0, width, height).data as Uint8ClampedArray }
}
