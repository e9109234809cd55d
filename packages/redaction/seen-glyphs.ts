import type { Raster } from '@lightwell/reading/page/raster'
import { type Glyph, shareIn } from './glyph.ts'
import { dotsOf } from './sheet.ts'

/** How much a dot of a character differs from what is there without it, of 255. */
const contrast = 24
/** At each side this share of a cell is not looked at: its neighbours reach into it. */
const edge = 0.12
/** Characters that share more of a cell than this are written over each other; half of a comma's is often given away. */
const overdrawn = 0.7

/**
 * The characters of a page that can be seen: where its picture is another when no text is drawn. A page may hold text that
 * is white on white, lies under a picture or under a bar that somebody took for a redaction, stands beside the page or has
 * no ink at all. None of it may go on in a text layer.
 */
export function seenGlyphs (glyphs: readonly Glyph[], drawn: Raster, bare: Raster, dpi: number): Set<Glyph> {
  const inked = glyphs.filter((glyph) => !glyph.inkless)
  const covered = overwritten(inked)
  return new Set(inked.filter((glyph) => isBlank(glyph) || !covered.has(glyph) && differs(glyph, drawn, bare, dpi)))
}

const isBlank = ({ text }: Glyph): boolean => text.trim() === ''

function differs ({ box }: Glyph, drawn: Raster, bare: Raster, dpi: number): boolean {
  const [x, y] = [edge * (box.right - box.left), edge * (box.bottom - box.top)]
  const inner = { left: box.left + x, right: box.right - x, top: box.top + y, bottom: box.bottom - y }
  const { left, top, right, bottom } = dotsOf(inner, drawn, dpi)
  for (let row = top; row < bottom; row += 1) {
    for (let at = (row * drawn.width + left) * 4; at < (row * drawn.width + right) * 4; at += 1) {
      if (Math.abs(drawn.rgba[at]! - bare.rgba[at]!) > contrast) return true
    }
  }
  return false
}

/**
 * Characters that are written over each other. Of the same one twice, as bold is faked, the second is read; of two nobody
 * knows which is seen, so neither goes on. What has no width, as an accent, belongs to what it stands over.
 */
function overwritten (glyphs: readonly Glyph[]): Set<Glyph> {
  const covered = new Set<Glyph>()
  const rows = new Map<number, Glyph[]>()
  const row = (y: number): number => Math.floor(y / 20)
  for (const glyph of glyphs) {
    const { box, text } = glyph
    if (isBlank(glyph) || !(box.right > box.left && box.bottom > box.top)) continue
    const near = new Set<Glyph>()
    for (let y = row(box.top); y <= row(box.bottom); y += 1) {
      const own = rows.get(y) ?? []
      for (const other of own) near.add(other)
      rows.set(y, [...own, glyph])
    }
    for (const other of near) {
      if (shareIn(other.box, box) <= overdrawn && shareIn(box, other.box) <= overdrawn) continue
      covered.add(other)
      if (other.text !== text) covered.add(glyph)
    }
  }
  return covered
}
