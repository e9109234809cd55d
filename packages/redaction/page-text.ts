import type { Glyph } from './glyph.ts'

/** The text of a page, and for each of its code points the place of its glyph in the list; -1 for what parts words and lines. */
export type PageText = Readonly<{ text: string, glyphAt: readonly number[] }>

/** Sets the glyphs of a page together as text: in the order they are drawn, with a space for a gap and a line for a line. */
export function pageText (glyphs: readonly Glyph[]): PageText {
  const parts: string[] = []
  const glyphAt: number[] = []
  let last: Glyph | undefined
  for (const [at, glyph] of glyphs.entries()) {
    const between = last === undefined ? '' : gapBetween(last, glyph)
    if (between !== '') {
      parts.push(between)
      glyphAt.push(-1)
    }
    parts.push(glyph.text)
    for (const _ of glyph.text) glyphAt.push(at)
    last = glyph
  }
  return { text: parts.join(''), glyphAt }
}

/** What stands between two characters that follow one another: nothing, a space, or the end of a line. */
export function gapBetween (one: Glyph, other: Glyph): '' | ' ' | '\n' {
  const em = Math.max(one.em, other.em)
  const [x, y] = [other.start.x - one.end.x, other.start.y - one.end.y]
  const along = x * one.along.x + y * one.along.y
  const across = Math.abs(x * one.along.y - y * one.along.x)
  if (across > em / 2 || along < -em / 2) return '\n'
  return along > em / 5 && ![one.text, other.text].some((text) => /^\s*$/.test(text)) ? ' ' : ''
}
