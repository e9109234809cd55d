import { type FoldedText, foldText } from './folded-text.ts'
import { internalMarks } from './internal-marks.ts'
import type { Mark, Reading } from './mark.ts'
import { stateSecretMarks } from './state-secret-marks.ts'

// The override of the direction of writing: it turns what stands in the bytes around for the eye.
const mirrored = /[\u202D\u202E]/
const quoteLength = 40
const quoteLead = 8
// A mark in the head of every page is one reading many times over.
const mostOfOneReading = 100

// 解密 as a word of its own, not the end of 2030年6月30日解密.
const declassified = /[\s（(【[〔*★]已?解密[\s）)】\]〕*★]/u
const beside = 16

/**
 * Every classification mark in a plain text, in its order. It errs towards reporting: what only looks like a mark comes
 * back as `possible`, for a person to judge. The text counts as one page. A reading that recurs is listed 100 times at
 * most.
 */
export function findMarks (text: string): Mark[] {
  if (!mirrored.test(text)) return readMarks(text)
  // What is written backwards under an override is shown forwards.
  const shown = text.replace(/[^\n]*[\u202D\u202E][^\n]*/g, (line) => [...line].toReversed().join(''))
  return [...readMarks(text), ...readMarks(shown)].toSorted((one, other) => one.offset - other.offset)
}

function readMarks (text: string): Mark[] {
  const folded = foldText(text)
  return [...seldom(stateSecretMarks(folded)), ...seldom(internalMarks(folded))]
    .toSorted((one, other) => one.start - other.start)
    .map((reading) => markAt(text, folded, reading))
}

function * seldom (readings: Iterable<Reading>): Generator<Reading> {
  const seen = new Map<string, number>()
  for (const reading of readings) {
    const same = `${reading.kind} ${reading.level} ${reading.period?.text}`
    const times = (seen.get(same) ?? 0) + 1
    seen.set(same, times)
    if (times <= mostOfOneReading) yield reading
  }
}

function markAt (text: string, folded: FoldedText, { kind, level, period, start, end }: Reading): Mark {
  const offset = folded.offsets[start] ?? 0
  const last = (folded.offsets[end - 1] ?? offset) + 1
  const mark = { kind, level, period, page: 1, offset, quote: quoteAt(text, offset) }
  const before = `${offset > beside ? '' : '\n'}${text.slice(Math.max(0, offset - beside), offset)}`
  const after = `${text.slice(last, last + beside)}${last + beside < text.length ? '' : '\n'}`
  return declassified.test(before) || declassified.test(after) ? { ...mark, declassifiedNote: true } : mark
}

function quoteAt (text: string, offset: number): string {
  const from = Math.max(0, offset - quoteLead)
  return text.slice(from, from + quoteLength).toWellFormed()
}
