import { longestCode, runTables } from './fax-codes.ts'
import type { Unpacked } from './unpack-block.ts'

/** How a picture of two colours was packed for a fax: by lines alone, or by what changes from line to line too (T.4, T.6). */
export type FaxCoding = Readonly<{ by: 'rows' | 'lines' | 'changes', mixed: boolean }>

type Bits = { peek (count: number): number, skip (count: number): void, align (): void, rest (): Buffer }

/**
 * Unpacks lines of a fax, one bit a pixel, black as 1. Throws where a code means nothing, a line is not as wide as it should
 * be, or the bytes end before the lines do: what programs fill with white may have been words.
 */
export function unpackFax (packed: Uint8Array, { width, height }: { width: number, height: number }, coding: FaxCoding): Unpacked {
  const bits = bitsOf(packed)
  const rowBytes = Math.ceil(width / 8)
  const rows = Buffer.alloc(rowBytes * height)
  let before: readonly number[] = []
  for (let row = 0; row < height; row += 1) {
    before = lineOf(bits, { width, before, coding })
    paint(rows, row * rowBytes * 8, before, width)
  }
  return { rows, whole: isAtEnd(bits, coding) }
}

/** Whether only ends of lines follow, as they end a page, and zeros that fill a word. */
function isAtEnd (bits: Bits, { mixed }: FaxCoding): boolean {
  for (let lines = 0; bits.rest().some((byte) => byte !== 0); lines += 1) {
    if (lines === mostEnds || !skipEndOfLine(bits)) return false
    if (mixed) bits.skip(1)
  }
  return true
}

// As many end a page, with that of its last line.
const mostEnds = 7

type Line = Readonly<{ width: number, before: readonly number[], coding: FaxCoding }>

/** The places at which the colour of a line changes, from white on. */
function lineOf (bits: Bits, line: Line): number[] {
  switch (line.coding.by) {
    case 'rows':
      bits.align()
      return runsOf(bits, line.width)
    case 'changes': return changesOf(bits, line)
    case 'lines': {
      const hasEnd = skipEndOfLine(bits)
      if (!line.coding.mixed) return runsOf(bits, line.width)
      if (!hasEnd) throw new Error('no end of line')
      const isAlone = bits.peek(1) === 1
      bits.skip(1)
      return isAlone ? runsOf(bits, line.width) : changesOf(bits, line)
    }
  }
}

/** An end of a line is eleven zeros or more, and a one. */
function skipEndOfLine (bits: Bits): boolean {
  if (bits.peek(11) !== 0) return false
  while (bits.peek(1) === 0) bits.skip(1)
  bits.skip(1)
  return true
}

function runsOf (bits: Bits, width: number): number[] {
  const changes: number[] = []
  for (let at = 0, isWhite = true; at < width; isWhite = !isWhite) {
    at += runOf(bits, isWhite)
    if (at > width) throw new Error('a line too wide')
    changes.push(at)
  }
  return tidied(changes, width)
}

function runOf (bits: Bits, isWhite: boolean): number {
  for (let run = 0; ;) {
    const code = runTables[isWhite ? 'white' : 'black'][bits.peek(longestCode)]
    if (code === undefined) throw new Error('no code')
    bits.skip(code.bits)
    run += code.run
    if (code.run < 64) return run
  }
}

/** The codes of the modes, by their bits: how far a change lies from that of the line before, or what else is meant. */
const modes: readonly (readonly [code: string, mode: number | 'pass' | 'runs'])[] = [
  ['1', 0], ['011', 1], ['010', -1], ['001', 'runs'], ['0001', 'pass'], ['000011', 2], ['000010', -2], ['0000011', 3], ['0000010', -3],
]

function modeOf (bits: Bits): number | 'pass' | 'runs' {
  const [code, mode] = modes.find(([own]) => bits.peek(own.length) === Number.parseInt(own, 2)) ?? []
  if (code === undefined || mode === undefined) throw new Error('no mode')
  bits.skip(code.length)
  return mode
}

function changesOf (bits: Bits, { width, before }: Line): number[] {
  const changes: number[] = []
  const beforeAt = (at: number): number => before[at] ?? width
  let isWhite = true
  let above = 0
  for (let reached = -1; reached < width;) {
    above = firstAbove(before, { from: above, reached, isWhite })
    const start = Math.max(0, reached)
    const mode = modeOf(bits)
    if (mode === 'pass') {
      reached = beforeAt(above + 1)
      continue
    }
    const added = mode === 'runs' ? twoRuns(bits, start, isWhite) : [beforeAt(above) + mode]
    if (added[0]! < start || added.at(-1)! > width) throw new Error('a change outside of the line')
    changes.push(...added)
    if (mode !== 'runs') isWhite = !isWhite
    reached = added.at(-1)!
  }
  return tidied(changes, width)
}

/** The place of the first change of the line before that lies to the right, from this colour to the other. */
function firstAbove (before: readonly number[], { from, reached, isWhite }: { from: number, reached: number, isWhite: boolean }): number {
  let at = from
  while (at > 0 && before[at - 1]! > reached) at -= 1
  while (at < before.length && (before[at]! <= reached || (at % 2 === 0) !== isWhite)) at += 1
  return at
}

function twoRuns (bits: Bits, start: number, isWhite: boolean): [first: number, last: number] {
  const first = start + runOf(bits, isWhite)
  return [first, first + runOf(bits, !isWhite)]
}

/** Without runs of no length, which change nothing. */
function tidied (changes: readonly number[], width: number): number[] {
  const tidy: number[] = []
  for (const change of changes) {
    if (tidy.at(-1) === change) tidy.pop()
    else tidy.push(change)
  }
  return tidy.filter((change) => change < width)
}

function paint (rows: Buffer, start: number, changes: readonly number[], width: number): void {
  for (let at = 0; at < changes.length; at += 2) {
    const end = start + (changes[at + 1] ?? width)
    for (let bit = start + changes[at]!; bit < end;) {
      const isByte = bit % 8 === 0 && end - bit >= 8
      rows[bit >> 3]! |= isByte ? 0xff : 0x80 >> bit % 8
      bit += isByte ? 8 : 1
    }
  }
}

function bitsOf (packed: Uint8Array): Bits {
  let at = 0
  const byte = (place: number): number => packed[place] ?? 0
  return {
    // So many bits, 16 at the most; beyond the end they are zeros, which are no code.
    peek (count) {
      const place = at >> 3
      const three = (byte(place) << 16) | (byte(place + 1) << 8) | byte(place + 2)
      return (three >> (24 - at % 8 - count)) & (2 ** count - 1)
    },
    skip (count) {
      at += count
      if (at > packed.length * 8) throw new Error('no more bits')
    },
    align () {
      at = Math.ceil(at / 8) * 8
    },
    rest: () => Buffer.from(packed.subarray(Math.ceil(at / 8))),
  }
}
