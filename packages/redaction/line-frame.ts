import type { Box, Glyph } from './glyph.ts'

/** A rectangle as its line sees it: how far it reaches along the line, and across. */
export type Stretch = Readonly<{ from: number, to: number, low: number, high: number }>

/** The side of the page to which a line runs. */
export type Course = 'right' | 'left' | 'down' | 'up'

export function courseOf ({ along: { x, y } }: Glyph): Course {
  if (Math.abs(x) >= Math.abs(y)) return x >= 0 ? 'right' : 'left'
  return y >= 0 ? 'down' : 'up'
}

export function stretchOf ({ left, top, right, bottom }: Box, course: Course): Stretch {
  if (course === 'right') return { from: left, to: right, low: top, high: bottom }
  if (course === 'left') return { from: -right, to: -left, low: top, high: bottom }
  if (course === 'down') return { from: top, to: bottom, low: left, high: right }
  return { from: -bottom, to: -top, low: left, high: right }
}

export function boxOf ({ from, to, low, high }: Stretch, course: Course): Box {
  if (course === 'right') return { left: from, right: to, top: low, bottom: high }
  if (course === 'left') return { left: -to, right: -from, top: low, bottom: high }
  if (course === 'down') return { top: from, bottom: to, left: low, right: high }
  return { top: -to, bottom: -from, left: low, right: high }
}
