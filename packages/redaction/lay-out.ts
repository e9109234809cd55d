import type { Glyph } from './glyph.ts'
import { markGlyph, type SheetBox } from './sheet.ts'

/** What a text is laid out from: its characters, and a number in the place of what a removal took. */
export type Token = string | number

/** A page of text: its characters with the marks of its boxes among them, and the boxes. */
export type LaidPage = Readonly<{ glyphs: readonly Glyph[], boxes: readonly SheetBox[] }>

/** A page of A4, in points. */
export const paper = { width: 595, height: 842 } as const
export const textSize = 12
const margin = 72
const leading = 20
/** How far below the top of its line a character stands. */
const ascent = 14
/** Every box of a laid-out text is as wide as four full characters, whatever it stands for. */
const boxWidth = 4 * textSize

type Unit = readonly Token[]
type Page = { glyphs: Glyph[], boxes: SheetBox[] }

/**
 * Sets texts in lines and pages. Where a line and a page end follows from what is left alone, so nothing in the place of
 * any character tells how much was removed: originals that differ in the removed words alone give the same pages.
 */
export function layOut (texts: readonly (readonly Token[])[], widthOf: (character: string) => number): LaidPage[] {
  const pages: Page[] = [{ glyphs: [], boxes: [] }]
  let [x, y] = [margin, margin]
  const endLine = (): void => {
    [x, y] = [margin, y + leading]
    if (y + leading <= paper.height - margin) return
    pages.push({ glyphs: [], boxes: [] })
    y = margin
  }
  const room = (token: Token): number => typeof token === 'number' ? boxWidth : token === '\t' ? 2 * textSize : widthOf(token)
  for (const unit of texts.flatMap((text) => [...unitsOf(text), ['\n'], ['\n']])) {
    const width = unit.reduce((sum: number, token) => sum + room(token), 0)
    if (x > margin && x + width > paper.width - margin && unit[0] !== '\n') endLine()
    for (const token of unit) {
      if (token === '\n') {
        endLine()
        continue
      }
      if (x > margin && x + room(token) > paper.width - margin) endLine()
      place(pages.at(-1) as Page, token, { left: x, top: y, width: room(token) })
      x += room(token)
    }
  }
  return pages.filter(({ glyphs }, at) => at === 0 || glyphs.length > 0)
}

function place (page: Page, token: Token, { left, top, width }: { left: number, top: number, width: number }): void {
  const box = { left, right: left + width, top: top + 1, bottom: top + leading - 1 }
  if (typeof token === 'number') {
    page.boxes.push({ box, removal: token })
    page.glyphs.push(markGlyph(box, textSize))
    return
  }
  const y = top + ascent
  page.glyphs.push({ text: token, box, em: textSize, along: { x: 1, y: 0 }, start: { x: left, y }, end: { x: left + width, y } })
}

/** What is kept on one line: a word of letters or digits, or else a single character. */
function unitsOf (tokens: readonly Token[]): Unit[] {
  const units: Token[][] = []
  for (const token of tokens) {
    const unit = units.at(-1)
    if (unit !== undefined && isOfWord(token) && unit.every(isOfWord)) unit.push(token)
    else units.push([token === '\r\n' || token === '\r' || token === '\f' ? '\n' : token])
  }
  return units
}

function isOfWord (token: Token): boolean {
  return typeof token === 'string' && /^[!-~\u00a1-\u024f]/.test(token)
}
