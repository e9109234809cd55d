import type { Box } from './grey-image.ts'
import type { InkMap } from './ink-map.ts'

const rays = 60
const points = 5

/**
 * Whether the ink in `box` has the outline of a five-pointed star, filled or hollow, one point upwards. Text recognition
 * has no star among its characters.
 */
export function isStar (map: InkMap, box: Box): boolean {
  const proportion = box.width / box.height
  if (proportion < 0.8 || proportion > 1.3) return false
  const reaches = reachesOf(map, box)
  if (reaches === undefined) return false
  const mean = reaches.reduce((sum, reach) => sum + reach, 0) / rays
  // How strongly the outline goes in and out so many times around, and where it goes out first.
  const wave = (times: number): { strength: number, first: number } => {
    let [across, down] = [0, 0]
    reaches.forEach((reach, ray) => {
      across += reach * Math.cos(2 * Math.PI * times * ray / rays)
      down += reach * Math.sin(2 * Math.PI * times * ray / rays)
    })
    return { strength: 2 * Math.hypot(across, down) / rays / mean, first: Math.atan2(down, across) }
  }
  const star = wave(points)
  const others = Math.max(...[1, 2, 3, 4, 6, 7].map((times) => wave(times).strength))
  // Rays are counted from the top, so that a star's first point is there.
  return star.strength > 0.2 && others < star.strength * 0.6 && Math.abs(star.first) < 1
}

/** How far the ink reaches from the middle of the star, ray by ray from the top clockwise. */
function reachesOf ({ width, ink }: InkMap, box: Box): number[] | undefined {
  const radius = (box.width / 1.902 + box.height / 1.809) / 2
  const [middle, centre] = [box.left + box.width / 2, box.top + radius]
  const reaches = Array.from({ length: rays }, (_, ray) => {
    const angle = 2 * Math.PI * ray / rays
    for (let reach = radius * 1.15; reach > 1; reach -= 0.5) {
      const column = Math.round(middle + reach * Math.sin(angle) - 0.5)
      const row = Math.round(centre - reach * Math.cos(angle) - 0.5)
      const inside = column >= box.left && column < box.left + box.width && row >= box.top && row < box.top + box.height
      if (inside && ink[row * width + column] === 1) return reach
    }
    return 0
  })
  return reaches.filter((reach) => reach === 0).length > rays / 10 ? undefined : reaches
}
