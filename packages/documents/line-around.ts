import { type FoldedText, lineStart } from './folded-text.ts'

/** From the first character of the line to past its last. */
export type Line = { start: number, end: number }

const longest = 40

/**
 * The line or lines on which the characters from `start` up to `end` stand, or undefined if that is more than a mark
 * would fill.
 */
export function lineAround (folded: FoldedText, start: number, end: number): Line | undefined {
  const line = { start, end }
  while (line.start > 0 && !((folded.flags[line.start] ?? 0) & lineStart)) {
    line.start -= 1
    if (start - line.start > longest) return undefined
  }
  while (line.end < folded.text.length && !((folded.flags[line.end] ?? 0) & lineStart)) {
    line.end += 1
    if (line.end - end > longest) return undefined
  }
  return line
}

/** What follows on the line from the character `at`, as far as a mark would reach. */
export function restOfLine (folded: FoldedText, at: number): string {
  let end = at
  while (end < folded.text.length && end < at + longest && !((folded.flags[end] ?? 0) & lineStart)) end += 1
  return folded.text.slice(at, end)
}
