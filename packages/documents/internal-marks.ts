import { type FoldedText, inHead } from './folded-text.ts'
import { lineAround } from './line-around.ts'
import type { Sighting } from './mark.ts'
import { stampLine, stampWithin, stampWords } from './mark-patterns.ts'

const around = 24

/**
 * Stamps of papers that are internal but no state secret (内部资料、不得外传、工作秘密), one for a line. In running text
 * the same words are only talk.
 */
export function * internalMarks (folded: FoldedText): Generator<Sighting> {
  let past = 0
  for (const { index, 0: word } of folded.text.matchAll(stampWords)) {
    if (index < past) continue
    const stamp = wholeLine(folded, index, word) ?? within(folded, index)
    if (stamp === undefined) continue
    past = stamp.end
    yield { kind: 'internal', level: null, period: null, ...stamp }
  }
}

type Stamp = { start: number, end: number }

function wholeLine (folded: FoldedText, index: number, word: string): Stamp | undefined {
  const line = lineAround(folded, index, index + word.length)
  if (line === undefined || !stampLine.test(folded.text.slice(line.start, line.end))) return undefined
  // 内部 by itself is a stamp only where papers carry one; below it heads a list.
  const bare = /^\P{L}*内部\P{L}*$/u.test(folded.text.slice(line.start, line.end))
  return bare && !((folded.flags[index] ?? 0) & inHead) ? undefined : line
}

function within (folded: FoldedText, index: number): Stamp | undefined {
  const from = Math.max(0, index - around)
  const found = stampWithin.exec(folded.text.slice(from, index + around))
  return found === null ? undefined : { start: from + found.index, end: from + found.index + found[0].length }
}
