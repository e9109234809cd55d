import type { Area, Piece } from '@lightwell/reading/reading'

const wideFrom = 0x2e80

/**
 * The part of a piece's area in which its characters from `start` to before `end` stand, and some room at either side. Where
 * nobody told its characters apart it is reckoned from the widths that they have, and is the whole area where the piece is no
 * single line.
 */
export function areaWithin ({ text, place: { area }, cells }: Piece, start: number, end: number): Area | undefined {
  if (area === undefined || text.trim().includes('\n')) return area
  const own = areaAround(cells?.slice(start, end) ?? [])
  if (cells !== undefined && own !== undefined) return areaIn(area, roomAround(own, cells))
  const total = widthOf(text)
  const vertical = area.height > area.width && total > 2
  const [from, to] = [widthOf(text.slice(0, start)) - 1, widthOf(text.slice(0, end)) + 1].map((width) =>
    Math.min(1, Math.max(0, width / total))) as [number, number]
  return vertical
    ? { ...area, top: area.top + area.height * from, height: area.height * (to - from) }
    : { ...area, left: area.left + area.width * from, width: area.width * (to - from) }
}

/**
 * Characters of a line with all that is above and below them, and one more at either side: text recognition tells only
 * roughly where one ends.
 */
function roomAround ({ left, top, width, height }: Area, cells: readonly Area[]): Area {
  const meanOf = (side: 'width' | 'height'): number => cells.reduce((sum, cell) => sum + cell[side], 0) / cells.length
  const [across, down] = [meanOf('width'), meanOf('height')]
  const runsDown = down < across
  const [from, to] = runsDown ? [top - down, top + height + down] : [left - across, left + width + across]
  const [start, end] = [Math.max(0, from), Math.min(1, to)]
  return runsDown ? { left: 0, top: start, width: 1, height: end - start } : { left: start, top: 0, width: end - start, height: 1 }
}

function areaIn (whole: Area, part: Area): Area {
  return {
    left: whole.left + whole.width * part.left, top: whole.top + whole.height * part.top,
    width: whole.width * part.width, height: whole.height * part.height,
  }
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
