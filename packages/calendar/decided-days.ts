import { DayOutOfRangeError, dayNumber, firstDay, lastDay } from './day.ts'

/**
 * The days of a calendar among which all stand that an order decided, from `from` on and before `to`, as days since
 * 1900-01-01, and how the working days lie among them. Outside of them Monday to Friday is the whole rule.
 */
export type DecidedDays = {
  readonly from: number
  readonly to: number
  /** By day since `from`, `to` included: how many working days come before it since 1900-01-01. */
  readonly before: Int32Array
  /** The working days among them, in order. */
  readonly working: Int32Array
}

const dayCount = dayNumber(lastDay) - dayNumber(firstDay) + 1

/** Decides every day between the first and the last of those named: off, or worked, which wins. */
export function decideDays (off: readonly number[], worked: readonly number[]): DecidedDays {
  const [from, to] = spanOf([...off, ...worked])
  const works = new Uint8Array(to - from)
  for (let at = from; at < to; at++) works[at - from] = isWeekday(at) ? 1 : 0
  for (const at of off) works[at - from] = 0
  for (const at of worked) works[at - from] = 1
  const before = new Int32Array(to - from + 1)
  const working = new Int32Array(to - from)
  const first = weekdaysBefore(from)
  let count = 0
  for (let at = from; at < to; at++) {
    before[at - from] = first + count
    working[count] = at
    count += works[at - from] as number
  }
  before[to - from] = first + count
  return { from, to, before, working: working.subarray(0, count) }
}

/** How many working days come before the day `at`, both as days since 1900-01-01. */
export function workingDaysBefore ({ from, to, before }: DecidedDays, at: number): number {
  if (at < from) return weekdaysBefore(at)
  if (at <= to) return before[at - from] as number
  return before[to - from] as number + weekdaysBefore(at) - weekdaysBefore(to)
}

/** The day before which `nth` working days come and that is one itself. Throws DayOutOfRangeError outside 1900 to 2199. */
export function workingDayAt ({ to, before, working }: DecidedDays, nth: number): number {
  const first = before[0] as number
  const surplus = first + working.length - weekdaysBefore(to)
  const at = nth < first ? nthWeekday(nth) : working[nth - first] ?? nthWeekday(nth - surplus)
  if (at >= 0 && at < dayCount) return at
  throw new DayOutOfRangeError(`no such working day from ${firstDay} to ${lastDay}`)
}

function spanOf (days: readonly number[]): [number, number] {
  let from = days[0] ?? 0
  let to = from
  for (const at of days) {
    from = Math.min(from, at)
    to = Math.max(to, at + 1)
  }
  return [from, to]
}

// 1900-01-01, the day 0 of these three, was a Monday.
function isWeekday (at: number): boolean {
  return at % 7 < 5
}

function weekdaysBefore (at: number): number {
  return Math.floor(at / 7) * 5 + Math.min(at % 7, 5)
}

function nthWeekday (nth: number): number {
  return Math.floor(nth / 5) * 7 + nth % 5
}
