import { type FoldedText, gap, inHead, lineStart, wideGap } from './folded-text.ts'
import { lineAround, restOfLine } from './line-around.ts'
import type { MarkKind, MarkLevel, Sighting } from './mark.ts'
import * as patterns from './mark-patterns.ts'
import { type PeriodFound, readPeriod } from './mark-period.ts'

const levels = new Map<string, MarkLevel>([['绝', 'top_secret'], ['机', 'confidential'], ['秘', 'secret']])

/** A level in the folded text: `start` is its first character, `end` past its last. */
type Place = Readonly<{ folded: FoldedText, level: MarkLevel, start: number, end: number }>

/** Every mark of a level of the secrecy law, in the order of the text; cost grows with the text, whatever it holds. */
export function * stateSecretMarks (folded: FoldedText): Generator<Sighting> {
  for (let at = folded.text.indexOf('密'); at >= 0; at = folded.text.indexOf('密', at + 1)) {
    const level = levels.get(folded.text.charAt(at - 1))
    const found = level === undefined ? split(folded, at) : whole({ folded, level, start: at - 1, end: at + 1 })
    if (found !== undefined) yield found
  }
}

function whole (place: Place): Sighting | undefined {
  return starred(place) ?? starApart(place) ?? mangledStar(place) ?? labelled(place) ?? bracketed(place) ?? alone(place) ??
    stated(place) ?? celled(place) ?? named(place)
}

/** 秘·密★10年: what stands between the characters is no mark without a star or a label, but a person must look. */
function split (folded: FoldedText, at: number): Sighting | undefined {
  if (!patterns.noWord.test(folded.text.charAt(at - 1))) return undefined
  const [written = '', first = ''] = patterns.splitLevel.exec(folded.text.slice(Math.max(0, at - 9), at + 1)) ?? []
  const level = levels.get(first)
  if (level === undefined) return undefined
  const place = { folded, level, start: at + 1 - written.length, end: at + 1 }
  const found = starred(place) ?? starApart(place) ?? mangledStar(place) ?? labelled(place)
  if (found !== undefined) return found
  const lone = alone(place)
  return lone === undefined ? undefined : { ...lone, kind: 'possible' }
}

