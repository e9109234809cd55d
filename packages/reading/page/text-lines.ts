import type { Box } from './grey-image.ts'
import type { InkPart } from './ink-parts.ts'

/** A line of characters that stands by itself, and the ink it consists of. */
export type InkLine = Box & Readonly<{ parts: readonly InkPart[] }>

/** In points of a page of A4: what is larger is no character. */
export const largestPart = 60
// In points too.
const smallestPart = 0.7
const between = 1.6
const widestGap = 22
const line = { least: 6, most: 45, narrowest: 10 }
const mostParts = 2500

/**
 * The lines of characters among the ink of a picture, from its top. `point` is the size of a point of type in pixels. Frames,
 * rings of stamps and specks are no part of a line.
 */
export function inkLinesOf (parts: readonly InkPart[], point: number): InkLine[] {
  const sized = parts
    .filter(({ width, height, pixels }) => Math.max(width, height) <= largestPart * point && pixels >= (smallestPart * point) ** 2)
    .toSorted((one, other) => other.pixels - one.pixels).slice(0, mostParts)
  const glyphs = joined(sized.map((part) => ({ ...part, parts: [part] })), isNear(between * point))
  // What is too high for a line may be two that something slanting holds together.
  const lines = joined(glyphs, isBeside(widestGap * point, 0.5)).flatMap((one) =>
    one.height <= line.most * point ? [one] : joined(glyphs.filter((glyph) => one.parts.includes(glyph.parts[0]!)), isBeside(widestGap * point / 2, 0.8)))
  return lines
    .filter(({ width, height }) => height >= line.least * point && height <= line.most * point && width >= line.narrowest * point)
    .toSorted((one, other) => one.top - other.top || one.left - other.left)
}

function isBeside (gap: number, share: number): (one: Box, other: Box) => boolean {
  return (one, other) => gapOf(one, other) <= gap && overlapOf(one, other) >= Math.min(one.height, other.height) * share
}

/** Whether two boxes lie no farther apart than `gap`, in any direction. */
export function isNear (gap: number): (one: Box, other: Box) => boolean {
  return (one, other) => gapOf(one, other) <= gap && overlapOf(one, other) >= -gap
}

/** Joins what belongs together, whatever leads from one to the other. */
export function joined (boxes: readonly InkLine[], belong: (one: Box, other: Box) => boolean): InkLine[] {
  const groups = boxes.map((_, at) => at)
  const rootOf = (at: number): number => {
    let root = at
    while (groups[root] !== root) root = groups[root] = groups[groups[root]!]!
    return root
  }
  for (let at = 1; at < boxes.length; at += 1) {
    for (let other = 0; other < at; other += 1) if (belong(boxes[at]!, boxes[other]!)) groups[rootOf(at)] = rootOf(other)
  }
  return [...Map.groupBy(boxes.keys(), rootOf).values()].map((members) => around(members.flatMap((at) => boxes[at]!.parts)))
}

/** The smallest line around parts of ink. */
export function around (parts: readonly InkPart[]): InkLine {
  const [left, top] = [Math.min(...parts.map((part) => part.left)), Math.min(...parts.map((part) => part.top))]
  return {
    left,
    top,
    width: Math.max(...parts.map((part) => part.left + part.width)) - left,
    height: Math.max(...parts.map((part) => part.top + part.height)) - top,
    parts,
  }
}

/** The width of the blank between two boxes, or less than zero. */
function gapOf (one: Box, other: Box): number {
  return Math.max(one.left, other.left) - Math.min(one.left + one.width, other.left + other.width)
}

/** The height that two boxes share, or less than zero. */
function overlapOf (one: Box, other: Box): number {
  return Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top)
}
