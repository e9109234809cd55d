import { encodePicture } from './encoded-picture.ts'
import { shareIn } from './glyph.ts'
import { type PictureReader, readGlyphs } from './read-picture-text.ts'
import { isMark, type Sheet, type SheetBox } from './sheet.ts'
import type { DonePage } from './write-rendition.ts'

/** What a box covers by more than this share of its cell is not read on, whoever it belongs to. */
const mostCovered = 0.5

/**
 * Closes a sheet whose boxes are burnt: its picture packed, and of its text what can be seen on it. Where that is nothing
 * the text is read with the reader, if there is one, from the burnt picture.
 */
export async function finish (
  { raster, dpi, glyphs, seen }: Sheet, burnt: readonly SheetBox[], reader?: PictureReader,
): Promise<DonePage> {
  const written = glyphs.filter((glyph) => isMark(glyph) || seen.has(glyph))
  const read = reader !== undefined && written.every(isMark) ? await readGlyphs(raster, dpi, reader) : []
  const left = [...read, ...written].filter((glyph) =>
    isMark(glyph) || !burnt.some(({ box }) => shareIn(glyph.box, box) > mostCovered))
  return { picture: encodePicture(raster), dpi, glyphs: left }
}
