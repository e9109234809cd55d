import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { openPen, type Pen } from './pen.ts'
import { type Bounds, pictureBounds } from './picture-bounds.ts'

/** What a page draws, told by its operators. Texts are those of one text object each. */
export type PageOperators = {
  /** Texts that are drawn on the page itself. */
  shown: string[]
  /** Texts in layers that are not shown, or drawn with invisible ink. */
  hidden: string[]
  /** The texts of a page on which some cannot be seen, without those. */
  clear: string[]
  faint: number
  /** Texts in the looks of annotations: stamps, notes, fields. */
  ofAnnotations: string[]
  /** Pictures, curves and patterns: what may be words without being text. */
  pictures: number
  curves: number
  /** What the pictures take up, on the page and beside it. */
  bounds: Bounds | undefined
  /** Squares and strokes that are no longer than a part of a character. */
  specks: number
  /** Pictures and curves in layers that are not shown. */
  hiddenPictures: number
  /** Everything that leaves a mark on the page. */
  marks: number
  /** Pictures that could not be decoded. */
  lost: number
  fonts: Set<string>
  hasOwnGlyphs: boolean
  /** Whether a font gives one character to different glyphs, as one does that does not say what it draws. */
  hasDoubles: boolean
}

type List = { fnArray: number[], argsArray: unknown[] }
type Operators = Partial<Record<number, (args: unknown[]) => void>>
type Visible = (group: unknown) => boolean
type Glyph = { unicode?: string, fontChar?: string }

const pictureOperators = new Set<number>([
  OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject, OPS.paintImageMaskXObjectGroup,
  OPS.paintImageXObjectRepeat, OPS.paintImageMaskXObjectRepeat, OPS.paintInlineImageXObjectGroup, OPS.shadingFill,
  OPS.paintSolidColorImageMask,
])

/** Reads the operators of a page; `isVisible` says whether the group of a layer is shown. */
export async function pageOperators (page: PDFPageProxy, isVisible: Visible): Promise<PageOperators> {
  const list = await page.getOperatorList() as unknown as List
  const found: PageOperators = {
    shown: [], hidden: [], ofAnnotations: [], clear: [], faint: 0, fonts: new Set(),
    hasOwnGlyphs: false, hasDoubles: false, pictures: 0, bounds: pictureBounds(list), curves: 0, specks: 0, hiddenPictures: 0, marks: 0, lost: 0,
  }
  walk(list, page, isVisible, found)
  return found
}

function walk (list: List, page: PDFPageProxy, isVisible: Visible, found: PageOperators): void {
  // Whether each marked part that is open is shown; and in an annotation.
  const open: boolean[] = []
  let annotations = 0
  let text = ''
  let clear = ''
  const pen = openPen()
  const glyphsOf = new Map<string, string>()
  const isHidden = (): boolean => open.includes(false) || pen.isInvisible()
  const endText = (): void => {
    const texts = annotations > 0 ? found.ofAnnotations : isHidden() ? found.hidden : found.shown
    if (text.trim() !== '') texts.push(text)
    text = ''
  }
  const does: Operators = {
    ...penOperators(pen),
    ...patternOperators(page, isVisible, found),
    [OPS.beginMarkedContent]: () => open.push(true),
    [OPS.beginMarkedContentProps]: ([tag, group]) => {
      endText()
      open.push(tag !== 'OC' || isVisible(group))
    },
    [OPS.endMarkedContent]: () => {
      endText()
      open.pop()
    },
    [OPS.beginAnnotation]: () => {
      annotations += 1
    },
    [OPS.endAnnotation]: () => {
      endText()
      annotations -= 1
    },
    [OPS.setTextRenderingMode]: ([value]) => {
      endText()
      pen.mode(value as number)
    },
    [OPS.setFont]: ([name, size]) => {
      pen.font(name as string, Number(size))
      found.fonts.add(name as string)
      found.hasOwnGlyphs ||= isOwnGlyphs(page, name as string)
    },
    [OPS.showText]: ([glyphs]) => {
      const words = textOf(glyphs as (Glyph | number)[])
      text += words
      found.marks += 1
      found.hasDoubles ||= doubles(pen.fontName(), glyphs as (Glyph | number)[], glyphsOf)
      if (pen.isFaint() || isHidden()) found.faint += words.length
      else clear += words
    },
    [OPS.endText]: () => {
      endText()
      found.clear.push(clear)
      clear = ''
    },
    [OPS.constructPath]: ([, path]) =>
      addStrokes(strokesOf((path as [ArrayLike<number> | null])[0], pen.size()), open.includes(false), found),
  }
  list.fnArray.forEach((operator, at) => {
    const args = (list.argsArray[at] ?? []) as unknown[]
    does[operator]?.(args)
    if (!pictureOperators.has(operator)) return
    found.pictures += 1
    found.marks += 1
    if (open.includes(false)) found.hiddenPictures += 1
    if (operator === OPS.paintImageXObject && isLost(page, args[0] as string)) found.lost += 1
  })
}

