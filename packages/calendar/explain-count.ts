import type { Count, CountResult } from './count-from.ts'
import { addMonthsClamped, type Day, dayNumber, dayOf } from './day.ts'
import { type DayReason, dayStatus, isWorkingDay } from './working-calendar.ts'

/**
 * One day of an explanation. `n` is the running count (negative when counting backwards), 0 on day 0, and null on a day
 * that only passes. `reason` is `start` on day 0, `rolled_forward` on the working day that a due day off moved to, and
 * else what the calendar says of the day; `name` is that of the holiday. `yearKnown` is false where the arrangement of the
 * year is not published yet.
 */
export type ExplainedDay = {
  readonly date: Day
  readonly counted: boolean
  readonly n: number | null
  readonly reason: DayReason | 'start' | 'rolled_forward'
  readonly name?: string
  readonly yearKnown?: false
}

/**
 * Every day walked from the start to the due day, in the order of walking; for months, the day that ends each month.
 * The last counted entry carries the `n` that was asked for, and the last entry of all is the due day.
 */
export function explainCount (count: Count, result: CountResult): ExplainedDay[] {
  const { anchor, anchorCounts, reached, due } = result
  const days: ExplainedDay[] = []
  for (let at = dayNumber(count.start); at < dayNumber(anchor); at++) days.push(explain(count, dayOf(at), null))
  days.push(anchorCounts ? explain(count, anchor, 1) : { date: anchor, counted: false, n: 0, reason: 'start' })
  if (count.unit === 'months') explainMonths(count, anchor, days)
  else explainDays(count, result, days)
  for (let at = dayNumber(reached) + 1; at < dayNumber(due); at++) days.push(explain(count, dayOf(at), null))
  if (due !== reached) days.push({ date: due, counted: false, n: null, reason: 'rolled_forward' })
  return days
}

function explainMonths (count: Count, anchor: Day, days: ExplainedDay[]): void {
  const direction = Math.sign(count.n)
  for (let months = direction; Math.abs(months) <= Math.abs(count.n) && months !== 0; months += direction) {
    days.push(explain(count, addMonthsClamped(anchor, months), months))
  }
}

function explainDays (count: Count, { anchor, anchorCounts, reached }: CountResult, days: ExplainedDay[]): void {
  const last = dayNumber(reached)
  const direction = Math.sign(last - dayNumber(anchor))
  let running = anchorCounts ? 1 : 0
  for (let at = dayNumber(anchor); at !== last;) {
    at += direction
    const day = dayOf(at)
    const counts = count.unit === 'calendar_days' || isWorkingDay(count.calendar, day)
    if (counts) running += direction
    days.push(explain(count, day, counts ? running : null))
  }
}

function explain ({ calendar }: Count, date: Day, n: number | null): ExplainedDay {
  const { reason, name, yearKnown } = dayStatus(calendar, date)
  const counted = n !== null
  if (yearKnown) return name === undefined ? { date, counted, n, reason } : { date, counted, n, reason, name }
  return name === undefined ? { date, counted, n, reason, yearKnown } : { date, counted, n, reason, name, yearKnown }
}
