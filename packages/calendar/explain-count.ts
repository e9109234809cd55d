import type { Count, CountResult } from './count-from.ts'
import { addMonthsClamped, type Day, dayNumber, dayOf } from './day.ts'
import { type DayReason, dayStatus, isWorkingDay } from './working-calendar.ts'

/**
 * One day of an explanation. `n` is the running count (negative when counting backwards), 0 on day 0, and null on a day
 * that only passes. `reason` is `start` on day 0, `rolled_forward` on the working day that a due day off moved to, and
 * else what the calendar says of the day; `name` is that of the holiday.
 */
export type ExplainedDay = {
  readonly date: Day
  readonly counted: boolean
  readonly n: number | null
  readonly reason: DayReason | 'start' | 'rolled_forward'
  readonly name?: string
}

/**
 * Every day walked from the start to the due day, in the order of walking; for months, the day that ends each month.
 * The last counted entry carries the `n` that was asked for, and the last entry of all is the due day.
 */
export function explainCount (count: Count, result: CountResult): ExplainedDay[] {
  const { anchor, anchorCounts, reached, due } = result
  const moved = walk(count.start, anchor).slice(0, -1).map((day) => explain(count, day, null))
  const zero: ExplainedDay = { date: anchor, counted: false, n: 0, reason: 'start' }
  const rolled = walk(reached, due).slice(1).map((day): ExplainedDay => day === due
    ? { date: day, counted: false, n: null, reason: 'rolled_forward' }
    : explain(count, day, null))
  return [...moved, anchorCounts ? explain(count, anchor, 1) : zero, ...explainCounted(count, result), ...rolled]
}

function explainCounted (count: Count, result: CountResult): ExplainedDay[] {
  return count.unit === 'months' ? explainMonths(count, result.anchor) : explainDays(count, result)
}

function explainMonths (count: Count, anchor: Day): ExplainedDay[] {
  return Array.from({ length: Math.abs(count.n) }, (_, at) => {
    const months = (at + 1) * Math.sign(count.n)
    return explain(count, addMonthsClamped(anchor, months), months)
  })
}

function explainDays (count: Count, { anchor, anchorCounts, reached }: CountResult): ExplainedDay[] {
  let running = anchorCounts ? 1 : 0
  return walk(anchor, reached).slice(1).map((day) => {
    const counts = count.unit === 'calendar_days' || isWorkingDay(count.calendar, day)
    if (counts) running += Math.sign(count.n)
    return explain(count, day, counts ? running : null)
  })
}

function explain ({ calendar }: Count, date: Day, n: number | null): ExplainedDay {
  const { reason, name } = dayStatus(calendar, date)
  return { date, counted: n !== null, n, reason, ...(name === undefined ? {} : { name }) }
}

/** The days from `from` to `to`, both included, backwards if `to` is the earlier. */
function walk (from: Day, to: Day): Day[] {
  const first = dayNumber(from)
  const distance = dayNumber(to) - first
  const direction = Math.sign(distance)
  return Array.from({ length: Math.abs(distance) + 1 }, (_, at) => dayOf(first + at * direction))
}
