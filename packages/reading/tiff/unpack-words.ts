import { UnknownPicture } from '../decode-picture.ts'
import type { Unpacked } from './unpack-block.ts'

const clear = 256
const end = 257
const narrowest = 9
const widest = 12
const mostWords = 2 ** widest
// The two codes that end it.
const longestEnd = 3

/**
 * Unpacks LZW with its highest bit first, whose codes grow one early. An older way has the lowest bit first, and is not
 * unpacked. Throws where a code means nothing, or the bytes end before the rows do.
 */
export function unpackWords (packed: Buffer, size: number): Unpacked {
  if (packed[0] !== 0x80 || (packed[1] ?? 0) >= 0x80) throw new UnknownPicture()
  const rows = Buffer.alloc(size)
  const codes = codesOf(packed)
  const words = wordsIn(rows)
  let filled = 0
  while (filled < size) {
    const code = codes.next(words.count())
    if (code === end) break
    if (code === clear) words.clear()
    else filled += words.write(code, filled)
  }
  return { rows: rows.subarray(0, filled), whole: codes.left() <= longestEnd }
}

/** The codes one after the other, as wide as so many words need. */
function codesOf (packed: Buffer): { next (words: number): number, left (): number } {
  let bit = 0
  return {
    next (words) {
      const width = Math.min(widest, Math.max(narrowest, 32 - Math.clz32(words + 1)))
      const at = bit >> 3
      if (bit + width > packed.length * 8) throw new Error('no more bits')
      const three = (packed[at]! << 16) | ((packed[at + 1] ?? 0) << 8) | (packed[at + 2] ?? 0)
      const code = (three >> (24 - bit % 8 - width)) & (2 ** width - 1)
      bit += width
      return code
    },
    left: () => packed.length - Math.ceil(bit / 8),
  }
}

type Words = { count (): number, clear (): void, write (code: number, at: number): number }

/** The words of the codes: each is one that stands in the rows, and the byte behind it. */
function wordsIn (rows: Buffer): Words {
  const [starts, lengths] = [new Uint32Array(mostWords), new Uint32Array(mostWords)]
  let next = end + 1
  let last: { start: number, length: number } | undefined
  const learn = (): void => {
    if (last === undefined) return
    if (next >= mostWords) throw new Error('too many words')
    starts[next] = last.start
    lengths[next] = last.length + 1
    next += 1
  }
  return {
    count: () => next,
    clear () {
      [next, last] = [end + 1, undefined]
    },
    /** Writes a word and answers how long it is. */
    write (code, at) {
      learn()
      if (code > end && code >= next) throw new Error('no word')
      const length = code < clear ? 1 : lengths[code]!
      if (at + length > rows.length) throw new Error('more rows than it says')
      if (code < clear) rows[at] = code
      // One by one: a word may end with the byte that it begins with here.
      else for (let place = 0; place < length; place += 1) rows[at + place] = rows[starts[code]! + place]!
      last = { start: at, length }
      return length
    },
  }
}
