import type { PageReader } from '@lightwell/reading/page/page-reader'
import type { Raster } from '@lightwell/reading/page/raster'
import type { Box, Glyph } from './glyph.ts'
import { boxOf, dotsOf, wholeOf } from './sheet.ts'

export type PictureReader = Pick<PageReader, 'readPicture'>

/** The characters that can be read in a picture, spread evenly over their lines. */
export async function readGlyphs (raster: Raster, dpi: number, reader: PictureReader): Promise<Glyph[]> {
  const whole = wholeOf(raster, dpi)
  const { pieces } = await reader.readPicture(raster, { kind: 'picture' })
  return pieces.flatMap(({ place, text }) => place.area === undefined ? [] : spread(text, boxOf(place.area, whole)))
}

/** What can be read in a part of a picture alone, line by line. */
export async function readPart ({ raster, dpi }: { raster: Raster, dpi: number }, part: Box, reader: PictureReader): Promise<string> {
  const { pieces } = await reader.readPicture(cut(raster, dotsOf(part, raster, dpi)), { kind: 'picture' })
  return pieces.map(({ text }) => text).join('\n')
}

function spread (text: string, line: Box): Glyph[] {
  const characters = [...text]
  const em = (line.bottom - line.top) / 1.1
  const y = line.bottom - em / 5
  // A letter or digit takes half the room of a Han character.
  const widths = characters.map((character) => character < '\u0100' ? 1 : 2)
  const unit = (line.right - line.left) / widths.reduce((sum: number, width) => sum + width, 0)
  let left = line.left
  return characters.map((character, at) => {
    const box = { ...line, left, right: left += (widths[at] as number) * unit }
    return { text: character, box, em, along: { x: 1, y: 0 }, start: { x: box.left, y }, end: { x: box.right, y } }
  })
}

/** Paper around a part, in dots: characters at the rim of a picture are not read. */
const border = 24

function cut ({ rgba, width }: Raster, { left, top, right, bottom }: Box): Raster {
  const part = { width: right - left + 2 * border, height: bottom - top + 2 * border }
  const dots = new Uint8ClampedArray(part.width * part.height * 4).fill(255)
  for (let y = top; y < bottom; y += 1) {
    dots.set(rgba.subarray((y * width + left) * 4, (y * width + right) * 4), ((y - top + border) * part.width + border) * 4)
  }
  return { ...part, rgba: dots }
}
