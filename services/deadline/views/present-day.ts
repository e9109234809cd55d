import { Type, type Static } from '@sinclair/typebox'
import type { CountUnit } from '@lightwell/calendar/count-from'
import type { Day } from '@lightwell/calendar/day'
import type { Language } from '@lightwell/http/language'
import { holidayName } from '../rules/holiday-name.ts'

/** One day of an explanation, as it is sent: with a code for programs and words for people. */
export const PresentedDay = Type.Object({
  date: Type.String({ format: 'date' }),
  counted: Type.Boolean({ description: 'Whether the day counts towards the limit' }),
  // Two types in one are written without looking; a union would be tried out for every day of every answer.
  n: Type.Unsafe<number | null>({
    type: ['integer', 'null'], description: 'The running count; 0 on day 0, null on a day that only passes',
  }),
  reason: Type.String({
    description: 'One of weekday, weekend, holiday, make_up_working_day, start, confirmed_start, restart, ' +
      'before_restart, consultation, clarification, fee, paused, month_runs, rolled_forward',
  }),
  name: Type.Optional(Type.String({ description: 'The holiday, in the reader’s language' })),
  text: Type.String({ description: 'The same in words, in the reader’s language' }),
  basis: Type.Optional(Type.String({ description: 'The article, or the paper of the calendar, that makes it so' })),
})
export type PresentedDay = Static<typeof PresentedDay>

/** A day of an explanation, whichever count it is of. */
export type ExplainedDay = Readonly<{
  date: Day, counted: boolean, n: number | null, reason: string, name?: string, yearKnown?: boolean
}>

type Words = Readonly<Record<string, string>>

const zh: Words = {
  start: '起算日，自次日起计算', confirmed_start: '经确认的收到日，自次日起计算', before_restart: '重新起算之前',
  restart: '重新起算日，自次日起计算', consultation: '征求意见期间', clarification: '等待申请人补正',
  fee: '等待申请人缴费', paused: '暂停计时',
  weekday: '工作日', weekend: '周末', holiday: '节假日', make_up_working_day: '调休上班日',
  rolled_forward: '遇休息日，顺延至此日', month_runs: '期间经过',
}

const en: Words = {
  start: 'day 0; counting begins the day after',
  confirmed_start: 'receipt confirmed: day 0; counting begins the day after', before_restart: 'before the restart',
  restart: 'restarted: day 0; counting begins the day after', consultation: 'others are being asked for their views',
  clarification: 'waiting for the applicant to complete the request', fee: 'waiting for the applicant to pay',
  paused: 'the clock stands still',
  weekday: 'working day', weekend: 'weekend', holiday: 'public holiday', make_up_working_day: 'make-up working day',
  rolled_forward: 'moved forward to this working day', month_runs: 'the months run',
}

/** How a day is told: what the count counts, in which language, and what makes the day so where that is known. */
export type Telling = Readonly<{ unit: CountUnit, language: Language, basis?: string | undefined }>

/** Puts a day of an explanation in words. */
export function presentDay (day: ExplainedDay, { unit, language, basis }: Telling): PresentedDay {
  const { date, counted, n, reason } = day
  const name = day.name === undefined ? undefined : holidayName(day.name, language)
  const text = language === 'en' ? inEnglish(day, name, unit) : inChinese(day, name, unit)
  return { date, counted, n, reason, name, text, basis } as PresentedDay
}

function inChinese (day: ExplainedDay, name: string | undefined, unit: CountUnit): string {
  const { counted, n, reason, yearKnown } = day
  const what = name === undefined ? zh[reason] : `${name}放假`
  const doubt = yearKnown === false ? '（该年放假安排尚未公布）' : ''
  if (!counted || n === null) return `${what}${passes(reason) ? '，不计入' : ''}${doubt}`
  return `${what}，${n < 0 ? '倒数' : ''}第${Math.abs(n)}${unit === 'months' ? '个月' : '日'}${doubt}`
}

function inEnglish (day: ExplainedDay, name: string | undefined, unit: CountUnit): string {
  const { counted, n, reason, yearKnown } = day
  const what = name ?? en[reason]
  const doubt = yearKnown === false ? ' (the arrangement of this year is not published yet)' : ''
  if (!counted || n === null) return `${what}${passes(reason) ? ', not counted' : ''}${doubt}`
  return `${what}, ${unit === 'months' ? 'month' : 'day'} ${Math.abs(n)}${n < 0 ? ' counted back' : ''}${doubt}`
}

const told = new Set(['start', 'confirmed_start', 'restart', 'month_runs', 'rolled_forward'])

// Of these the words say enough.
function passes (reason: string): boolean {
  return !told.has(reason)
}
