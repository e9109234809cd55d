import type { InkMap } from './ink-map.ts'

/** Degrees. A scan that lies more askew was not fed by a machine. */
const most = 5
const sampled = 40_000

/** By how many degrees the lines of a page fall to the right: seen so, its rows of ink and of paper differ most. */
export function slopeOf (map: InkMap): number {
  const edges = bottomEdges(map)
  if (edges.length < 40) return 0
  const best = (from: number, to: number, step: number): number => {
    let [steepest, highest] = [0, -1]
    for (let degrees = from; degrees <= to + step / 2; degrees += step) {
      const sharp = sharpness(edges, Math.tan(degrees * Math.PI / 180), map)
      if (sharp > highest) [steepest, highest] = [degrees, sharp]
    }
    return steepest
  }
  const rough = best(-most, most, 0.5)
  return best(rough - 0.5, rough + 0.5, 0.1)
}

/** Where ink ends downwards: the feet of characters, which stand on a line. */
function bottomEdges ({ width, height, ink }: InkMap): Int32Array {
  const edges: number[] = []
  for (let at = 0; at < width * (height - 1); at += 1) if (ink[at] === 1 && ink[at + width] === 0) edges.push(at)
  const step = Math.max(1, Math.floor(edges.length / sampled))
  return Int32Array.from({ length: Math.floor(edges.length / step) }, (_, at) => edges[at * step]!)
}

function sharpness (edges: Int32Array, slope: number, { width, height }: InkMap): number {
  const margin = Math.ceil(width * Math.abs(slope)) + 1
  const rows = new Uint32Array(height + 2 * margin + 1)
  for (const at of edges) {
    const row = Math.floor(at / width)
    rows[Math.round(row - (at - row * width) * slope) + margin]! += 1
  }
  return rows.reduce((sum, count) => sum + count * count, 0)
}
