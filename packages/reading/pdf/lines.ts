import { Util, type PageViewport, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Area } from '../reading.ts'

/**
 * A line of a page: what a program copies as one, and where it stands; without an area when it stands beside the
 * page.
 */
export type PageLine = { text: string, area: Area | undefined, visible: boolean }

type Box = [left: number, top: number, right: number, bottom: number]
type Item = { str: string, width: number, height: number, transform: number[], fontName: string, hasEOL: boolean }

/** The lines of a page's text layer, in the order of the file. */
export async function pageLines (page: PDFPageProxy): Promise<PageLine[]> {
  const viewport = page.getViewport({ scale: 1 })
  const { items, styles } = await page.getTextContent({ disableNormalization: true })
  const lines: PageLine[] = []
  // Of a page that is drawn out of its order each word is a line: which of them stand beside each other its areas tell.
  const isJumbled = items.some((item, at) => jumpsBack(items[at - 1], item))
  let text = ''
  let boxes: Box[] = []
  const endLine = (): void => {
    if (text.trim() !== '') lines.push({ text, area: areaOf(boxes, viewport), visible: true })
    text = ''
    boxes = []
  }
  for (const item of items) {
    if (!('str' in item)) continue
    const box = item.str.trim() === '' ? undefined : boxOf(item as Item, viewport, styles[item.fontName]?.vertical === true)
    if (isJumbled) endLine()
    text += item.str
    if (box !== undefined) boxes.push(box)
    if (item.hasEOL) endLine()
  }
  endLine()
  return lines
}

/** Whether what is drawn next on a line stands before what was drawn last: it is not what is read next. */
function jumpsBack (last: object | undefined, next: object): boolean {
  if (last === undefined || !('str' in last && 'str' in next) || (next as Item).str.trim() === '') return false
  const [lastLeft, lastUp] = (last as Item).transform.slice(4) as [number, number]
  const [size, left, up] = (next as Item).transform.slice(3) as [number, number, number]
  return Math.abs(up - lastUp) < size / 2 && left + size / 2 < lastLeft
}

function boxOf ({ width, height, transform }: Item, viewport: PageViewport, vertical: boolean): Box {
  const [a, b, c, d, e, f] = Util.transform(viewport.transform, transform) as [number, number, number, number, number, number]
  const scale = { x: Math.hypot(a, b) || 1, y: Math.hypot(c, d) || 1 }
  const right = { x: a / scale.x, y: b / scale.x }
  const up = { x: c / scale.y, y: d / scale.y }
  // A vertical line hangs from the middle of its first character, half a character to either side.
  const [from, to, low, high] = vertical ? [-width / 2, width / 2, -height, 0] : [0, width, -height * 0.2, height]
  const corners = [[from, low], [to, low], [from, high], [to, high]] as const
  const xs = corners.map(([along, across]) => e + right.x * along + up.x * across)
  const ys = corners.map(([along, across]) => f + right.y * along + up.y * across)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

function areaOf (boxes: readonly Box[], { width, height }: PageViewport): Area | undefined {
  const left = Math.max(0, Math.min(...boxes.map((box) => box[0])) / width)
  const top = Math.max(0, Math.min(...boxes.map((box) => box[1])) / height)
  const right = Math.min(1, Math.max(...boxes.map((box) => box[2])) / width)
  const bottom = Math.min(1, Math.max(...boxes.map((box) => box[3])) / height)
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : undefined
}
