import { isDay, type Day } from '@lightwell/calendar/day'
import { addWorkingDays, type WorkingCalendar } from '@lightwell/calendar/working-calendar'
import type { FieldFault } from '@lightwell/http/refusal'

/** The working days that someone gets to reply, at least and at most, from today. */
export type ReplyPeriod = { calendar: WorkingCalendar, today: Day, reply: Readonly<{ least: number, most: number }> }

/** What is wrong with the last day of a reply: a reasonable period has a least and a most (条例第三十、三十五条). */
export function replyDayFaults (respondBy: unknown, { calendar, today, reply: { least, most } }: ReplyPeriod): FieldFault[] {
  if (!isDay(respondBy)) return []
  const earliest = addWorkingDays(calendar, today, least).day
  const latest = addWorkingDays(calendar, today, most).day
  if (respondBy >= earliest && respondBy <= latest) return []
  return [{
    pointer: '/respondBy', code: 'outside_reply_period',
    detail: {
      zh: `应当给予 ${least} 至 ${most} 个工作日，即 ${earliest} 至 ${latest} 之间。`,
      en: `The reply gets ${least} to ${most} working days: a day from ${earliest} to ${latest}.`,
    },
  }]
}
