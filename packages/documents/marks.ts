import { englishMarks } from './english-marks.ts'
import { type FoldedText, foldText } from './folded-text.ts'
import { internalMarks } from './internal-marks.ts'
import type { Mark, Sighting } from './mark.ts'
import { seldom } from './seldom.ts'
import { stateSecretMarks } from './state-secret-marks.ts'

// The override of the direction of writing turns what stands in the bytes around for the eye, and some programs write the
// characters of a line from its end.
const mirrored = /[\u202D\u202E]|[^\p{L}\p{N}\s]\s{0,3}密\s{0,3}[绝絕机機秘祕]|[:：]\s{0,3}[级級]\s{0,3}密/u
const quoteLength = 40
const quoteLead = 8
const mostOfOne = 100
const mostOfLevel = 1_000

// 解密 as a word of its own, not the end of 2030年6月30日解密.
const declassified = /[\s（(【[〔*★]已?解密[\s）)】\]〕*★]/u
const beside = 16

/**
 * Every classification mark in a plain text, in its order. It errs towards reporting: what only looks like a mark comes
 * back as `possible`, for a person to judge. The text counts as one page. A mark that recurs is listed 100 times at most.
 */
export function findMarks (text: string): Mark[] {
  if (!mirrored.test(text)) return readMarks(text)
  // What is written backwards is shown forwards.
  const lines = text.split('\n')
  const shown = lines.map((line) => mirrored.test(line) ? [...line].toReversed().join('') : line).join('\n')
  const turned = readMarks(shown).map((mark) => turnedBack(text, mark))
  return [...readMarks(text), ...turned].toSorted((one, other) => one.offset - other.offset)
}

/** Where a mark of a line that was turned around stands in the line as it is. */
function turnedBack (text: string, mark: Mark): Mark {
  const start = text.lastIndexOf('\n', mark.offset - 1) + 1
  const next = text.indexOf('\n', mark.offset)
  const end = next < 0 ? text.length : next
  if (!mirrored.test(text.slice(start, end))) return mark
  return { ...mark, offset: Math.max(start, start + end - mark.offset - mark.length), length: Math.min(mark.length, end - mark.offset) }
}

function readMarks (text: string): Mark[] {
  const folded = foldText(text)
  return [stateSecretMarks, englishMarks, internalMarks]
    .flatMap((marksIn) => [...seldom(seldom(marksIn(folded), mostOfOne, saying), mostOfLevel, ({ kind, level }) => `${kind} ${level}`)])
    .toSorted((one, other) => one.start - other.start)
    .map((sighting) => markAt(text, folded, sighting))
}

function saying ({ kind, level, period }: Sighting): string {
  return `${kind} ${level} ${period?.text}`
}

function markAt (text: string, folded: FoldedText, { kind, level, period, start, end }: Sighting): Mark {
  const offset = folded.offsets[start] ?? 0
  const last = (folded.offsets[end - 1] ?? offset) + 1
  const mark = { kind, level, period, page: 1, offset, length: last - offset, quote: quoteAt(text, offset) }
  const before = `${offset > beside ? '' : '\n'}${text.slice(Math.max(0, offset - beside), offset)}`
  const after = `${text.slice(last, last + beside)}${last + beside < text.length ? '' : '\n'}`
  return declassified.test(before) || declassified.test(after) ? { ...mark, declassifiedNote: true } : mark
}

function quoteAt (text: string, offset: number): string {
  const from = Math.max(0, offset - quoteLead)
  return text.slice(from, from + quoteLength).toWellFormed()
}
