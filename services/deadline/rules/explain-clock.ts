import { addDays, type Day } from '@lightwell/calendar/day'
import { dayStatus, type DayReason, type WorkingCalendar } from '@lightwell/calendar/working-calendar'
import type { Clock } from './fold-clock.ts'

/**
 * One day of the account of a deadline. `n` is the running count, 0 on day 0, and null on a day that only passes;
 * `name` is that of the holiday; `yearKnown` is false where the arrangement of the year is not published yet.
 */
export type ExplainedClockDay = Readonly<{
  date: Day
  counted: boolean
  n: number | null
  reason: DayReason | 'start' | 'before_restart' | 'restart' | 'paused'
  name?: string
  yearKnown: boolean
}>

/**
 * Every day from the start to the due day: which counted, which did not, and why. The last entry is the due day and
 * carries the limit; while the clock is paused the account ends on the day of the pause.
 */
export function explainClock (calendar: WorkingCalendar, clock: Clock): ExplainedClockDay[] {
  const last = clock.pausedOn !== null && clock.pausedOn <= clock.dueOn ? clock.pausedOn : clock.dueOn
  const days: ExplainedClockDay[] = []
  let running = 0
  for (let date = clock.startedOn; date <= last; date = addDays(date, 1)) {
    const day = explainDay(calendar, clock, date)
    if (day.counted) running += 1
    days.push(day.counted ? { ...day, n: running } : day)
  }
  return days
}

function explainDay (calendar: WorkingCalendar, clock: Clock, date: Day): ExplainedClockDay {
  const { working, ...status } = dayStatus(calendar, date)
  const passes = { date, counted: false, n: null, yearKnown: status.yearKnown }
  if (date === clock.countedFrom) return { ...passes, n: 0, reason: date === clock.startedOn ? 'start' : 'restart' }
  if (date < clock.countedFrom) return { ...passes, reason: 'before_restart' }
  if (isPaused(clock, date)) return { ...passes, reason: 'paused' }
  return { date, counted: working, n: null, ...status }
}

function isPaused ({ pauses, pausedOn }: Clock, date: Day): boolean {
  return date === pausedOn || pauses.some(({ from, until }) => from <= date && date < until)
}
