import { TooManyPixels, UnknownPicture } from '../decode-picture.ts'
import type { Span, Tiff } from './directories.ts'
import { tagValues, type TagValues } from './page-tags.ts'

/** A strip or a tile: where it stands on the page, its size, and its bytes. */
export type Block = Readonly<{ left: number, top: number, width: number, height: number, at: number, length: number }>

const wholePage = 2 ** 32 - 1
// Tiles reach beyond the page, but not far.
const mostUnseen = 4

/** The strips or tiles of a page. Throws where there are not as many as the page needs. */
export function blocksOf (values: TagValues, page: { width: number, height: number }, pixels: number): Block[] {
  const isTiled = values.all('tiles').length > 0
  if (isTiled && values.all('strips').length > 0) throw new UnknownPicture()
  const [starts, lengths] = spansOf(values, isTiled)
  const size = isTiled
    ? { width: values.one('tileWidth'), height: values.one('tileHeight') }
    : { width: page.width, height: Math.min(values.one('rows', wholePage), page.height) }
  const [across, down] = [Math.ceil(page.width / size.width), Math.ceil(page.height / size.height)]
  if (!(across * down * size.width * size.height <= mostUnseen * pixels)) throw new TooManyPixels()
  if (starts.length !== across * down || lengths.length !== starts.length) throw new UnknownPicture()
  return starts.map((at, place) => {
    const [left, top] = [place % across * size.width, Math.floor(place / across) * size.height]
    // The last strip ends with the page; a tile is always whole.
    const height = isTiled ? size.height : Math.min(size.height, page.height - top)
    return { left, top, width: size.width, height, at, length: lengths[place]! }
  })
}

function spansOf (values: TagValues, isTiled: boolean): [starts: readonly number[], lengths: readonly number[]] {
  return isTiled ? [values.all('tiles'), values.all('tileLengths')] : [values.all('strips'), values.all('stripLengths')]
}

/** The bytes of the pixels of all pages, whether or not a page is understood. */
export function pixelSpans ({ pages }: Tiff): Span[] {
  return pages.flatMap(({ fields }) => [true, false].flatMap((isTiled) => {
    const [starts, lengths] = spansOf(tagValues(fields), isTiled)
    return starts.map((from, at) => ({ from, to: from + (lengths[at] ?? 0) }))
  }))
}
