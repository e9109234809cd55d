import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A piece of text on a page: what it reads, whether it ends a line, where its baseline begins (points from the left and the top). */
export type Item = { text: string, endsLine: boolean, x: number, y: number, width: number, size: number }

const folder = dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')))

/** Opens a PDF with software that had no part in writing it. */
export async function openPdf (bytes: Uint8Array): Promise<PDFDocumentProxy> {
  return await getDocument({
    data: new Uint8Array(bytes), cMapUrl: join(folder, 'cmaps/'), cMapPacked: true, standardFontDataUrl: join(folder, 'standard_fonts/'),
    verbosity: 0,
  }).promise
}

/** What can be read on each page, in the order of the file. */
export async function readPages (bytes: Uint8Array): Promise<Item[][]> {
  const document = await openPdf(bytes)
  const pages: Item[][] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { height } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent({ disableNormalization: true })
    pages.push(items.flatMap((item) => 'str' in item
      ? [{ text: item.str, endsLine: item.hasEOL, x: item.transform[4], y: height - item.transform[5], width: item.width, size: item.height }] : []))
  }
  await document.loadingTask.destroy()
  return pages
}
