import { addDays, type Day } from '@lightwell/calendar/day'
import { dayStatus, type DayReason, type WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { countedAfter, dueDay } from '@lightwell/regimes/due-day'
import type { Regime } from '@lightwell/regimes/regime'
import { later, type ClockPause } from './clock-count.ts'
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
  reason: DayReason | 'start' | 'confirmed_start' | 'before_restart' | 'restart' | 'month_runs' | 'rolled_forward' | PauseReason
  name?: string
  yearKnown: boolean
}>

/** By what a clock was folded, and so is explained. */
export type ExplainingLaw = Readonly<{ regime: Pick<Regime, 'limit' | 'startRule' | 'partialDays'>, calendar: WorkingCalendar }>

// What is the same for every day of one account: its days lie between day 0 and the day that the count reaches.
type Account = Readonly<{
  law: ExplainingLaw, clock: Clock, dayZero: Day, zeroIsShown: boolean, reached: Day, pauses: readonly ClockPause[]
}>

/**
 * Every day from the start to the due day: which counted, which did not, and why. The last entry is the due day, and the
 * counted days are as many as the limit; of months, which have no days of their own, the last day carries their number.
 * While nobody knows when the clock goes on, the account ends on the day since which it stands still.
 */
export function explainClock (law: ExplainingLaw, clock: Clock): ExplainedClockDay[] {
  const account = accountOf(law, clock)
  const last = clock.pausedOn === null ? clock.dueOn : later(clock.countedFrom, clock.pausedOn)
  const days: ExplainedClockDay[] = []
  let running = 0
  for (let date = clock.startedOn; date <= last; date = addDays(date, 1)) {
    const day = explainDay(account, date)
    if (day.counted) running += 1
    days.push(day.counted ? { ...day, n: numberOf(account, running) } : day)
  }
  return days
}

function accountOf (law: ExplainingLaw, clock: Clock): Account {
  const { regime: { limit, startRule, partialDays }, calendar } = law
  return {
    law, clock,
    dayZero: countedAfter(law.regime, calendar, clock.countedFrom),
    // A start that counts is day 1, and the day before it is no part of the account.
    zeroIsShown: startRule.value !== 'inclusive' || limit.unit.value === 'months',
    reached: reachedOn(law, clock),
    pauses: clock.pauses.map((pause) => standingDays(pause, partialDays.value)),
  }
}

/** The day that the count reaches, before it is moved on to a working day. */
function reachedOn ({ regime, calendar }: ExplainingLaw, clock: Clock): Day {
  if (regime.limit.roll.value === 'none') return clock.dueOn
  const limit: Regime['limit'] = { ...regime.limit, roll: { ...regime.limit.roll, value: 'none' } }
  const { countedFrom: receivedOn, acknowledged, extendedWorkingDays } = clock
  const pauses = clock.pauses.flatMap(({ from, until }) => until === null ? [] : { from, until })
  return dueDay({ regime: { ...regime, limit }, calendar, receivedOn, acknowledged, extendedWorkingDays, pauses }).dueOn
}

/** A pause without those of its first and last days that count all the same. */
function standingDays (pause: ClockPause, { first, last }: Regime['partialDays']['value']): ClockPause {
  const { from, until } = pause
  return { ...pause, from: first ? addDays(from, 1) : from, until: last || until === null ? until : addDays(until, 1) }
}

// Of months only the last day is counted, and it stands for all of them.
function numberOf ({ law: { regime: { limit } }, clock }: Account, running: number): number {
  if (limit.unit.value !== 'months') return running
  const base = clock.acknowledged ? limit.afterAcknowledgement.value ?? limit.base.value : limit.base.value
  return base + clock.extendedWorkingDays
}

function explainDay (account: Account, date: Day): ExplainedClockDay {
  const { law: { calendar }, clock, dayZero, zeroIsShown, reached } = account
  const { working, ...status } = dayStatus(calendar, date)
  const passes = { date, counted: false, n: null, yearKnown: status.yearKnown }
  if (date < clock.countedFrom) return { ...passes, reason: 'before_restart' }
  if (date === dayZero && zeroIsShown) return { ...passes, n: 0, reason: dayZeroReason(clock) }
  if (date <= dayZero) return { ...passes, ...status }
  if (date > reached) return date === clock.dueOn ? { ...passes, reason: 'rolled_forward' } : { ...passes, ...status }
  const reason = pauseReason(account, date)
  if (reason !== undefined) return { ...passes, reason }
  return counts(account, date, working) ? { date, counted: true, n: null, ...status } : unitReason(account, { ...passes, ...status })
}

function counts ({ law: { regime }, reached }: Account, date: Day, working: boolean): boolean {
  switch (regime.limit.unit.value) {
    case 'working_days': return working
    case 'calendar_days': return true
    case 'months': return date === reached
  }
}

function unitReason ({ law: { regime } }: Account, day: ExplainedClockDay): ExplainedClockDay {
  const { name: _, ...unnamed } = day
  return regime.limit.unit.value === 'months' ? { ...unnamed, reason: 'month_runs' } : day
}

function dayZeroReason ({ countedFrom, startedOn, startMoved }: Clock): 'start' | 'confirmed_start' | 'restart' {
  if (countedFrom !== startedOn) return 'restart'
  return startMoved ? 'confirmed_start' : 'start'
}

/** For what the clock stood still on a day: the first of several causes; undefined when it did not. */
function pauseReason ({ pauses }: Account, date: Day): PauseReason | undefined {
  const pause = pauses.find(({ from, until }) => from <= date && (until === null || date < until))
  return pause && (pauseReasons.find((reason) => reason === pause.cause) ?? 'paused')
}