function patternOperators (page: PDFPageProxy, isVisible: Visible, found: PageOperators): Operators {
  const walkFilling = ([, , pattern]: unknown[]): void => walkPattern(pattern, page, isVisible, found)
  return { [OPS.setFillColorN]: walkFilling, [OPS.setStrokeColorN]: walkFilling }
}

function penOperators (pen: Pen): Operators {
  return {
    [OPS.save]: () => pen.save(),
    [OPS.restore]: () => pen.restore(),
    [OPS.transform]: (matrix) => pen.scale(matrix as number[]),
    [OPS.setFillRGBColor]: ([colour]) => pen.colour(String(colour)),
    [OPS.setTextMatrix]: (matrix) => pen.textScale(matrix.flat() as number[]),
    [OPS.beginText]: () => pen.textScale([1, 0, 0, 1]),
  }
}

function walkPattern (pattern: unknown, page: PDFPageProxy, isVisible: Visible, found: PageOperators): void {
  if (pattern === null || typeof pattern !== 'object' || !('fnArray' in pattern)) return
  // What fills an area again and again is a picture to the eye.
  found.pictures += 1
  walk(pattern as List, page, isVisible, found)
}

function textOf (glyphs: (Glyph | number)[]): string {
  return glyphs.map((glyph) => typeof glyph === 'number' ? '' : glyph?.unicode ?? '').join('')
}

/** Whether a character was drawn with another glyph of the same font before. */
function doubles (font: string, glyphs: (Glyph | number)[], known: Map<string, string>): boolean {
  return glyphs.some((glyph) => {
    if (typeof glyph === 'number' || !glyph?.unicode?.trim() || glyph.fontChar === undefined) return false
    const key = `${font} ${glyph.unicode}`
    const before = known.get(key) ?? glyph.fontChar
    known.set(key, before)
    return before !== glyph.fontChar
  })
}

function isOwnGlyphs (page: PDFPageProxy, name: string): boolean {
  return page.commonObjs.has(name) && (page.commonObjs.get(name) as { isType3Font?: boolean }).isType3Font === true
}

function isLost (page: PDFPageProxy, name: string): boolean {
  const objects = name.startsWith('g_') ? page.commonObjs : page.objs
  return objects.has(name) && objects.get(name) === null
}

// How many numbers follow each command of a path: move, line, curve, curve of one point, close.
const widths = [2, 2, 6, 4, 0]

function addStrokes ({ curves, specks }: Strokes, isHidden: boolean, found: PageOperators): void {
  found.curves += curves
  found.specks += specks
  found.marks += 1
  if (isHidden) found.hiddenPictures += curves
}

type Strokes = { curves: number, specks: number }

// In points: a part of a character that is drawn in squares.
const longestSpeck = 6

/** Curves and slanting lines: letters have them, rules and frames of tables do not. And what is as short as a point. */
function strokesOf (path: ArrayLike<number> | null, scale: number): Strokes {
  let curves = 0
  let specks = 0
  let x = 0
  let y = 0
  for (let at = 0; path !== null && at < path.length;) {
    const command = path[at] as number
    const width = widths[command] ?? 0
    const [nextX, nextY] = width === 0 ? [x, y] : [path[at + width - 1] as number, path[at + width] as number]
    const slants = Math.abs(nextX - x) > 0.5 && Math.abs(nextY - y) > 0.5
    const length = Math.abs(nextX - x) + Math.abs(nextY - y)
    if (command === 1) {
      if (length > 0 && length * scale < longestSpeck) specks += 1
      if (slants) curves += 1
    } else if (command === 2 || command === 3) curves += 1
    x = nextX
    y = nextY
    at += 1 + width
  }
  return { curves, specks }
}
