import { type Glyph, shareIn } from './glyph.ts'
import { type PageText, pageText } from './page-text.ts'
import { type PictureReader, readPart } from './read-picture-text.ts'
import type { Removal } from './removal.ts'
import { boxOf, burn, markGlyph, type Sheet, type SheetBox, wholeOf } from './sheet.ts'
import { widenOverPaper } from './widen-over-paper.ts'
import { touched, type WordBox, wordBoxes } from './word-boxes.ts'

/** A removal and its place in the list. */
export type NumberedRemoval = Readonly<{ removal: Removal, at: number }>

/** What one removal took: its words, and how many characters went with them because a box covers them. */
export type Removed = Readonly<{ removal: number, words: string, besides: number }>

/** A sheet without what was removed; `burnt` are its boxes. */
export type Redacted = Readonly<{ sheet: Sheet, burnt: readonly SheetBox[], removed: readonly Removed[] }>

type Plan = Readonly<{ at: number, words: readonly number[], boxes: readonly WordBox[], text: string }>

/**
 * Burns the removals of one page into its sheet, and takes the characters that they cover out of it. With a reader the
 * words of an area are known even where they are nothing but a picture.
 */
export async function removeFromSheet (
  sheet: Sheet, text: PageText, removals: readonly NumberedRemoval[], reader?: PictureReader,
): Promise<Redacted> {
  const plans: Plan[] = []
  for (const one of removals) plans.push(await planOf(sheet, text, one, reader))
  const burnt = burn(sheet, plans.flatMap(({ at, boxes }) => boxes.map(({ box }) => ({ box, removal: at }))))
  const named = new Set(plans.flatMap(({ words }) => words))
  const removed = plans.map(({ at, boxes, text: own }) => {
    const taken = new Set(boxes.flatMap((box) => box.taken))
    const besides = [...taken].filter((glyph) => !named.has(glyph) && sheet.glyphs[glyph]?.text.trim() !== '')
    return { removal: at, words: own, besides: besides.length }
  })
  return { sheet: { ...sheet, glyphs: withMarks(sheet.glyphs, plans.flatMap(({ boxes }) => boxes)) }, burnt, removed }
}

async function planOf (
  sheet: Sheet, { text, glyphAt }: PageText, { removal, at }: NumberedRemoval, reader: PictureReader | undefined,
): Promise<Plan> {
  const { glyphs } = sheet
  const whole = wholeOf(sheet.raster, sheet.dpi)
  if (!('area' in removal)) {
    const words = [...new Set(glyphAt.slice(removal.start, removal.end))].filter((glyph) => glyph >= 0)
    const chosen = [...text].slice(removal.start, removal.end).join('')
    return { at, words, text: chosen, boxes: wordBoxes(glyphs, words, whole, removal.neighbours ?? 'cover') }
  }
  const area = boxOf(removal.area, whole)
  const neighbours = removal.neighbours ?? 'keep'
  const words = [...glyphs.keys()].filter((glyph) => shareIn((glyphs[glyph] as Glyph).box, area) > touched)
  if (words.length === 0) {
    const taken = reader === undefined ? '' : await readPart(sheet, area, reader)
    return { at, words, text: taken, boxes: [{ box: widenOverPaper(sheet, area, neighbours), taken: [] }] }
  }
  const boxes = wordBoxes(glyphs, words, whole, neighbours)
  return { at, words, text: pageText(words.map((glyph) => glyphs[glyph] as Glyph)).text, boxes: [...boxes, { box: area, taken: [] }] }
}

/** The characters that are left, with one mark for each box: where its first character stood, or at the end. */
function withMarks (glyphs: readonly Glyph[], boxes: readonly WordBox[]): Glyph[] {
  const boxAt = new Map(boxes.flatMap((box) => box.taken.map((glyph) => [glyph, box] as const)))
  const marked = new Set<WordBox>()
  const mark = (box: WordBox): Glyph[] => {
    if (marked.has(box)) return []
    marked.add(box)
    return [markGlyph(box.box, (box.box.bottom - box.box.top) / 1.2)]
  }
  const left = glyphs.flatMap((glyph, at) => {
    const box = boxAt.get(at)
    return box === undefined ? [glyph] : mark(box)
  })
  return [...left, ...boxes.flatMap(mark)]
}
