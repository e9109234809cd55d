import type { Raster } from '@lightwell/reading/page/raster'
import { type Glyph, shareIn } from './glyph.ts'
import { wholeOf } from './sheet.ts'

/** A page that has words and was drawn without any: whoever gets its picture would not have them. */
export class BlankPage extends Error {
  readonly page: number

  constructor (page: number) {
    super(`Page ${page} was drawn blank.`)
    this.name = 'BlankPage'
    this.page = page
  }
}

/** Whether a picture shows nothing at all of what is written on its page, as where no font has its characters. */
export function isBlank (raster: Raster, glyphs: readonly Glyph[], dpi: number): boolean {
  const dots = new Uint32Array(raster.rgba.buffer, raster.rgba.byteOffset, raster.rgba.length / 4)
  const whole = wholeOf(raster, dpi)
  const isWritten = ({ inkless, text, box }: Glyph): boolean => inkless !== true && text.trim() !== '' && shareIn(box, whole) > 0
  return glyphs.some(isWritten) && dots.every((dot) => dot === dots[0])
}
