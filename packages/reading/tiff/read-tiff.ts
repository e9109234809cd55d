import type { ReadingContext } from '../context.ts'
import { TooManyPixels, UnknownPicture } from '../decode-picture.ts'
import { ReadingStop } from '../findings.ts'
import { looseText } from '../loose-text.ts'
import { longSide } from '../page/read-page.ts'
import type { FaultCode, Place } from '../reading.ts'
import { openTiff, type Tiff, type TiffPage } from './directories.ts'
import { drawTiffPage } from './draw-page.ts'
import { strayBytes, tagsText } from './tags-text.ts'

/**
 * Reads a TIFF file: what is written in its tags, and by the page reader what stands on its pages. Answers how many it has.
 * What of it is not understood is a fault, and so are bytes that nothing in the file refers to.
 */
export async function readTiff (bytes: Uint8Array, place: Place, context: ReadingContext): Promise<number> {
  const { findings, expansion, limits, onProgress } = context
  const metadata = { ...place, kind: 'metadata' } as const
  let tiff: Tiff
  try {
    tiff = openTiff(bytes, limits.pages)
  } catch (error) {
    findings.fault({ code: faultOf(error), place })
    findings.add({ place: metadata, text: looseText(bytes) })
    return 1
  }
  const { file, pages } = tiff
  for (const [at, page] of pages.entries()) {
    expansion.page()
    onProgress({ page: at + 1, pages: pages.length })
    await readPage({ file, ...page }, placeOf(place, at + 1, pages.length), context)
  }
  for (const stray of strayBytes(tiff)) {
    findings.fault({ code: 'unread_part', place: { ...place, kind: 'hidden' } })
    findings.add({ place: { ...place, kind: 'hidden' }, text: looseText(stray) })
  }
  return pages.length
}

/** A file of its own has pages; a picture in a document stands on one of them, and its own are told by their number. */
function placeOf (place: Place, page: number, pages: number): Place {
  if (place.name === undefined) return { ...place, page }
  return pages === 1 ? place : { ...place, name: `${place.name}/${page}` }
}

async function readPage (page: TiffPage & { file: Buffer }, place: Place, { findings, limits, pageReader }: ReadingContext): Promise<void> {
  const fault = (code: FaultCode): void => findings.fault({ code, place })
  const say = (text: string): void => findings.add({ place: { ...place, kind: 'metadata' }, text })
  const said = tagsText(page)
  say(said.text)
  try {
    const { raster, whole, text } = await drawTiffPage(page, limits.pixels, longSide)
    say(text)
    if (!whole || !said.whole || pageReader === undefined) fault('unread_part')
    if (pageReader === undefined) return
    const { pieces, faults } = await pageReader.readPicture(raster, place)
    pieces.forEach(findings.add)
    // A picture of a document that is blank is a spacer or a background.
    faults.filter(({ code }) => code !== 'blank_page' || place.name === undefined).forEach(findings.fault)
  } catch (error) {
    fault(faultOf(error))
  }
}

/** Why a page, or the whole file, was not drawn. Throws again what ends the reading of the file. */
function faultOf (error: unknown): FaultCode {
  if (error instanceof ReadingStop) throw error
  if (error instanceof TooManyPixels) return 'too_large'
  return error instanceof UnknownPicture ? 'unknown_type' : 'broken'
}
