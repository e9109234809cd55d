import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Glyph } from './glyph.ts'
import { drawnGlyphs, type Shown } from './drawn-glyphs.ts'
import { type Cursor, cursorOn, type Matrix, moveCursor, type PenFont, turn } from './text-cursor.ts'

type Layers = Readonly<{ isVisible (group: unknown): boolean }>
type Walk = {
  readonly glyphs: Glyph[]
  cursor: Cursor
  readonly saved: Cursor[]
  readonly upright: Matrix
  /** For each piece of marked content that is open, whether it is seen. */
  readonly seen: boolean[]
  readonly layers: Layers
  readonly fonts: ReadonlyMap<string, PenFont>
}

/**
 * All characters of a page in the order they are drawn, each where it is drawn. They are taken from what draws the page
 * and not from its extracted text, which knows only where a line begins and how long it is: in a proportional font a
 * box over a guessed place leaves half of a name to be read. What stands in a hidden layer is not drawn, so not here.
 */
export async function pageGlyphs (page: PDFPageProxy, layers: Layers): Promise<Glyph[]> {
  const { fnArray, argsArray } = await page.getOperatorList()
  const upright = page.getViewport({ scale: 1 }).transform as unknown as Matrix
  const fonts = await fontsOf(page, fnArray, argsArray)
  const walk: Walk = { glyphs: [], cursor: cursorOn(upright), saved: [], upright, seen: [], layers, fonts }
  for (const [at, operator] of fnArray.entries()) step(walk, operator, (argsArray[at] ?? []) as unknown[])
  return walk.glyphs
}

async function fontsOf (
  page: PDFPageProxy, operators: readonly number[], values: readonly unknown[],
): Promise<Map<string, PenFont>> {
  const names = operators.flatMap((operator, at) => {
    const own = values[at] as unknown[]
    if (operator === OPS.setFont) return [String(own[0])]
    return operator === OPS.setGState ? fontsOfState(own[0]).map(([name]) => String(name)) : []
  })
  const fonts = [...new Set(names)].map((name) => new Promise<[string, PenFont]>((resolve) => {
    page.commonObjs.get(name, (font: PenFont) => resolve([name, font]))
  }))
  return new Map(await Promise.all(fonts))
}

function fontsOfState (states: unknown): unknown[][] {
  return (states as [string, unknown[]][]).filter(([key]) => key === 'Font').map(([, font]) => font)
}

const steps: Readonly<Record<number, (walk: Walk, values: unknown[]) => void>> = {
  [OPS.save]: save,
  [OPS.restore]: restore,
  [OPS.beginGroup]: save,
  [OPS.endGroup]: restore,
  [OPS.paintFormXObjectBegin]: (walk, [matrix]) => enter(walk, [matrix]),
  [OPS.paintFormXObjectEnd]: restore,
  [OPS.beginAnnotation]: (walk, [, , transform, matrix]) => {
    walk.cursor = cursorOn(walk.upright)
    enter(walk, [transform, matrix])
  },
  [OPS.beginMarkedContent]: (walk) => walk.seen.push(true),
  [OPS.beginMarkedContentProps]: (walk, [tag, group]) => walk.seen.push(tag !== 'OC' || walk.layers.isVisible(group)),
  [OPS.endMarkedContent]: (walk) => walk.seen.pop(),
  [OPS.setFont]: (walk, [name, size]) => setFont(walk, String(name), Number(size)),
  [OPS.setGState]: (walk, [states]) => {
    for (const [name, size] of fontsOfState(states)) setFont(walk, String(name), Number(size))
  },
  [OPS.showText]: (walk, [shown]) => {
    const glyphs = drawnGlyphs(walk.cursor, (shown as (Shown | number | null)[]).filter((one) => one !== null))
    if (!walk.seen.includes(false)) walk.glyphs.push(...glyphs)
  },
}

function step (walk: Walk, operator: number, values: unknown[]): void {
  const own = steps[operator]
  if (own === undefined) moveCursor(walk.cursor, operator, values)
  else own(walk, values)
}

function save (walk: Walk): void {
  walk.saved.push({ ...walk.cursor })
}

function restore (walk: Walk): void {
  walk.cursor = walk.saved.pop() ?? walk.cursor
}

function enter (walk: Walk, matrices: readonly unknown[]): void {
  save(walk)
  for (const matrix of matrices) if (matrix) walk.cursor.page = turn(walk.cursor.page, matrix as Matrix)
}

function setFont (walk: Walk, name: string, size: number): void {
  walk.cursor.font = walk.fonts.get(name) ?? {}
  walk.cursor.size = Math.abs(size)
  walk.cursor.direction = size < 0 ? -1 : 1
}
