import { isRightToLeft, type Type } from './type.ts'

/** Characters that stand beside each other from left to right, so far from the beginning of their line. */
export type Chunk = Readonly<{ types: readonly Type[], shift: number }>

/**
 * A line in the order in which it is read, each chunk where it is seen: the words of Arabic or Hebrew stand one left of the other,
 * and each is turned; numbers among them are not. Software that reads the file finds the words in their order.
 */
export function visualOrder (line: readonly Type[], tracking: number): Chunk[] {
  const chunks: Chunk[] = []
  let shift = 0
  for (let at = 0; at < line.length;) {
    const turned = isRightToLeft(line[at]!.text)
    const end = turned ? turnedEnd(line, at) : straightEnd(line, at)
    const run = line.slice(at, end)
    chunks.push(...turned ? turn(run, shift, tracking) : [{ types: run, shift }])
    shift += lengthOf(run, tracking)
    at = end
  }
  return chunks
}

function straightEnd (line: readonly Type[], start: number): number {
  const next = line.findIndex(({ text }, at) => at > start && isRightToLeft(text))
  return next < 0 ? line.length : next
}

/** The end of the longest run from here that ends with such a letter and holds no letter of another direction. */
function turnedEnd (line: readonly Type[], start: number): number {
  let end = start + 1
  for (let at = end; at < line.length; at++) {
    const { text } = line[at]!
    if (isRightToLeft(text)) end = at + 1
    else if (/\p{L}/u.test(text)) break
  }
  return end
}

function turn (run: readonly Type[], left: number, tracking: number): Chunk[] {
  let shift = left + lengthOf(run, tracking)
  return wordsOf(run).map((word) => {
    shift -= lengthOf(word, tracking)
    return { types: word.some(({ text }) => isRightToLeft(text)) ? word.toReversed() : word, shift }
  })
}

/** Words, and what stands between them. */
function wordsOf (run: readonly Type[]): Type[][] {
  const words: Type[][] = []
  for (const type of run) {
    const last = words.at(-1)
    if (last !== undefined && isRightToLeft(last[0]!.text) === isRightToLeft(type.text)) last.push(type)
    else words.push([type])
  }
  return words
}

function lengthOf (types: readonly Type[], tracking: number): number {
  return types.reduce((sum, { width }) => sum + width + tracking, 0)
}
