import { addDays, addMonthsClamped, type Day, parseDay } from '@lightwell/calendar/day'
import { type FoldedText, foldText, gap, lineStart } from './folded-text.ts'
import { restOfLine } from './line-around.ts'
import { numeralValue } from './numeral.ts'

/**
 * How long a mark holds: `years` and `months` from the day of issue, `until` a day, until a `condition` is met, or
 * `indefinite`. One that is only `text` was not understood, and nothing is derived from it.
 */
export type Period = Readonly<{
  text: string
  years?: number
  months?: number
  until?: Day
  condition?: string
  indefinite?: true
}>

/** A period and the place in the folded text where it ends. `sure` is one that nothing but a mark would have. */
export type PeriodFound = Readonly<{ period: Period, end: number, sure: boolean }>

const longest = 40
const number = '(?:[0-9OoIl]{1,4}|[零〇○一二两三四五六七八九十廿卅百]{1,6})'
const fourDigits = '(?:[0-9]{4}|[零〇○一二三四五六七八九]{4})'
const date = new RegExp(
  `^(?:至|到|截至)?(?<year>${fourDigits})(?:年(?:(?<month>${number})月(?:(?<day>${number})日?)?)?|` +
  '[-./](?<month2>[0-9]{1,2})[-./](?<day2>[0-9]{1,2})|(?<month3>[0-9]{2})(?<day3>[0-9]{2})(?![0-9]))')
const duration = new RegExp(`^(?:(?<years>${number})年(?:(?<half>半)|[零又]?(?<extra>${number})个?月)?|(?<half>半)年|` +
  `(?<months>${number})个?月(?![0-9一二三四五六七八九十]))`)
// What may stand between the star and the period.
const leads = /^[·:._/|~-]{0,2}[([【〔]?/
const days = new RegExp(`^${number}[日天]`)
const forGood = /^(?:长期|永久|永远)/
const condition = /^[^\p{P}\p{S}]{1,24}?[前后止]/u
const anyWords = /^[^\p{P}\p{S}]{1,12}/u

/** Whether a period is a day, a length or 长期 and nothing else: any other words of it may be words of the paper. */
export function isPlainPeriod (words: string): boolean {
  const { text } = foldText(words)
  return [date, duration, days, forGood].some((plain) => text !== '' && plain.exec(text)?.[0] === text)
}

/** The period that begins at `start` of the folded text, brackets around it or not; undefined if there is none. */
export function readPeriod (folded: FoldedText, start: number): PeriodFound | undefined {
  const at = start + (leads.exec(folded.text.slice(start, start + 3))?.[0].length ?? 0)
  const ahead = folded.text.slice(at, at + longest)
  const sure = readDate(ahead) ?? readDuration(ahead) ?? readForGood(ahead)
  if (sure !== undefined) {
    // On a line of its own it may be the date of the paper: what would let the mark expire is not taken from it.
    const period = (folded.flags[start] ?? 0) & lineStart ? { text: sure.text } : sure
    return { period, end: at + sure.text.length, sure: true }
  }
  return readWords(folded, at)
}

function readWords (folded: FoldedText, at: number): PeriodFound | undefined {
  const ahead = restOfLine(folded, at)
  const text = condition.exec(ahead)?.[0]
  if (text !== undefined) return { period: { text, condition: text }, end: at + text.length, sure: false }
  const words = (folded.flags[at] ?? 0) & gap ? undefined : anyWords.exec(ahead)?.[0]
  return words === undefined ? undefined : { period: { text: words }, end: at + words.length, sure: false }
}

function readDate (ahead: string): Period | undefined {
  const found = date.exec(ahead)
  if (found?.groups === undefined) return undefined
  const { year, month, day, month2, day2, month3, day3 } = found.groups
  const text = found[0]
  const ofYear = numeralValue(year)
  if (ofYear === undefined || ofYear < 1949 || ofYear > 2198) return undefined
  const until = lastDay(ofYear, month ?? month2 ?? month3, day ?? day2 ?? day3)
  return until === undefined ? { text } : { text, until }
}

/** The last day that a date names: of the month without a day, of the year without a month. */
function lastDay (year: number, month: string | undefined, day: string | undefined): Day | undefined {
  const ofMonth = month === undefined ? 12 : numeralValue(month)
  const named = parseDay(`${year}-${twoDigits(ofMonth)}-${twoDigits(day === undefined ? 1 : numeralValue(day))}`)
  if (named === undefined || day !== undefined) return named
  return addDays(addMonthsClamped(named, 1), -1)
}

function readDuration (ahead: string): Period | undefined {
  const found = duration.exec(ahead)
  if (found?.groups === undefined) return undefined
  const { years, extra, months, half } = found.groups
  const [ofYears, ofMonths] = [numeralValue(years), half === undefined ? numeralValue(months ?? extra) : 6]
  const text = found[0]
  // A letter read for a digit leaves the length unknown.
  if ((years !== undefined && ofYears === undefined) || ((months ?? extra) !== undefined && ofMonths === undefined)) {
    return { text }
  }
  return {
    text,
    ...ofYears !== undefined && { years: ofYears },
    ...ofMonths !== undefined && { months: ofMonths },
  }
}

function readForGood (ahead: string): Period | undefined {
  const text = forGood.exec(ahead)?.[0]
  return text === undefined ? undefined : { text, indefinite: true }
}

function twoDigits (value: number | undefined): string {
  return String(value ?? 0).padStart(2, '0')
}
