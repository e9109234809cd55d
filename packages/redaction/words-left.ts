import { around, type Box, type Glyph } from './glyph.ts'
import { isMark } from './sheet.ts'

/** A text as it is compared: without blanks, full- and half-width alike, small letters. */
export function plain (text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

/**
 * What of removed words must not be read again: all of it, each of its lines, and each number in it. Single characters
 * and dots recur everywhere and say nothing.
 */
export function needlesOf (words: string): string[] {
  const numbers = plain(words).match(/\d{6,}x?/g) ?? []
  const parts = [words, ...words.split('\n')].map(plain)
  return [...new Set([...parts, ...numbers])].filter((needle) => (needle.match(/[\p{L}\p{N}]/gu) ?? []).length > 1)
}

/** Where words are still to be read among the characters of a page. */
export function placesOf (needle: string, glyphs: readonly Glyph[]): Box[] {
  let text = ''
  const owner: number[] = []
  for (const [at, glyph] of glyphs.entries()) {
    // A mark parts the words around it.
    const own = isMark(glyph) ? '\n' : plain(glyph.text)
    text += own
    for (let unit = 0; unit < own.length; unit += 1) owner.push(at)
  }
  const places: Box[] = []
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    const first = owner[at] as number
    const last = owner[at + needle.length - 1] as number
    places.push(around(glyphs.slice(first, last + 1).map(({ box }) => box)))
  }
  return places
}
