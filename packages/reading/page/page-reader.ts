import { decodePicture, TooManyPixels, UnknownPicture } from '../decode-picture.ts'
import { pictureSize } from '../picture-size.ts'
import type { Raster } from './raster.ts'
import { longSide, type PageLine, readPage } from './read-page.ts'
import type { Area, Piece, Place, ReadingFault } from '../reading.ts'
import { type Language, openRecogniser, type Recogniser } from './recogniser.ts'
import { longSideOf, stretchesOf } from './stretches.ts'

export type PageReaderOptions = Readonly<{
  /** Below this confidence (0 to 100) a page counts as unread; 60 if not said. */
  sureFrom?: number
  /** The most pixels of a picture that is unpacked; 100 million if not said. */
  pixels?: number
}>

/** A picture as a file holds it, or as it was drawn. */
export type Picture = Raster | Readonly<{ bytes: Uint8Array }>

/** What was read in a picture: a piece for each line, in the order of the page. */
export type PageRead = Readonly<{ pieces: readonly Piece[], faults: readonly ReadingFault[] }>

/** Reads what stands in pictures, one after the other. */
export type PageReader = Readonly<{
  /**
   * Reads a picture, its head first. It answers for every picture: what cannot be unpacked, is blank or was not read for
   * sure comes back with a fault. What was read in two ways is told in both.
   */
  readPicture (picture: Picture, place: Place): Promise<PageRead>
  close (): Promise<void>
}>

const defaultSureFrom = 60
const defaultPixels = 100_000_000

/** Starts text recognition for Chinese and English, without network. Close it when it is no more needed. */
export async function openPageReader (options: PageReaderOptions = {}): Promise<PageReader> {
  const { sureFrom = defaultSureFrom, pixels = defaultPixels } = options
  const opened = new Map<Language, Promise<Recogniser>>([['chi_sim', openRecogniser('chi_sim')]])
  await opened.get('chi_sim')
  const recogniser = (language: Language): Promise<Recogniser> => {
    const known = opened.get(language) ?? openRecogniser(language)
    opened.set(language, known)
    return known
  }
  const close = async (): Promise<void> => {
    const all = [...opened.values()]
    opened.clear()
    await Promise.allSettled(all.map(async (one) => await (await one).close()))
  }
  return {
    async readPicture (picture, place) {
      const fault = (code: ReadingFault['code']): PageRead => ({ pieces: [], faults: [{ code, place }] })
      let raster: Raster
      try {
        raster = 'bytes' in picture ? await decodePicture(picture.bytes, pixels, longSideOf(pictureSize(picture.bytes), longSide)) : picture
      } catch (error) {
        return fault(error instanceof TooManyPixels ? 'too_large' : error instanceof UnknownPicture ? 'unknown_type' : 'broken')
      }
      try {
        const pieces: Piece[] = []
        let [isBlank, isUnsure] = [true, false]
        for (const { part, area } of stretchesOf(raster, longSide)) {
          const page = await readPage(part, recogniser)
          if (page === undefined) continue
          isBlank = false
          isUnsure ||= page.confidence < sureFrom || page.isCovered
          pieces.push(...page.lines.map((line) => pieceOf({ ...line, area: areaIn(area, line.area) }, place)))
        }
        if (isBlank) return fault('blank_page')
        return { pieces, faults: isUnsure ? [{ code: 'unsure_page', place }] : [] }
      } catch {
        // Text recognition that failed once may have lost its memory: the next picture gets a new one.
        await close()
        return fault('unread_part')
      }
    },
    close,
  }
}

/** The line as a piece; its area is one of the page, of which the picture may be a part. */
function pieceOf ({ area, ...line }: PageLine, place: Place): Piece {
  return { ...line, place: { ...place, area: place.area === undefined ? area : areaIn(place.area, area) } }
}

function areaIn (whole: Area, part: Area): Area {
  return {
    left: whole.left + whole.width * part.left, top: whole.top + whole.height * part.top,
    width: whole.width * part.width, height: whole.height * part.height,
  }
}
