import { areaWithin } from '@lightwell/documents/piece-area'
import type { PageLine } from '@lightwell/reading/pdf/lines'
import type { Area } from '@lightwell/reading/reading'
import type { Box, Glyph } from './glyph.ts'
import type { PageText } from './page-text.ts'
import type { AreaRemoval, Removal } from './removal.ts'
import { boxOf } from './sheet.ts'

type ReadPage = Readonly<{ glyphs: readonly Glyph[], text: PageText, lines: readonly PageLine[], whole: Box }>

/**
 * The removal of what was found in a line of a page, by its characters: the area in which it was reckoned to stand leaves
 * half a number where letters are narrow or columns stand apart. Of a line in which they do not follow one another as they
 * were read all goes; what was found in no line of text goes by its area.
 */
export function foundWords (removal: AreaRemoval, { glyphs, text, lines, whole }: ReadPage): Removal {
  const found = lineOf(removal, lines)
  if (found === undefined) return removal
  const { page, ground } = removal
  const line = boxOf(found.area, whole)
  const inLine = [...glyphs.keys()].filter((at) => isAmid((glyphs[at] as Glyph).box, line))
  const written = inLine.flatMap((at) => Array.from(bare(glyphs[at]?.text ?? ''), (character) => ({ character, at })))
  const [before, words] = [found.before, found.words].map((part) => [...bare(part)]) as [string[], string[]]
  const place = written.slice(before.length, before.length + words.length)
  const [first, last] = [place[0]?.at ?? 0, place.at(-1)?.at ?? 0]
  const isWhole = [...before, ...words].every((character, at) => written[at]?.character === character) && words.length > 0
    && inLine.indexOf(last) - inLine.indexOf(first) === last - first
  if (!isWhole) return { page, area: found.area, ground }
  return { passage: page - 1, start: text.glyphAt.indexOf(first), end: text.glyphAt.lastIndexOf(last) + 1, ground }
}

/** The line in which words of these places were reckoned to stand in this area. */
function lineOf ({ area, words }: AreaRemoval, lines: readonly PageLine[]): { area: Area, before: string, words: string } | undefined {
  if (words === undefined) return undefined
  return lines.flatMap((line) => {
    const points = [...line.text]
    const [before, own] = [points.slice(0, words.start).join(''), points.slice(words.start, words.end).join('')]
    if (line.area === undefined || points.length < words.end) return []
    const reckoned = areaWithin({ text: line.text, place: { kind: 'body', area: line.area } }, before.length, before.length + own.length)
    return reckoned !== undefined && isSame(reckoned, area) ? [{ area: line.area, before, words: own }] : []
  })[0]
}

function isSame (one: Area, other: Area): boolean {
  return (['left', 'top', 'width', 'height'] as const).every((side) => Math.abs(one[side] - other[side]) < 1e-6)
}

function isAmid (box: Box, { left, top, right, bottom }: Box): boolean {
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
  return x >= left && x <= right && y >= top && y <= bottom
}

function bare (text: string): string {
  return text.replace(/\s+/g, '')
}
