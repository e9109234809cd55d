import type { Coding } from './empty-font.ts'
import { around, type Box, type Glyph } from './glyph.ts'
import { gapBetween } from './page-text.ts'
import { isMark } from './sheet.ts'

/** How wide the empty font says that a character is, in ems. */
export const emWidth = (code: number): number => code >= 0x20 && code < 0x7f ? 0.5 : 1

/**
 * The operators that write glyphs unseen (text rendering mode 3) over their picture on a page of this height: one piece
 * of text for each run of characters, stretched to the room that they take there.
 */
export function textLayer (glyphs: readonly Glyph[], height: number, coding: Coding): string {
  return ['BT', '3 Tr', ...runsOf(glyphs).flatMap(({ glyphs: own, text, box: { left, right, bottom }, em }) => {
    const codes = [...text].map((character) => coding.codeOf(character))
    const natural = own.reduce((sum, glyph) => sum + naturalWidth(glyph), 0) * em
    const stretch = 100 * (right - left) / natural
    return [
      `/F ${figure(em)} Tf`, `${figure(stretch)} Tz`,
      `1 0 0 1 ${figure(left)} ${figure(height - bottom + em / 5)} Tm`,
      `<${codes.map((code) => code.toString(16).padStart(4, '0')).join('')}> Tj`,
    ]
  }), 'ET', ''].join('\n')
}

type Run = { glyphs: Glyph[], text: string, box: Box, em: number }

/**
 * Characters that follow one another in a line, as one, as far as each comes to lie where it is drawn: whoever redacts the
 * rendition again finds them there. What cannot be written is left out.
 */
function runsOf (glyphs: readonly Glyph[]): Run[] {
  const runs: Run[] = []
  let last: Glyph | undefined
  for (const glyph of glyphs) {
    const text = writable(glyph)
    const run = runs.at(-1)
    const runsOn = last !== undefined && follows(last, glyph)
    const longer = run !== undefined && runsOn ? [...run.glyphs, glyph] : [glyph]
    if (run !== undefined && runsOn && !drifts(longer)) {
      Object.assign(run, { glyphs: longer, text: run.text + text, box: around([run.box, glyph.box]) })
    } else runs.push({ glyphs: [glyph], text, box: glyph.box, em: glyph.em })
    last = glyph
  }
  return runs.filter(({ text, box }) => text !== '' && box.right > box.left)
}

function writable ({ text }: Glyph): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, '')
}

/** How wide the empty font says that what is drawn at once is, in ems. */
function naturalWidth (glyph: Glyph): number {
  return Array.from(writable(glyph), (character) => emWidth(character.codePointAt(0) ?? 0)).reduce((sum, width) => sum + width, 0)
}

/** By how much of an em a character may lie beside its picture. */
const drift = 0.2

/** Whether stretching a run of characters to their room as a whole would leave some of them beside their pictures. */
function drifts (glyphs: readonly Glyph[]): boolean {
  const { left, right } = around(glyphs.map(({ box }) => box))
  const natural = glyphs.reduce((sum, glyph) => sum + naturalWidth(glyph), 0)
  let before = 0
  return glyphs.some((glyph) => {
    const place = left + (right - left) * before / natural
    before += naturalWidth(glyph)
    return Math.abs(place - glyph.box.left) > drift * glyph.em
  })
}

/** Marks stand alone, since they are written narrower than they are. */
function follows (last: Glyph, glyph: Glyph): boolean {
  return last.em === glyph.em && last.along.x > 0.99 && !isMark(last) && !isMark(glyph) && gapBetween(last, glyph) === ''
}

function figure (value: number): string {
  return String(Number(value.toFixed(2)))
}
