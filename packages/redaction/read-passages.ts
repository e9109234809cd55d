import { drawPdfPage } from '@lightwell/reading/draw-pdf-page'
import { defaultLimits } from '@lightwell/reading/limits'
import { openPdf } from '@lightwell/reading/open-pdf'
import type { PageReader } from '@lightwell/reading/page/page-reader'
import { picturePages } from '@lightwell/reading/picture-pages'
import { longSide } from '@lightwell/reading/page/read-page'
import type { Place } from '@lightwell/reading/reading'
import { fileOriginal, passageOfPiece } from './file-original.ts'
import { isSeen, leftOut } from './original.ts'
import { openOriginal } from './open-original.ts'

/** What can be chosen in a file. A text with a `passage` is chosen by its places; one that was read in a picture by its area. */
export type PassageText = Readonly<{ passage?: number, place: Place, text: string, confidence?: number }>

/** Which part is asked for: from this passage or page on, so many of them; and pieces of the reading whose passages are. */
export type PassageRange = Readonly<{ from: number, most: number, pieces: readonly number[] }>

/**
 * A part of what can be chosen; the next begins at `next`. `passageOf` tells the passage of each piece that was asked for,
 * null where it is in none; `leftOut` what of the file never goes on into a rendition.
 */
export type Passages = Readonly<{
  texts: readonly PassageText[], next: number | null, passageOf: readonly (number | null)[], leftOut: ReturnType<typeof leftOut>
}>

/** Pages that are only pictures take seconds each: so many of them are read at a time. */
const mostReadPages = 4
const dpi = 200

/** Reads what can be chosen in a file: the text of each page or piece, and of pictures what text recognition makes of them. */
export async function readPassages (bytes: Uint8Array, range: PassageRange, reader: PageReader): Promise<Passages> {
  const original = await fileOriginal(bytes, range.pieces.length > 0 ? reader : undefined)
  if (original.kind === 'text') {
    const seen = original.pieces.filter(isSeen)
    const until = range.from + range.most
    return {
      texts: seen.slice(range.from, until).map((piece, at) => ({ ...piece, passage: range.from + at })),
      next: until < seen.length ? until : null,
      passageOf: range.pieces.map((piece) => passageOfPiece(original, piece) ?? null),
      leftOut: leftOut(original.pieces),
    }
  }
  const passageOf = range.pieces.map(() => null)
  if (original.kind === 'pdf') return { ...await readPages(bytes, range, reader), passageOf, leftOut: [] }
  return { ...await readPictures(bytes, range, reader), passageOf, leftOut: [] }
}

async function readPictures (
  bytes: Uint8Array, { from, most }: PassageRange, reader: PageReader,
): Promise<Pick<Passages, 'texts' | 'next'>> {
  const pages = picturePages(bytes, defaultLimits)
  const until = Math.min(pages.count, from + Math.min(most, mostReadPages))
  const texts: PassageText[] = []
  for (let page = from + 1; page <= until; page += 1) {
    // One that cannot be drawn has nothing to choose from.
    const raster = await pages.draw(page, longSide).catch(() => undefined)
    if (raster !== undefined) texts.push(...(await reader.readPicture(raster, { kind: 'picture', page })).pieces)
  }
  return { texts, next: until < pages.count ? until : null }
}

async function readPages (
  bytes: Uint8Array, { from, most }: PassageRange, reader: PageReader,
): Promise<Pick<Passages, 'texts' | 'next'>> {
  const { passages, close } = await openOriginal({ kind: 'pdf', bytes })
  await close()
  const document = await openPdf(bytes, defaultLimits.pixels)
  try {
    const texts: PassageText[] = []
    let [at, read] = [from, 0]
    for (; at < passages.length && at < from + most && read < mostReadPages; at += 1) {
      const { text = '' } = passages[at] ?? {}
      if (text.trim() !== '') {
        texts.push({ passage: at, place: { kind: 'body', page: at + 1 }, text })
        continue
      }
      const page = await document.getPage(at + 1)
      const raster = await drawPdfPage(page, { dpi, pixels: defaultLimits.pixels })
      texts.push(...(await reader.readPicture(raster, { kind: 'picture', page: at + 1 })).pieces)
      page.cleanup()
      read += 1
    }
    return { texts, next: at < passages.length ? at : null }
  } finally {
    await document.loadingTask.destroy()
  }
}
