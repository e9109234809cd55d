import { runCodes } from '@lightwell/reading/tiff/fax-codes'

/** By rows of bytes, by lines with ends, by lines of which some say what changes, or by changes alone (T.4, T.6). */
export type FaxWay = 'rows' | 'lines' | 'mixed' | 'changes'

const codesOf = (colour: 'white' | 'black'): Map<number, string> => new Map([...runCodes[colour]].map(([code, length]) => [length, code]))
const codes = { white: codesOf('white'), black: codesOf('black') }
const endOfLine = '000000000001'
const near: Readonly<Record<number, string>> = { 0: '1', 1: '011', 2: '000011', 3: '0000011', [-1]: '010', [-2]: '000010', [-3]: '0000010' }

/** Packs rows of bits, black as 1, as fax machines do. */
export function faxPage (rows: Buffer, { width, height }: { width: number, height: number }, way: FaxWay): Buffer {
  const rowBytes = Math.ceil(width / 8)
  let before: number[] = []
  const lines = Array.from({ length: height }, (_, row) => {
    const changes = changesOf(rows.subarray(row * rowBytes, (row + 1) * rowBytes), width)
    const line = lineOf({ changes, before, width, row }, way)
    before = changes
    return line
  })
  const end = way === 'changes' ? endOfLine.repeat(2) : way === 'lines' ? endOfLine.repeat(6) : way === 'mixed' ? `${endOfLine}1`.repeat(6) : ''
  return Buffer.from(((lines.join('') + end).match(/.{1,8}/g) ?? []).map((eight) => Number.parseInt(eight.padEnd(8, '0'), 2)))
}

type Line = { changes: readonly number[], before: readonly number[], width: number, row: number }

function lineOf (line: Line, way: FaxWay): string {
  switch (way) {
    case 'rows': {
      const own = alone(line)
      return own.padEnd(Math.ceil(own.length / 8) * 8, '0')
    }
    case 'lines': return endOfLine + alone(line)
    case 'mixed': return endOfLine + (line.row % 4 === 0 ? `1${alone(line)}` : `0${beside(line)}`)
    case 'changes': return beside(line)
  }
}

function changesOf (row: Buffer, width: number): number[] {
  const isBlack = (x: number): boolean => x >= 0 && (row[x >> 3]! & (0x80 >> x % 8)) !== 0
  return Array.from({ length: width }, (_, x) => x).filter((x) => isBlack(x) !== isBlack(x - 1))
}

function run (length: number, isWhite: boolean): string {
  const own = codes[isWhite ? 'white' : 'black']
  if (length >= 2624) return own.get(2560)! + run(length - 2560, isWhite)
  return length < 64 ? own.get(length)! : own.get(length - length % 64)! + own.get(length % 64)!
}

function alone ({ changes, width }: Line): string {
  const ends = [...changes, width]
  return ends.map((end, at) => run(end - (ends[at - 1] ?? 0), at % 2 === 0)).join('')
}

function beside ({ changes, before, width }: Line): string {
  let code = ''
  let isWhite = true
  for (let reached = -1; reached < width;) {
    const above = before.findIndex((change, at) => change > reached && (at % 2 === 0) === isWhite)
    const [one, two] = above < 0 ? [width, width] : [before[above]!, before[above + 1] ?? width]
    const at = changes.findIndex((change, place) => change > reached && (place % 2 === 0) === isWhite)
    const [first, second] = at < 0 ? [width, width] : [changes[at]!, changes[at + 1] ?? width]
    if (two < first) {
      code += '0001'
      reached = two
    } else if (Math.abs(first - one) <= 3) {
      code += near[first - one]!
      reached = first
      isWhite = !isWhite
    } else {
      const start = Math.max(0, reached)
      code += `001${run(first - start, isWhite)}${run(second - first, !isWhite)}`
      reached = second
    }
  }
  return code
}
