import type { Box, GreyImage } from './grey-image.ts'
import type { InkMap } from './ink-map.ts'

type Ring = { across: number, down: number, radius: number }

const trials = 600
const directions = 120
// Of its way around, so much of a ring is ink.
const closed = 0.75
const paper = 255

/**
 * The picture without the rings of stamps among its large parts of ink: characters that a ring crosses hang together with
 * it, and are no line while it is there. Undefined if there is none.
 */
export function withoutRings (sheet: GreyImage, map: InkMap, largeParts: readonly Box[]): GreyImage | undefined {
  const rings = largeParts.flatMap((part) => {
    const ring = ringIn(map, part)
    return ring === undefined ? [] : [centred(map, centred(map, ring))]
  })
  if (rings.length === 0) return undefined
  const shades = sheet.shades.slice()
  for (const ring of rings) erase({ ...sheet, shades }, ring)
  return { ...sheet, shades }
}

function erase ({ width, height, shades }: GreyImage, { across, down, radius, thickness }: Ring & { thickness: number }): void {
  const half = thickness / 2 + 2
  for (let row = Math.max(0, Math.floor(down - radius - half)); row < Math.min(height, down + radius + half); row += 1) {
    for (let column = 0; column < width; column += 1) {
      if (Math.abs(Math.hypot(column - across, row - down) - radius) <= half) shades[row * width + column] = paper
    }
  }
}

/** The circle through three points of the ink on which most of it lies. */
function ringIn (map: InkMap, box: Box): Ring | undefined {
  const points = inkIn(map, box)
  let best: Ring & { share: number } | undefined
  // Steps that share no factor with the number of points choose them without chance, so that a page is always read alike.
  for (let trial = 0; trial < trials; trial += 1) {
    const [one, two, three] = [7919, 104_729, 1_299_709].map((step) => points[(trial + 1) * step % points.length])
    const ring = circleThrough(one!, two!, three!)
    if (ring === undefined || ring.radius < Math.max(box.width, box.height) / 5 || ring.radius > Math.min(box.width, box.height) * 0.6) continue
    const share = shareOf(map, ring)
    if (share > (best?.share ?? closed)) best = { ...ring, share }
  }
  return best
}

type Point = readonly [across: number, down: number]

function inkIn ({ width, ink }: InkMap, box: Box): Point[] {
  const points: Point[] = []
  for (let row = box.top; row < box.top + box.height; row += 2) {
    for (let column = box.left; column < box.left + box.width; column += 1) {
      if (ink[row * width + column] === 1) points.push([column, row])
    }
  }
  return points
}

function circleThrough ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): Ring | undefined {
  const double = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
  if (Math.abs(double) < 1) return undefined
  const [a, b, c] = [ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy]
  const across = (a * (by - cy) + b * (cy - ay) + c * (ay - by)) / double
  const down = (a * (cx - bx) + b * (ax - cx) + c * (bx - ax)) / double
  return { across, down, radius: Math.hypot(ax - across, ay - down) }
}

/** In how many directions the ring is ink, of those in which it lies on the picture. */
function shareOf (map: InkMap, ring: Ring): number {
  let [inked, seen] = [0, 0]
  for (let direction = 0; direction < directions; direction += 1) {
    const there = [-1, 0, 1].map((aside) => inkAt(map, ring, direction, ring.radius + aside))
    if (there.includes(undefined)) continue
    seen += 1
    if (there.includes(1)) inked += 1
  }
  return seen < directions / 2 ? 0 : inked / seen
}

/** The ring moved to where its ink is, in every direction; `thickness` is that of nearly all of it. */
function centred (map: InkMap, ring: Ring): Ring & { thickness: number } {
  const strokes = Array.from({ length: directions }, (_, direction) => strokeAt(map, ring, direction))
  const mean = (of: (stroke: { middle: number }, angle: number) => number): number =>
    strokes.reduce((sum, stroke, direction) => sum + of(stroke, 2 * Math.PI * direction / directions), 0) / directions
  const thick = strokes.map(({ thickness }) => thickness).toSorted((one, other) => one - other)
  return {
    across: ring.across + 2 * mean(({ middle }, angle) => middle * Math.cos(angle)),
    down: ring.down + 2 * mean(({ middle }, angle) => middle * Math.sin(angle)),
    radius: ring.radius + mean(({ middle }) => middle),
    thickness: thick[Math.floor(directions * 0.7)]!,
  }
}

const nearby = 4

/** The ink nearest to the ring in a direction; `middle` is how far out of the ring its middle lies. */
function strokeAt (map: InkMap, ring: Ring, direction: number): { middle: number, thickness: number } {
  const start = Array.from({ length: 2 * nearby + 1 }, (_, at) => (at % 2 === 0 ? 1 : -1) * Math.ceil(at / 2))
    .find((aside) => inkAt(map, ring, direction, ring.radius + aside) === 1)
  if (start === undefined) return { middle: 0, thickness: 0 }
  let [inner, outer] = [start, start]
  while (outer < ring.radius * 0.1 && inkAt(map, ring, direction, ring.radius + outer + 1) === 1) outer += 1
  while (inner > ring.radius * -0.1 && inkAt(map, ring, direction, ring.radius + inner - 1) === 1) inner -= 1
  return { middle: (inner + outer) / 2, thickness: outer - inner + 1 }
}

function inkAt ({ width, height, ink }: InkMap, { across, down }: Ring, direction: number, radius: number): number | undefined {
  const angle = 2 * Math.PI * direction / directions
  const [column, row] = [Math.round(across + radius * Math.cos(angle)), Math.round(down + radius * Math.sin(angle))]
  return column < 0 || column >= width || row < 0 || row >= height ? undefined : ink[row * width + column]
}
