/** Draws from lists: what looks random and comes out the same for the same seed (mulberry32). */
export type Drawer = <T>(from: readonly T[]) => T

export function drawer (seed: number): Drawer {
  let state = seed
  return (from) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return from[((mixed ^ (mixed >>> 14)) >>> 0) % from.length] as never
  }
}
