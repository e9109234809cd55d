import { type FoldedText, gap, inHead, lineStart } from './folded-text.ts'
import { lineAround } from './line-around.ts'
import type { MarkKind, MarkLevel, Reading } from './mark.ts'
import * as patterns from './mark-patterns.ts'
import { type PeriodFound, readPeriod } from './mark-period.ts'

const levels = new Map<string, MarkLevel>([['绝密', 'top_secret'], ['机密', 'confidential'], ['秘密', 'secret']])

/** A level in the folded text: `start` is its first character, `end` past its last. */
type Place = Readonly<{ folded: FoldedText, level: MarkLevel, start: number, end: number }>

/** Every mark of a level of the secrecy law, in the order of the text; cost grows with the text, whatever it holds. */
export function * stateSecretMarks (folded: FoldedText): Generator<Reading> {
  for (let at = folded.text.indexOf('密'); at >= 0; at = folded.text.indexOf('密', at + 1)) {
    const level = levels.get(folded.text.slice(Math.max(0, at - 1), at + 1))
    if (level === undefined) continue
    const place = { folded, level, start: at - 1, end: at + 1 }
    const found = starred(place) ?? mangledStar(place) ?? labelled(place) ?? bracketed(place) ?? alone(place)
    if (found !== undefined) yield found
  }
}

/** 机密★10年 and what comes near it: typed stars, dots, a star on the next line. */
function starred (place: Place): Reading | undefined {
  const star = patterns.starAhead.exec(ahead(place))?.[0]
  if (star === undefined) return dotted(place)
  const end = place.end + star.length
  const period = readPeriod(place.folded, end)
  const typed = star.includes('*')
  const broken = has(place, place.end + star.search(/[★*]/), lineStart)
  if ((typed || broken) && !period?.sure) return faint(place, period)
  const bullet = typed && broken && !has(place, place.start, lineStart)
  return read(place, bullet || isSpokenOf(place, period, end) ? 'possible' : 'state_secret', period)
}

/** An asterisk or a bullet may follow the word by chance, unless the mark has the line to itself. */
function faint (place: Place, period: PeriodFound | undefined): Reading | undefined {
  return alone(place) ?? (follows(place, patterns.talkBehind) ? undefined : read(place, 'possible', period))
}

/** A mark of an exam paper, of another kind of secret, or between quotes. */
function isSpokenOf (place: Place, period: PeriodFound | undefined, starEnd: number): boolean {
  return (period !== undefined && patterns.examPaper.test(period.period.text)) ||
    follows(place, patterns.otherSecretBehind) ||
    isQuoted(place, period?.end ?? starEnd)
}

/** 机密·10年, as handbooks wrongly have it. */
function dotted (place: Place): Reading | undefined {
  const dot = patterns.dotAhead.exec(ahead(place))?.[0]
  const period = dot === undefined ? undefined : readPeriod(place.folded, place.end + dot.length)
  return period?.sure ? read(place, 'possible', period) : undefined
}

/** 机密女10年: text recognition never reads the star. */
function mangledStar (place: Place): Reading | undefined {
  const star = patterns.lookAlikeAhead.exec(ahead(place))?.[0]
  const at = place.end + (star?.length ?? 0)
  const period = star === undefined ? undefined : readPeriod(place.folded, at)
  if (!period?.sure) return undefined
  const apart = has(place, place.start, gap) && !has(place, at - 1, lineStart) && !has(place, at, lineStart)
  return read(place, apart ? 'state_secret' : 'possible', period)
}

/** 密级：机密, in a form or a table. */
function labelled (place: Place): Reading | undefined {
  if (patterns.tickedBehind.test(behind(place))) return read(place, 'state_secret', periodBeside(place))
  const label = patterns.labelBehind.exec(behind(place))
  if (label === null) return undefined
  const { mark, box } = label.groups ?? {}
  const isCell = [place.start - label[0].length, place.start, place.end].every((at) => has(place, at, gap))
  if (!mark && !box && !isCell) return undefined
  const choice = box || patterns.alternativesAhead.test(ahead(place))
  return read(place, choice ? 'possible' : 'state_secret', periodBeside(place))
}

/** （秘密） before a paragraph that alone is secret; elsewhere a person must look. */
function bracketed (place: Place): Reading | undefined {
  const { folded, start } = place
  const bracket = start > 0 && patterns.openBrackets.includes(folded.text.charAt(start - 1))
  if (!bracket || !patterns.closeBracketAhead.test(ahead(place))) return undefined
  const line = lineAround(folded, start - 1, start)
  const leads = line !== undefined && patterns.paragraphNumber.test(folded.text.slice(line.start, start - 1))
  return read(place, leads ? 'state_secret' : 'possible')
}

/** 机密 or 秘密 10年 on a line of its own. */
function alone (place: Place): Reading | undefined {
  const { folded, start, end } = place
  const line = lineAround(folded, start, end)
  if (line === undefined || !patterns.besides.test(folded.text.slice(line.start, start))) return undefined
  const past = end + (patterns.mangledStarAhead.exec(folded.text.slice(end, line.end))?.[0].length ?? 0)
  const period = readPeriod(folded, past)
  const own = period?.sure && period.end <= line.end ? period : undefined
  if (!patterns.besides.test(folded.text.slice(own?.end ?? past, line.end))) return undefined
  return read(place, has(place, start, inHead) ? 'state_secret' : 'possible', own)
}

function read (place: Place, kind: MarkKind, found?: PeriodFound): Reading {
  const { level, start, end } = place
  return { kind, level, period: found?.period ?? null, start, end: found?.end ?? end }
}

function periodBeside (place: Place): PeriodFound | undefined {
  const period = readPeriod(place.folded, place.end)
  return period?.sure ? period : undefined
}

/** Whether the level goes on a longer word; what stands apart, or ends the line before, is no part of it. */
function follows (place: Place, words: RegExp): boolean {
  return !has(place, place.start, gap) && words.test(behind(place))
}

function isQuoted ({ folded, start }: Place, end: number): boolean {
  const quote = start === 0 ? -1 : patterns.openQuotes.indexOf(folded.text.charAt(start - 1))
  return quote >= 0 && folded.text.charAt(end) === patterns.closeQuotes.charAt(quote)
}

/** Whether the character at `at` has a flag; past the end of the text a line begins. */
function has ({ folded }: Place, at: number, flag: number): boolean {
  return ((folded.flags[at] ?? gap | lineStart) & flag) !== 0
}

function ahead ({ folded, end }: Place): string {
  return folded.text.slice(end, end + 30)
}

function behind ({ folded, start }: Place): string {
  return folded.text.slice(Math.max(0, start - 30), start)
}
