import { type Day, parseDay } from '@lightwell/calendar/day'
import { numeralValue } from './numeral.ts'

const number = '([0-9]{1,4}|[〇○零一二三四五六七八九十]{1,4})'
const date = `${number} {0,3}[年./-] {0,3}${number} {0,3}[月./-] {0,3}${number} {0,3}日?`
// As papers are signed off: the day ends its line, the name of the body at most before it.
const signedOff = new RegExp(`^[^0-9〇○。;]{0,40}?${date}[)\\]]?$`)
const printed = new RegExp(`${date} {0,3}印发$`)
const labelled = new RegExp(`(?:成文|制发|签发|印发|发文)(?:日期|时间) {0,3}:? {0,3}${date}`)
const longestLine = 80
const lastCharacters = 40_000

/**
 * The day on which a paper says that it was made (成文日期): beside such a label, or the last that ends a line of its own,
 * or that of its printing. A hint for the person who sets the day of issue, by which nothing expires: an annex has a date
 * too.
 */
export function issueDateIn (text: string): Day | undefined {
  const lines = text.slice(-lastCharacters).split(/[\n\f\r\u2028\u2029]/).filter((line) => line.length <= longestLine)
    .map((line) => line.normalize('NFKC').trim())
  return lastDayIn(lines, labelled) ?? lastDayIn(lines, signedOff) ?? lastDayIn(lines, printed)
}

function lastDayIn (lines: readonly string[], form: RegExp): Day | undefined {
  return lines.map((line) => dayOf(form.exec(line))).findLast((day) => day !== undefined)
}

function dayOf (found: RegExpExecArray | null): Day | undefined {
  if (found === null) return undefined
  const [year, month, day] = found.slice(1).map((numeral) => String(numeralValue(numeral)).padStart(2, '0'))
  return parseDay(`${year}-${month}-${day}`)
}
