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
  return ['BT', '3 Tr', ...runsOf(glyphs).flatMap((run) => {
    const codes = [...run.text].map((character) => coding.codeOf(character))
    const natural = codes.reduce((sum, code) => sum + emWidth(code), 0) * run.em
    const { box: { left, right, bottom }, em } = run
    const stretch = 100 * (right - left) / natural
    return [
      `/F ${figure(em)} Tf`, `${figure(stretch)} Tz`,
      `1 0 0 1 ${figure(left)} ${figure(height - bottom + em / 5)} Tm`,
      `<${codes.map((code) => code.toString(16).padStart(4, '0')).join('')}> Tj`,
    ]
  }), 'ET', ''].join('\n')
}

type Run = { text: string, box: Box, em: number }

/** Characters that follow one another in a line, as one. What cannot be written is left out. */
function runsOf (glyphs: readonly Glyph[]): Run[] {
  const runs: Run[] = []
  let last: Glyph | undefined
  for (const glyph of glyphs) {
    const text = glyph.text.replace(/[\p{Cc}\p{Cs}]/gu, '')
    const run = runs.at(-1)
    const runsOn = last !== undefined && follows(last, glyph)
    if (run !== undefined && runsOn) Object.assign(run, { text: run.text + text, box: around([run.box, glyph.box]) })
    else runs.push({ text, box: glyph.box, em: glyph.em })
    last = glyph
  }
  return runs.filter(({ text, box }) => text !== '' && box.right > box.left)
}

/** Marks stand alone, since they are written narrower than they are. */
function follows (last: Glyph, glyph: Glyph): boolean {
  return last.em === glyph.em && last.along.x > 0.99 && !isMark(last) && !isMark(glyph) && gapBetween(last, glyph) === ''
}

function figure (value: number): string {
  return String(Number(value.toFixed(2)))
}
