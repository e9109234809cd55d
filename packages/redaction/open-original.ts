import { OPS, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { drawPdfPage } from '@lightwell/reading/draw-pdf-page'
import { defaultLimits } from '@lightwell/reading/limits'
import { openPdf } from '@lightwell/reading/open-pdf'
import { pageLines } from '@lightwell/reading/pdf/lines'
import { type PicturePages, picturePages } from '@lightwell/reading/picture-pages'
import { BlankPage, isBlank } from './blank-page.ts'
import { foundWords } from './found-words.ts'
import type { Glyph } from './glyph.ts'
import { type Original, type Passage, passagesOf } from './original.ts'
import { pageGlyphs } from './page-glyphs.ts'
import { type PageText, pageText } from './page-text.ts'
import type { PictureReader } from './read-picture-text.ts'
import { type NumberedRemoval, type Redacted, removeFromSheet } from './remove-from-sheet.ts'
import { seenGlyphs } from './seen-glyphs.ts'
import type { Sheet } from './sheet.ts'
import { textSheets } from './text-sheets.ts'

/** The most dots that a page is drawn with: those of A2. */
const mostDots = 24_000_000

/**
 * An original whose passages can be read and whose pages can be redacted, one after the other: only one page is drawn at
 * a time. `pages` is 0 for what is laid out anew: it has no pages on which an area could be drawn.
 */
export type OpenOriginal = Readonly<{
  passages: readonly Passage[]
  pages: number
  redact (removals: readonly NumberedRemoval[], options: DrawingOptions): AsyncIterable<Redacted> | Iterable<Redacted>
  close (): Promise<void>
}>

/** How many dots to the inch a page is drawn with, and what reads pictures, if anything does. A picture keeps its dots. */
export type DrawingOptions = Readonly<{ dpi: number, reader: PictureReader | undefined }>

export async function openOriginal (original: Original): Promise<OpenOriginal> {
  if (original.kind !== 'text') {
    return original.kind === 'pdf' ? await openPages(original.bytes) : openPicture(original.bytes)
  }
  const passages = passagesOf(original.pieces)
  return { passages, pages: 0, redact: (removals, { dpi }) => textSheets(passages, removals, dpi), close: async () => {} }
}

type ReadPage = Readonly<{ page: PDFPageProxy, glyphs: readonly Glyph[], text: PageText }>

async function openPages (bytes: Uint8Array): Promise<OpenOriginal> {
  const document = await openPdf(bytes, defaultLimits.pixels)
  const passages: Passage[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const { page, text: { text } } = await readPage(document, number)
    passages.push({ page: number, text })
    page.cleanup()
  }
  return {
    passages,
    pages: document.numPages,
    redact: (removals, options) => redactPages(document, removals, options),
    close: async () => await document.loadingTask.destroy(),
  }
}

async function readPage (document: PDFDocumentProxy, number: number): Promise<ReadPage> {
  const page = await document.getPage(number)
  const glyphs = await pageGlyphs(page, await document.getOptionalContentConfig())
  return { page, glyphs, text: pageText(glyphs) }
}

async function * redactPages (
  document: PDFDocumentProxy, removals: readonly NumberedRemoval[], { dpi, reader }: DrawingOptions,
): AsyncGenerator<Redacted> {
  for (let number = 1; number <= document.numPages; number += 1) {
    // Read again: the characters of a thousand pages do not stay in memory.
    const { page, glyphs, text } = await readPage(document, number)
    const own = removals.filter(({ removal }) => 'area' in removal ? removal.page === number : removal.passage === number - 1)
    yield await removeFromSheet(await drawn(page, glyphs, dpi), text, await byWords(own, { page, glyphs, text }), reader)
    page.cleanup()
  }
}

/** The removals of a page, each of what was found in one of its lines by the characters themselves. */
async function byWords (removals: readonly NumberedRemoval[], { page, ...read }: ReadPage): Promise<readonly NumberedRemoval[]> {
  if (!removals.some(({ removal }) => 'area' in removal && removal.words !== undefined)) return removals
  const lines = await pageLines(page)
  const { width, height } = page.getViewport({ scale: 1 })
  const whole = { left: 0, top: 0, right: width, bottom: height }
  return removals.map(({ removal, at }) => ({ at, removal: 'area' in removal ? foundWords(removal, { ...read, lines, whole }) : removal }))
}

/** A page as a program shows it; a huge one in fewer dots to the inch. */
async function drawn (page: PDFPageProxy, glyphs: readonly Glyph[], wished: number): Promise<Sheet> {
  const size = { dpi: wished, pixels: mostDots }
  const raster = await drawPdfPage(page, size)
  const dpi = raster.width * 72 / page.getViewport({ scale: 1 }).width
  if (isBlank(raster, glyphs, dpi)) throw new BlankPage(page.pageNumber)
  const isBare = glyphs.every(({ inkless }) => inkless)
  const bare = isBare ? raster : await drawPdfPage(page, { ...size, without: OPS.showText })
  return { raster, dpi, glyphs, seen: seenGlyphs(glyphs, raster, bare, dpi) }
}

/** The longer side of A4: in points, and at 300 dots to the inch. */
const longSide = { points: 842, dots: 3508 }

/** A page of a picture in the size of A4, with the dots it has unless they are more than 300 to the inch. */
async function drawnPicture (pages: PicturePages, page: number): Promise<Sheet> {
  const raster = await pages.draw(page, longSide.dots)
  return { raster, dpi: Math.max(raster.width, raster.height) * 72 / longSide.points, glyphs: [], seen: new Set() }
}

function openPicture (bytes: Uint8Array): OpenOriginal {
  const pages = picturePages(bytes, defaultLimits)
  return {
    passages: [], pages: pages.count, close: async () => {},
    async * redact (removals, { reader }) {
      for (let number = 1; number <= pages.count; number += 1) {
        const own = removals.filter(({ removal }) => 'area' in removal && removal.page === number)
        yield await removeFromSheet(await drawnPicture(pages, number), pageText([]), own, reader)
      }
    },
  }
}
