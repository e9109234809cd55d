import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** What a page draws, told by its operators. Texts are those of one text object each. */
export type PageOperators = {
  /** Texts that are drawn on the page itself. */
  shown: string[]
  /** Texts in layers that are not shown, or drawn with invisible ink. */
  hidden: string[]
  /** Texts in the looks of annotations: stamps, notes, fields. */
  ofAnnotations: string[]
  /** Pictures, curves and patterns: what may be words without being text. */
  pictures: number
  curves: number
  /** Pictures and curves in layers that are not shown. */
  hiddenPictures: number
  /** Everything that leaves a mark on the page. */
  marks: number
  /** Pictures that could not be decoded. */
  lost: number
  fonts: Set<string>
  hasOwnGlyphs: boolean
}

type List = { fnArray: number[], argsArray: unknown[] }
type Visible = (group: unknown) => boolean
type Glyph = { unicode?: string }

const pictureOperators = new Set<number>([
  OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject, OPS.paintImageMaskXObjectGroup,
  OPS.paintImageXObjectRepeat, OPS.paintImageMaskXObjectRepeat, OPS.paintInlineImageXObjectGroup, OPS.shadingFill,
  OPS.paintSolidColorImageMask,
])
const invisibleModes = new Set([3, 7])

/** Reads the operators of a page; `isVisible` says whether the group of a layer is shown. */
export async function pageOperators (page: PDFPageProxy, isVisible: Visible): Promise<PageOperators> {
  const found: PageOperators = {
    shown: [], hidden: [], ofAnnotations: [], fonts: new Set(), hasOwnGlyphs: false,
    pictures: 0, curves: 0, hiddenPictures: 0, marks: 0, lost: 0,
  }
  walk(await page.getOperatorList() as unknown as List, page, isVisible, found)
  return found
}

function walk (list: List, page: PDFPageProxy, isVisible: Visible, found: PageOperators): void {
  // Whether each marked part that is open is shown; and in an annotation.
  const open: boolean[] = []
  const modes: number[] = []
  let annotations = 0
  let mode = 0
  let text = ''
  const endText = (): void => {
    const isHidden = open.includes(false) || invisibleModes.has(mode)
    const texts = annotations > 0 ? found.ofAnnotations : isHidden ? found.hidden : found.shown
    if (text.trim() !== '') texts.push(text)
    text = ''
  }
  const does: Partial<Record<number, (args: unknown[]) => void>> = {
    [OPS.save]: () => modes.push(mode),
    [OPS.restore]: () => {
      mode = modes.pop() ?? 0
    },
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
      mode = value as number
    },
    [OPS.setFont]: ([name]) => {
      found.fonts.add(name as string)
      found.hasOwnGlyphs ||= isOwnGlyphs(page, name as string)
    },
    [OPS.showText]: ([glyphs]) => {
      text += textOf(glyphs as (Glyph | number)[])
      found.marks += 1
    },
    [OPS.endText]: endText,
    [OPS.setFillColorN]: ([, , pattern]) => walkPattern(pattern, page, isVisible, found),
    [OPS.setStrokeColorN]: ([, , pattern]) => walkPattern(pattern, page, isVisible, found),
    [OPS.constructPath]: ([, path]) => {
      const curves = curvesOf((path as [ArrayLike<number> | null])[0])
      found.curves += curves
      found.marks += 1
      if (open.includes(false)) found.hiddenPictures += curves
    },
  }
  list.fnArray.forEach((operator, at) => {
    const args = (list.argsArray[at] ?? []) as unknown[]
    does[operator]?.(args)
    if (pictureOperators.has(operator)) {
      found.pictures += 1
      found.marks += 1
      if (open.includes(false)) found.hiddenPictures += 1
      if (operator === OPS.paintImageXObject && isLost(page, args[0] as string)) found.lost += 1
    }
  })
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

function isOwnGlyphs (page: PDFPageProxy, name: string): boolean {
  return page.commonObjs.has(name) && (page.commonObjs.get(name) as { isType3Font?: boolean }).isType3Font === true
}

function isLost (page: PDFPageProxy, name: string): boolean {
  const objects = name.startsWith('g_') ? page.commonObjs : page.objs
  return objects.has(name) && objects.get(name) === null
}

// How many numbers follow each command of a path: move, line, curve, curve of one point, close.
const widths = [2, 2, 6, 4, 0]

/** Curves and slanting lines: letters have them, rules and frames of tables do not. */
function curvesOf (path: ArrayLike<number> | null): number {
  let curves = 0
  let x = 0
  let y = 0
  for (let at = 0; path !== null && at < path.length;) {
    const command = path[at] as number
    const width = widths[command] ?? 0
    const [nextX, nextY] = width === 0 ? [x, y] : [path[at + width - 1] as number, path[at + width] as number]
    const slants = Math.abs(nextX - x) > 0.5 && Math.abs(nextY - y) > 0.5
    if (command === 2 || command === 3 || (command === 1 && slants)) curves += 1
    x = nextX
    y = nextY
    at += 1 + width
  }
  return curves
}
