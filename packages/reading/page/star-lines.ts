import type { InkMap } from './ink-map.ts'
import type { InkPart } from './ink-parts.ts'
import { isStar } from './star-shape.ts'
import type { InkLine } from './text-lines.ts'

// In points.
const smallestStar = 5
const largestStar = 40
// A star is lower than the characters beside it; two of them stand before it, and not many after.
const characterPerStar = 1.35
const charactersBefore = 2.6
const charactersAfter = 8

/** The parts of ink that are stars of type. */
export function starsAmong (parts: readonly InkPart[], map: InkMap, point: number): InkPart[] {
  return parts.filter((part) => part.width > smallestStar * point && part.width < largestStar * point && isStar(map, part))
}

/** The lines of those stars that stand in none, because something else holds it together with other lines. */
export function linesAround (stars: readonly InkPart[], lines: readonly InkLine[]): InkLine[] {
  return stars.filter((star) => !lines.some(({ parts, height }) => parts.includes(star) && height < star.height * 2)).map((star) => {
    const size = star.height * characterPerStar
    return {
      left: star.left - charactersBefore * size, top: star.top - (size - star.height) / 2 - size / 10,
      width: star.width + (charactersBefore + charactersAfter) * size, height: size * 1.2, parts: [star],
    }
  })
}
