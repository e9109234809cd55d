import { redactionMark } from '@lightwell/documents/redact-text'
import { drawPdfPage } from '@lightwell/reading/draw-pdf-page'
import { defaultLimits } from '@lightwell/reading/limits'
import { openPdf } from '@lightwell/reading/open-pdf'
import type { Raster } from '@lightwell/reading/page/raster'
import type { Area } from '@lightwell/reading/reading'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type Box, type Glyph, shareIn } from './glyph.ts'
import { pageGlyphs } from './page-glyphs.ts'
import type { PictureReader } from './read-picture-text.ts'
import type { NumberedArea } from './redact.ts'
import { boxOf, dotsOf, wholeOf } from './sheet.ts'

/**
 * What a page says by its text layer and by its picture, whether the picture could be read at all, and how many of its
 * boxes hide not all that they stand for.
 */
export type ReadPage = Readonly<{ text: string, read: string, unread: boolean, openBoxes: number }>

type Reading = Readonly<{
  boxes: readonly NumberedArea[]
  /** How many dots wide the picture of each page is: it is drawn dot for dot. */
  widths: readonly number[]
  reader: PictureReader
}>

/** Extracts, draws and reads each page of a rendition. */
export async function readRendition (bytes: Uint8Array, reading: Reading): Promise<ReadPage[]> {
  const document = await openPdf(bytes, defaultLimits.pixels)
  try {
    const pages: ReadPage[] = []
    for (let number = 1; number <= document.numPages; number += 1) pages.push(await readPage(document, number, reading))
    return pages
  } finally {
    await document.loadingTask.destroy()
  }
}

async function readPage (document: PDFDocumentProxy, number: number, { boxes, widths, reader }: Reading): Promise<ReadPage> {
  const page = await document.getPage(number)
  const points = page.getViewport({ scale: 1 }).width
  const raster = await drawPdfPage(page, { dpi: (widths[number - 1] ?? points) * 72 / points, pixels: defaultLimits.pixels })
  const glyphs = await pageGlyphs(page, await document.getOptionalContentConfig())
  const dpi = raster.width * 72 / points
  const { pieces, faults } = await reader.readPicture(raster, { kind: 'picture', page: number })
  const own = boxes.filter((box) => box.page === number)
  const text = await textOf(page)
  page.cleanup()
  return {
    text,
    read: pieces.map((piece) => piece.text).join('\n'),
    // A page that is blank, or hard to read, was looked at all the same.
    unread: faults.some(({ code }) => code !== 'blank_page' && code !== 'unsure_page'),
    openBoxes: own.filter(({ area }) => !isBlack(raster, area) || hasText(glyphs, boxOf(area, wholeOf(raster, dpi)))).length,
  }
}

async function textOf (page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent({ disableNormalization: true })
  return items.map((item) => 'str' in item ? item.str + (item.hasEOL ? '\n' : '') : '').join('')
}

/** So many dots at the rim of a box may take on a shade of what stands beside it, where the page was packed as JPEG. */
const rim = 2
const darkest = 32

function isBlack (raster: Raster, area: Area): boolean {
  // In dots, which a page of 72 of them to the inch counts as points.
  const { left, top, right, bottom } = dotsOf(boxOf(area, wholeOf(raster, 72)), raster, 72)
  for (let y = top + rim; y < bottom - rim; y += 1) {
    for (let at = (y * raster.width + left + rim) * 4; at < (y * raster.width + right - rim) * 4; at += 1) {
      if (at % 4 !== 3 && raster.rgba[at]! > darkest) return false
    }
  }
  return true
}

/** Whether a character other than those of the mark stands under a box. */
function hasText (glyphs: readonly Glyph[], box: Box): boolean {
  return glyphs.some(({ text, box: own }) => text.trim() !== '' && !redactionMark.includes(text) && shareIn(own, box) > 0.5)
}
