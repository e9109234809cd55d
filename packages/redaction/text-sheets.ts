import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { registerPageFonts } from '@lightwell/reading/page-fonts'
import { drawCodeBox, shapelessHan } from './code-box.ts'
import { type LaidPage, layOut, paper, textSize, type Token } from './lay-out.ts'
import type { Passage } from './original.ts'
import type { WordsRemoval } from './removal.ts'
import type { NumberedRemoval, Redacted, Removed } from './remove-from-sheet.ts'
import { burn, isMark, type Sheet } from './sheet.ts'

/** Lays the passages out as simple pages, without what is removed, and draws them one after the other. */
export function * textSheets (
  passages: readonly Passage[], removals: readonly NumberedRemoval[], dpi: number,
): Generator<Redacted> {
  const pen = openPen(createCanvas(1, 1).getContext('2d'))
  const widths = new Map<string, number>()
  const widthOf = (character: string): number => {
    const width = widths.get(character) ?? pen.measureText(character).width
    widths.set(character, width)
    return width
  }
  for (const page of layOut(passages.map(({ text }, at) => tokensOf(text, removalsOf(removals, at))), widthOf)) {
    const sheet = drawn(page, dpi)
    yield { sheet, burnt: burn(sheet, page.boxes), removed: page.boxes.map(({ removal }) => removedBy(passages, removals, removal)) }
  }
}

function removedBy (passages: readonly Passage[], removals: readonly NumberedRemoval[], at: number): Removed {
  const removal = removals[at]?.removal as WordsRemoval
  const words = [...passages[removal.passage]?.text ?? ''].slice(removal.start, removal.end).join('')
  return { removal: at, words, besides: 0 }
}

function openPen (pen: SKRSContext2D): SKRSContext2D {
  registerPageFonts()
  pen.font = `${textSize}px serif`
  pen.lang = 'zh'
  return pen
}

type Cut = Readonly<{ start: number, end: number, at: number }>

function removalsOf (removals: readonly NumberedRemoval[], passage: number): Cut[] {
  return removals
    .flatMap(({ removal, at }) => 'passage' in removal && removal.passage === passage ? [{ ...removal, at }] : [])
    .toSorted((one, other) => one.start - other.start)
}

/** The characters of a text as they are read, with the number of a removal for what it takes. */
function tokensOf (text: string, cuts: readonly Cut[]): Token[] {
  const points = [...text]
  const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' })
  const kept = (from: number, to?: number): string[] =>
    [...characters.segment(points.slice(from, to).join(''))].map(({ segment }) => segment)
  const tokens = cuts.flatMap(({ start, at }, place): Token[] => [...kept(cuts[place - 1]?.end ?? 0, start), at])
  return [...tokens, ...kept(cuts.at(-1)?.end ?? 0)]
}

function drawn ({ glyphs }: LaidPage, dpi: number): Sheet {
  const scale = dpi / 72
  const [width, height] = [Math.round(paper.width * scale), Math.round(paper.height * scale)]
  const pen = openPen(createCanvas(width, height).getContext('2d'))
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, width, height)
  pen.fillStyle = 'black'
  pen.scale(scale, scale)
  for (const glyph of glyphs) {
    const rare = isMark(glyph) ? undefined : shapelessHan(glyph)
    if (rare !== undefined) drawCodeBox(pen, glyph, rare)
    else if (!isMark(glyph)) pen.fillText(glyph.text, glyph.start.x, glyph.start.y)
  }
  const rgba = pen.getImageData(0, 0, width, height).data as Uint8ClampedArray
  return { raster: { width, height, rgba }, dpi, glyphs, seen: new Set(glyphs) }
}
