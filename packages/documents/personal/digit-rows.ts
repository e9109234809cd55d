import { type FoldedText, gap } from '../folded-text.ts'

/** Digits as they are written one after another, with blanks and strokes between them, each with its place in the text. */
export type DigitRow = Readonly<{ digits: string, places: readonly number[], ends: (length: number) => boolean }>

// A bank card has nineteen digits at most; with a country's prefix a telephone has fewer.
const longest = 19
const strokes = '-·._/~'
const mostStrokes = 2

/**
 * Every row that begins with a digit that no other stands before without a blank. `ends` tells whether a number of that
 * length may end in the row: that no other digit follows without a blank.
 */
export function * digitRows (folded: FoldedText): Generator<DigitRow> {
  const text = inDigits(folded.text)
  for (let at = 0; at < text.length; at += 1) {
    const begins = isDigit(text, at) && (at === 0 || !isDigit(text, at - 1) || isNumeral(folded, text, at - 1) || hasGap(folded, at))
    if (begins) yield rowAt(folded, text, at)
  }
}

/** One to one: numerals in a long row as digits, and every sign that stands for the X of a check character. */
function inDigits (text: string): string {
  const numerals = '零一二三四五六七八九'
  return text.replace(/[xХх×✕✖]/g, 'X').replace(/[零〇○一二三四五六七八九]{11,}/g, (row) =>
    row.replace(/./g, (numeral) => String(Math.max(0, numerals.indexOf(numeral)))))
}

function rowAt (folded: FoldedText, text: string, start: number): DigitRow {
  const places = [start]
  let digits = text.charAt(start)
  while (places.length < longest && !digits.endsWith('X')) {
    const last = places.at(-1) as number
    let next = last + 1
    while (next <= last + mostStrokes && next < text.length && strokes.includes(text.charAt(next))) next += 1
    if (!isDigit(text, next) && text[next] !== 'X') break
    places.push(next)
    digits += text.charAt(next)
  }
  const ends = (length: number): boolean => {
    const next = (places[length - 1] ?? Infinity) + 1
    const isOver = hasGap(folded, next) || isNumeral(folded, text, next) || !isDigit(text, next) && text[next] !== 'X'
    return length <= places.length && isOver
  }
  return { digits, places, ends }
}

/** A numeral may be the end of a name, 张三, or the beginning of a word. */
function isNumeral (folded: FoldedText, text: string, at: number): boolean {
  return isDigit(text, at) && folded.text.charCodeAt(at) !== text.charCodeAt(at)
}

function isDigit (text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0x30 && code <= 0x39
}

function hasGap ({ flags }: FoldedText, at: number): boolean {
  return at < flags.length && ((flags[at] as number) & gap) !== 0
}
