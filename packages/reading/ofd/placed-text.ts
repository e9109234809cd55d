import type { Area } from '../reading.ts'
import type { Tag } from '../xml.ts'

/** A character and where it stands on its page: its left end, its base line, and its height, all in millimetres. */
export type Character = Readonly<{ text: string, x: number, y: number, size: number }>

/** The characters of one TextCode, in their order. */
export type Run = readonly Character[]

/** A line of a page; its box is in millimetres. */
export type Line = Readonly<{ text: string, left: number, top: number, right: number, bottom: number }>

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]
const noTurn: Matrix = [1, 0, 0, 1, 0, 0]

/** A list of numbers as attributes have it. */
export function numbersOf (text = ''): number[] {
  return text.trim() === '' ? [] : text.trim().split(/\s+/).map(Number)
}

/** How far each of so many characters is from the one before, as far as that is told; `g 3 5` stands for three times five. */
function distances (text: string | undefined, count: number): number[] {
  const words = text === undefined ? [] : text.trim().split(/\s+/)
  const found: number[] = []
  for (let at = 0; at < words.length && found.length < count; at += 1) {
    const isMany = words[at] === 'g'
    const times = isMany ? Number(words[at + 1]) : 1
    if (isMany) at += 2
    for (let time = 0; time < times && found.length < count; time += 1) found.push(Number(words[at]))
  }
  return found
}

/** The characters of a TextCode in the object that it stands in. */
export function runOf (text: string, object: Tag['attributes'], code: Tag['attributes']): Run {
  const [left = 0, top = 0] = numbersOf(object['Boundary'])
  const ctm = numbersOf(object['CTM'])
  const [a, b, c, d, e, f] = (ctm.length === 6 ? ctm : noTurn) as Matrix
  const size = Number(object['Size'] ?? 0) * Math.sqrt(Math.abs(a * d - b * c))
  const characters = [...text]
  const [across, down] = [code['DeltaX'], code['DeltaY']].map((told) => distances(told, characters.length)) as [number[], number[]]
  let [x, y] = [Number(code['X'] ?? 0), Number(code['Y'] ?? 0)]
  return characters.map((character, at) => {
    if (at > 0) {
      x += across[at - 1] ?? (down[at - 1] === undefined ? widthOf(characters[at - 1]!) * Number(object['Size'] ?? 0) : 0)
      y += down[at - 1] ?? 0
    }
    return { text: character, x: left + a * x + c * y + e, y: top + b * x + d * y + f, size }
  })
}

/** How wide a character is, in parts of its height, where nothing tells it. */
function widthOf (text: string): number {
  return text < '\u0100' ? 0.5 : 1
}

/** The lines of a page in the order of the file, as a program copies them: text set glyph by glyph is one line. */
export function linesOf (runs: readonly Run[]): Line[] {
  const lines: Character[][] = []
  let before: Run = []
  for (const run of runs) {
    const [last, first] = [before.at(-1), run[0]]
    const runsOn = last !== undefined && first !== undefined && (isBeside(last, first) || (before.length === 1 && run.length === 1 && isBelow(last, first)))
    if (runsOn) lines.at(-1)!.push(...run)
    else lines.push([...run])
    if (run.length > 0) before = run
  }
  return lines.map(lineOf)
}

/** The lines as the eye sees them: what stands at one height, from left to right. */
export function seenLines (runs: readonly Run[]): Line[] {
  const rows: Character[][] = []
  for (const character of runs.flat().toSorted((one, other) => one.y - other.y)) {
    const row = rows.at(-1)
    const [first] = row ?? []
    if (row !== undefined && first !== undefined && Math.abs(character.y - first.y) < 0.4 * Math.max(first.size, character.size)) row.push(character)
    else rows.push([character])
  }
  return rows.map((row) => lineOf(row.toSorted((one, other) => one.x - other.x)))
}

function isBeside (one: Character, other: Character): boolean {
  const size = Math.max(one.size, other.size)
  return Math.abs(other.y - one.y) < size / 2 && other.x > one.x - size / 2 && other.x < one.x + 6 * size
}

function isBelow (one: Character, other: Character): boolean {
  const size = Math.max(one.size, other.size)
  return Math.abs(other.x - one.x) < 0.3 * size && other.y > one.y && other.y < one.y + 2 * size
}

function lineOf (characters: readonly Character[]): Line {
  let [text, last] = ['', undefined as Character | undefined]
  for (const character of characters) {
    const gap = last === undefined ? 0 : character.x - last.x - widthOf(last.text) * last.size
    text += (gap > character.size / 2 && !/\s$/.test(text) ? ' ' : '') + character.text
    last = character
  }
  const ends = (of: (character: Character) => number): number[] => characters.map(of)
  return {
    text,
    left: least(ends(({ x }) => x)), top: least(ends(({ y, size }) => y - size)),
    right: -least(ends(({ x, size, text: own }) => -(x + widthOf(own) * size))), bottom: -least(ends(({ y, size }) => -(y + size / 5))),
  }
}

// Not by spreading: a line of a damaged file may have more characters than a call has arguments.
function least (numbers: readonly number[]): number {
  return numbers.reduce((smallest, number) => Math.min(smallest, number), Infinity)
}

/** Where a line stands on a page of this box; undefined where it stands beside it. */
export function areaOf ({ left, top, right, bottom }: Line, [pageLeft = 0, pageTop = 0, width = 0, height = 0]: readonly number[]): Area | undefined {
  const within = (value: number): number => Math.min(1, Math.max(0, value))
  const [from, to] = [within((left - pageLeft) / width), within((right - pageLeft) / width)]
  const [above, below] = [within((top - pageTop) / height), within((bottom - pageTop) / height)]
  return to > from && below > above ? { left: from, top: above, width: to - from, height: below - above } : undefined
}
