import type { Area, Piece } from '@lightwell/reading/reading'

const wideFrom = 0x2e80

/**
 * The part of a piece's area in which its characters from `start` to before `end` stand, half a character more at either
 * side. It is reckoned from the widths that characters have, and is the whole area where the piece is no single line.
 */
export function areaWithin ({ text, place: { area } }: Piece, start: number, end: number): Area | undefined {
  if (area === undefined || text.trim().includes('\n')) return area
  const total = widthOf(text)
  const vertical = area.height > area.width && total > 2
  const [from, to] = [widthOf(text.slice(0, start)) - 1, widthOf(text.slice(0, end)) + 1].map((width) =>
    Math.min(1, Math.max(0, width / total))) as [number, number]
  return vertical
    ? { ...area, top: area.top + area.height * from, height: area.height * (to - from) }
    : { ...area, left: area.left + area.width * from, width: area.width * (to - from) }
}

/** The smallest area around all of these. */
export function areaAround (areas: readonly Area[]): Area | undefined {
  if (areas.length === 0) return undefined
  const [left, top] = [Math.min(...areas.map((area) => area.left)), Math.min(...areas.map((area) => area.top))]
  return {
    left,
    top,
    width: Math.max(...areas.map((area) => area.left + area.width)) - left,
    height: Math.max(...areas.map((area) => area.top + area.height)) - top,
  }
}

/** In halves of a Han character. */
function widthOf (text: string): number {
  let width = 0
  for (let at = 0; at < text.length; at += 1) width += text.charCodeAt(at) >= wideFrom ? 2 : 1
  return width
}
