import type { Box } from './grey-image.ts'
import type { InkMap } from './ink-map.ts'

/** A stretch of ink in a row: from `left` to before `right`. */
type Run = { row: number, left: number, right: number, part: number }

/** Ink that hangs together: its box, and how many pixels it has. */
export type InkPart = Box & Readonly<{ pixels: number }>

/** All ink that hangs together, corners included, from the top of the picture to its bottom. */
export function inkPartsOf ({ width, height, ink }: InkMap): InkPart[] {
  const runs: Run[] = []
  const parents: number[] = []
  const rootOf = (part: number): number => {
    let root = part
    while (parents[root] !== root) root = parents[root] = parents[parents[root]!]!
    return root
  }
  let above = 0
  let next = ink.indexOf(1)
  for (let row = 0; row < height; row += 1) {
    const begin = runs.length
    while (next >= 0 && next < (row + 1) * width) {
      const left = next - row * width
      while (next < (row + 1) * width && ink[next] === 1) next += 1
      const run = { row, left, right: next - row * width, part: parents.length }
      next = ink.indexOf(1, next)
      while (above < begin && runs[above]!.right < left) above += 1
      parents.push(run.part)
      for (let other = above; other < begin && runs[other]!.left <= run.right; other += 1) {
        parents[rootOf(run.part)] = rootOf(runs[other]!.part)
      }
      runs.push(run)
    }
    above = begin
  }
  return partsOf(runs, rootOf)
}

function partsOf (runs: readonly Run[], rootOf: (part: number) => number): InkPart[] {
  const parts = new Map<number, { left: number, top: number, right: number, bottom: number, pixels: number }>()
  for (const { row, left, right, part } of runs) {
    const root = rootOf(part)
    const known = parts.get(root)
    if (known === undefined) parts.set(root, { left, top: row, right, bottom: row + 1, pixels: right - left })
    else {
      known.left = Math.min(known.left, left)
      known.right = Math.max(known.right, right)
      known.bottom = row + 1
      known.pixels += right - left
    }
  }
  return [...parts.values()].map(({ left, top, right, bottom, pixels }) =>
    ({ left, top, width: right - left, height: bottom - top, pixels }))
}