/** 机密★10年 and what comes near it: typed stars, dots, a star on the next line. */
function starred (place: Place): Sighting | undefined {
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

/** An asterisk or a bullet may follow the word by chance, unless the mark has a label or the line to itself. */
function faint (place: Place, period: PeriodFound | undefined): Sighting | undefined {
  return labelled(place) ?? alone(place) ?? (follows(place, patterns.talkBehind) ? undefined : read(place, 'possible', period))
}

/** "秘密","★","10年": a program that writes data keeps the parts of a mark apart. */
function starApart (place: Place): Sighting | undefined {
  const star = patterns.starApartAhead.exec(ahead(place))?.[0]
  if (star === undefined || !place.folded.text.slice(place.start, place.end + star.length).includes('★')) return undefined
  const period = readPeriod(place.folded, place.end + star.length)
  if (period?.sure) return read(place, isSpokenOf(place, period, period.end) ? 'possible' : 'state_secret', period)
  return place.end - place.start > 2 ? read(place, 'possible', period) : undefined
}

/** A mark of an exam paper, of another kind of secret, or between quotes. */
function isSpokenOf (place: Place, period: PeriodFound | undefined, starEnd: number): boolean {
  return (period !== undefined && patterns.examPaper.test(period.period.text)) ||
    follows(place, patterns.otherSecretBehind) ||
    isQuoted(place, period?.end ?? starEnd)
}

/** 机密·10年, as handbooks wrongly have it, and with what else is typed for a star. */
function dotted (place: Place): Sighting | undefined {
  const dot = patterns.dotAhead.exec(ahead(place))?.[0]
  const period = dot === undefined ? undefined : readPeriod(place.folded, place.end + dot.length)
  return period?.sure ? read(place, 'possible', period) : undefined
}

/** 机密女10年: text recognition never reads the star. */
function mangledStar (place: Place): Sighting | undefined {
  const star = patterns.lookAlikeAhead.exec(ahead(place))?.[0]
  const at = place.end + (star?.length ?? 0)
  const period = star === undefined ? undefined : readPeriod(place.folded, at)
  if (!period?.sure) return undefined
  const stands = has(place, place.start, gap) && !has(place, at - 1, lineStart) && !has(place, at, lineStart)
  return read(place, stands ? 'state_secret' : 'possible', period)
}

/** 密级：机密, in a form or a table. */
function labelled (place: Place): Sighting | undefined {
  const tick = ticked(place)
  if (tick !== undefined) return tick
  if (!patterns.labelEnd.test(place.folded.text.charAt(place.start - 1))) return undefined
  const label = patterns.labelBehind.exec(behind(place))
  if (label === null) return undefined
  const { mark, box } = label.groups ?? {}
  const isCell = [place.start - label[0].length, place.start, place.end].every((at) => has(place, at, gap))
  const hasPeriod = periodBeside(place) !== undefined && has(place, place.start, gap)
  if (!mark && !box && !isCell && !hasPeriod) return undefined
  const choice = box || patterns.alternativesAhead.test(ahead(place))
  return read(place, choice ? 'possible' : 'state_secret', periodBeside(place))
}

/** 密级：□公开 ☑秘密, and 密级：公开（ ） 秘密（√）. */
function ticked (place: Place): Sighting | undefined {
  const words = behind(place)
  if (!words.includes('密级')) return undefined
  const isTicked = patterns.tickedBehind.test(words) || patterns.optionsBehind.test(words) && patterns.tickedAhead.test(ahead(place))
  if (isTicked) return read(place, 'state_secret', periodBeside(place))
  return patterns.letterTickBehind.test(words) ? read(place, 'possible', periodBeside(place)) : undefined
}

/** （秘密） before a paragraph that alone is secret; elsewhere a person must look. */
function bracketed (place: Place): Sighting | undefined {
  const { folded, start } = place
  const bracket = start > 0 && patterns.openBrackets.includes(folded.text.charAt(start - 1))
  if (!bracket || !patterns.closeBracketAhead.test(ahead(place))) return undefined
  const line = lineAround(folded, start - 1, start)
  const leads = line !== undefined && patterns.paragraphNumber.test(folded.text.slice(line.start, start - 1))
  return read(place, leads ? 'state_secret' : 'possible')
}

/** 机密 or 秘密 10年 on a line of its own. */
function alone (place: Place): Sighting | undefined {
  const { folded, start, end } = place
  const line = lineAround(folded, start, end)
  if (line === undefined || !patterns.besides.test(folded.text.slice(line.start, start))) return undefined
  const past = end + (patterns.mangledStarAhead.exec(folded.text.slice(end, line.end))?.[0].length ?? 0)
  const own = [periodBeside(place), readPeriod(folded, past)].find((period) => period?.sure && period.end <= line.end)
  if (!patterns.besides.test(folded.text.slice(own?.end ?? past, line.end))) return undefined
  return read(place, has(place, start, inHead) ? 'state_secret' : 'possible', own)
}

/** 本文件密级为机密: a sentence that says so of its own paper. */
function stated (place: Place): Sighting | undefined {
  const says = !has(place, place.start, lineStart) && patterns.statedBehind.test(behind(place)) ||
    patterns.statedLine.test(behind(place)) && restOfLine(place.folded, place.end).length <= 1
  return says && !patterns.otherWordAhead.test(ahead(place)) ? read(place, 'possible', periodBeside(place)) : undefined
}

/** A level between separators or wide gaps, as in a list of papers with their levels, or at the edge of a line before one. */
function celled (place: Place): Sighting | undefined {
  const { folded, start, end } = place
  const past = folded.text[end] === '级' ? end + 1 : end
  const isApart = [start, past].every((at) => has(place, at, lineStart | wideGap)) && ![start, past].every((at) => has(place, at, lineStart))
  const isCell = isApart || patterns.cellBehind.test(behind(place)) && patterns.cellAhead.test(ahead(place))
  return isCell && !isOneOfLevels(place) ? read(place, 'possible') : undefined
}

/** 机密_关于某事的报告.docx: apart from the rest of a name by a stroke. */
function named (place: Place): Sighting | undefined {
  if (!has(place, place.start, inHead) || isOneOfLevels(place)) return undefined
  const leads = has(place, place.start, lineStart) && patterns.nameAhead.test(restOfLine(place.folded, place.end))
  const trails = patterns.nameBehind.test(behind(place)) && patterns.nameEnd.test(restOfLine(place.folded, place.end))
  return leads || trails ? read(place, 'possible') : undefined
}

/** Whether other levels stand beside it on its line: a list that explains them. */
function isOneOfLevels (place: Place): boolean {
  const { folded, start, end } = place
  const behindIt = behind(place)
  const line = folded.flags.subarray(start - behindIt.length, start + 1).findLastIndex((flags) => (flags & lineStart) !== 0)
  return patterns.otherLevel.test(behindIt.slice(Math.max(0, line))) || patterns.otherLevel.test(restOfLine(folded, end))
}

function read (place: Place, kind: MarkKind, found?: PeriodFound): Sighting {
  const { level, start, end } = place
  return { kind, level, period: found?.period ?? null, start, end: found?.end ?? end }
}

function periodBeside (place: Place): PeriodFound | undefined {
  const label = patterns.periodLabel.exec(ahead(place))?.[0].length ?? 0
  const period = readPeriod(place.folded, place.end + label)
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
