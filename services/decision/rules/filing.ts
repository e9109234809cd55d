import type { Day } from '@lightwell/calendar/day'
import { countFrom } from '@lightwell/calendar/count-from'
import type { WorkingCalendar } from '@lightwell/calendar/working-calendar'
import type { FiledMark, FilingOutcome } from '@lightwell/documents/filing-form'
import { inLanguage } from '@lightwell/documents/notice-shell'
import { bearsMark, holdsIdNumber } from '@lightwell/documents/outgoing-text'
import type { Bilingual, Language } from '@lightwell/regimes/citation'
import type { RecordMark } from './marking.ts'
import type { Outcome } from './outcome.ts'

/**
 * How many working days after its release the form of a record is to be filed. The rules ask for the filing and name no time
 * our choice.
 */
export const filingWorkingDays = 5

/** What was released before this day, and is not filed on `today`, is late. */
export function filedBefore (today: Day, calendar: WorkingCalendar): Day {
  return countFrom({ calendar, start: today, unit: 'working_days', n: -filingWorkingDays, startRule: 'after', roll: 'none' }).due
}

/** By what everything is reviewed, beside the list of the unit itself. */
export const scopeRules: readonly Bilingual[] = [
  { zh: '《中华人民共和国保守国家秘密法》第十三条、第十四条', en: 'Law on Guarding State Secrets, articles 13 and 14' },
  { zh: '国家秘密及其密级具体范围的规定', en: 'Provisions on the scope of state secrets and their levels' },
]

const findings = {
  falseAlarm: { zh: '经两人核实，不是密级标志', en: 'two people found that it is no mark' },
  expired: { zh: '保密期限已满', en: 'its period is over' },
  internal: { zh: '内部标识，不是密级标志', en: 'a stamp for the use of the house, no mark of secrecy' },
  possible: { zh: '疑似标志，由审查人员核实', en: 'what may be a mark; the reviewers looked at it' },
} satisfies Readonly<Record<string, Bilingual>>
const kept: Bilingual = { zh: '（所写文字含有标志或者证件号码，此处不重复）', en: '(the words hold a mark or a number, and are not repeated)' }

/** What was found about the marks of a record that was not, or is no longer, sealed. A mark on no page stands on the first. */
export function filedMarks (marks: readonly (RecordMark & { falseAlarm?: boolean })[], language: Language): FiledMark[] {
  return marks.map(({ kind, page, expired, falseAlarm }) => {
    const finding = falseAlarm || kind === 'state_secret' && !expired ? 'falseAlarm' : expired ? 'expired' : kind
    return { page: page ?? 1, finding: inLanguage(findings[finding as keyof typeof findings], language) }
  })
}

/** Words for the form, which goes to another body and repeats neither marks nor numbers, whoever quoted one. */
export function tellable (words: string, language: Language): string {
  return bearsMark(words) || holdsIdNumber(words) ? inLanguage(kept, language) : words
}

/** What became of a record by the outcome of the part that names it. */
export function filingOutcome (outcome: Outcome): FilingOutcome {
  return outcome === 'refuse' ? 'withhold' : outcome
}
