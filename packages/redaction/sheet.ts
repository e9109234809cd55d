import { redactionMark } from '@lightwell/documents/redact-text'
import type { Raster } from '@lightwell/reading/page/raster'
import type { Area } from '@lightwell/reading/reading'
import type { Box, Glyph } from './glyph.ts'

/** A page that is worked on: its picture, so many dots to the inch, what is written on it, and what of that is seen. */
export type Sheet = Readonly<{ raster: Raster, dpi: number, glyphs: readonly Glyph[], seen: ReadonlySet<Glyph> }>

/** A box to burn, for the removal of this place in the list. */
export type SheetBox = Readonly<{ box: Box, removal: number }>

/** The whole of a page in points. */
export function wholeOf ({ width, height }: { width: number, height: number }, dpi: number): Box {
  return { left: 0, top: 0, right: width * 72 / dpi, bottom: height * 72 / dpi }
}

/** A mark that stands in the text layer where a box is burnt; always the same, however much was there. */
export function markGlyph (box: Box, em: number): Glyph {
  const [y, along] = [box.bottom - em / 5, { x: 1, y: 0 }]
  return { text: redactionMark, box, em, along, start: { x: box.left, y }, end: { x: box.right, y } }
}

export function isMark ({ text }: Glyph): boolean {
  return text === redactionMark
}

/** The dots of a picture that a box touches, from `left` and `top` to before `right` and `bottom`. */
export function dotsOf (box: Box, { width, height }: Raster, dpi: number): Box {
  const scale = dpi / 72
  return {
    left: Math.max(0, Math.floor(box.left * scale)), right: Math.min(width, Math.ceil(box.right * scale)),
    top: Math.max(0, Math.floor(box.top * scale)), bottom: Math.min(height, Math.ceil(box.bottom * scale)),
  }
}

/** Burns boxes into the picture; answers them as they were burnt, grown to whole dots and one dot beyond. */
export function burn ({ raster, dpi }: Pick<Sheet, 'raster' | 'dpi'>, boxes: readonly SheetBox[]): SheetBox[] {
  const black = new Uint32Array(raster.rgba.buffer, raster.rgba.byteOffset, raster.width * raster.height)
  const dot = 72 / dpi
  return boxes.map(({ box, removal }) => {
    const grown = { left: box.left - dot, top: box.top - dot, right: box.right + dot, bottom: box.bottom + dot }
    const { left, top, right, bottom } = dotsOf(grown, raster, dpi)
    for (let y = top; y < bottom; y += 1) black.fill(opaqueBlack, y * raster.width + left, y * raster.width + right)
    return { removal, box: { left: left * dot, top: top * dot, right: right * dot, bottom: bottom * dot } }
  })
}

const opaqueBlack = new Uint32Array(Uint8Array.of(0, 0, 0, 255).buffer)[0]!

/** A box as parts of its page. */
export function areaOf (box: Box, { right: width, bottom: height }: Box): Area {
  return { left: box.left / width, top: box.top / height, width: (box.right - box.left) / width, height: (box.bottom - box.top) / height }
}

/** An area of a page as a box in points. */
export function boxOf ({ left, top, width, height }: Area, whole: Box): Box {
  return {
    left: left * whole.right, top: top * whole.bottom, right: (left + width) * whole.right, bottom: (top + height) * whole.bottom,
  }
}
