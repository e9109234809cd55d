/** A rectangle in points from the upper left corner of a page. */
export type Box = Readonly<{ left: number, top: number, right: number, bottom: number }>
export type Point = Readonly<{ x: number, y: number }>

/**
 * What is drawn at once on a page, a character as a rule, with the cell it is drawn in. `em` is the size of its font in
 * points; `along` is the direction of its line as a unit vector, `start` and `end` where the pen stood before and after.
 * A character without ink lies over the picture of one as text recognition guessed its place.
 */
export type Glyph = Readonly<{
  text: string, box: Box, em: number, along: Point, start: Point, end: Point, inkless?: boolean
}>

/** The smallest rectangle around all of them. */
export function around (boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map(({ left }) => left)), top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)), bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  }
}

/** How much of a rectangle lies in another: 0 to 1. What has no size of its own lies in it or does not. */
export function shareIn (box: Box, other: Box): number {
  const whole = (box.right - box.left) * (box.bottom - box.top)
  const width = Math.min(box.right, other.right) - Math.max(box.left, other.left)
  const height = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top)
  if (width < 0 || height < 0) return 0
  return whole > 0 ? width * height / whole : 1
}
