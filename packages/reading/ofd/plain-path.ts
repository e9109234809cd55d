// How many numbers follow each command: start, move, line, two curves, an arc, close.
const widths: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 }
// In millimetres.
const straightEnough = 0.2

/**
 * Whether a path is nothing but lines along the sides of the page, as rules, frames and tables are. Anything else may be a
 * letter that is drawn.
 */
export function isPlainPath (data: string): boolean {
  const words = data.trim() === '' ? [] : data.trim().split(/\s+/)
  let [here, start] = [{ x: 0, y: 0 }, { x: 0, y: 0 }]
  for (let at = 0; at < words.length;) {
    const command = words[at] ?? ''
    const width = widths[command] ?? Infinity
    if (width > 2) return false
    const next = width === 0 ? start : { x: Number(words[at + 1]), y: Number(words[at + 2]) }
    if (!Number.isFinite(next.x + next.y)) return false
    if (command === 'L' || command === 'C') {
      if (Math.min(Math.abs(next.x - here.x), Math.abs(next.y - here.y)) > straightEnough) return false
    } else start = next
    here = next
    at += 1 + width
  }
  return true
}
