import type { FoldedText } from './folded-text.ts'
import { lineAround } from './line-around.ts'
import type { MarkLevel, Sighting } from './mark.ts'
import { englishAfter, englishBefore, englishWords, starAhead } from './mark-patterns.ts'
import { readPeriod } from './mark-period.ts'

/**
 * English stamps alone on their line. With a star beside them they are marks of the secrecy law; else a person must look,
 * for other papers carry them too. 机密 is translated by either word below TOP SECRET, so that its longer period holds.
 */
export function * englishMarks (folded: FoldedText): Generator<Sighting> {
  for (const { index: start, 0: word } of folded.text.matchAll(englishWords)) {
    const level = /^top/i.test(word) ? 'top_secret' : 'confidential'
    const found = stamp(folded, level, start, start + word.length)
    if (found !== undefined) yield found
  }
}

function stamp (folded: FoldedText, level: MarkLevel, start: number, end: number): Sighting | undefined {
  const line = lineAround(folded, start, end)
  if (line === undefined || !englishBefore.test(folded.text.slice(line.start, start))) return undefined
  const rest = folded.text.slice(end, line.end)
  const star = starAhead.exec(rest)?.[0]
  if (star?.includes('★')) {
    const period = readPeriod(folded, end + star.length)
    return { kind: 'state_secret', level, period: period?.period ?? null, start, end: period?.end ?? end + star.length }
  }
  return englishAfter.test(rest) ? { kind: 'possible', level, period: null, start, end } : undefined
}
