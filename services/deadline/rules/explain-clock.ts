import { addDays, type Day } from '@lightwell/calendar/day'
import { dayStatus, type DayReason, type WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { later } from './clock-count.ts'
import type { Clock } from './fold-clock.ts'

/** For what a clock may stand still; `paused` is any other cause, such as one that was brought in from elsewhere. */
export const pauseReasons = ['consultation', 'clarification', 'fee', 'paused'] as const

type PauseReason = typeof pauseReasons[number]

/**
 * One day of the account of a deadline. `n` is the running count, 0 on day 0, and null on a day that only passes;
 * `name` is that of the holiday; `yearKnown` is false where the arrangement of the year is not published yet.
 */
export type ExplainedClockDay = Readonly<{
  date: Day
  counted: boolean
  n: number | null
  reason: DayReason | 'start' | 'confirmed_start' | 'before_restart' | 'restart' | PauseReason
  name?: string
  yearKnown: boolean
}>

/**
 * Every day from the start to the due day: which counted, which did not, and why. The last entry is the due day and
 * carries the limit; while nobody knows when the clock goes on, the account ends on the day since which it stands still.
 */
export function explainClock (calendar: WorkingCalendar, clock: Clock): ExplainedClockDay[] {
  const last = clock.pausedOn === null ? clock.dueOn : later(clock.countedFrom, clock.pausedOn)
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
  if (date === clock.countedFrom) return { ...passes, n: 0, reason: dayZero(clock) }
  if (date < clock.countedFrom) return { ...passes, reason: 'before_restart' }
  const reason = pauseReason(clock, date)
  if (reason !== undefined) return { ...passes, reason }
  return { date, counted: working, n: null, ...status }
}

function dayZero ({ countedFrom, startedOn, startMoved }: Clock): 'start' | 'confirmed_start' | 'restart' {
  if (countedFrom !== startedOn) return 'restart'
  return startMoved ? 'confirmed_start' : 'start'
}

/** For what the clock stood still on a day: the first of several causes; undefined when it did not. */
function pauseReason ({ pauses }: Clock, date: Day): PauseReason | undefined {
  const pause = pauses.find(({ from, until }) => from <= date && (until === null || date < until))
  return pause && (pauseReasons.find((reason) => reason === pause.cause) ?? 'paused')
}
