import type { Day } from '@lightwell/calendar/day'
import type { WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { dueDay, dueInstant, type Pause } from '@lightwell/regimes/due-day'
import type { Regime } from '@lightwell/regimes/regime'
import { mayFollow, type ClockEntry, type ClockState } from './clock-entry.ts'

export type ClockQuestion = Readonly<{
  regime: Regime
  calendar: WorkingCalendar
  /** The zone of the agency, in which the due day ends. */
  zone: string
  entries: readonly ClockEntry[]
}>

/** A deadline: everything that follows from the law, the calendar and the entries of one clock. */
export type Clock = Readonly<{
  state: ClockState
  startedOn: Day
  /** Day 0 of the count: the start, or the last restart. */
  countedFrom: Day
  extendedWorkingDays: number
  /** The pauses since day 0. One that is still open is not among them. */
  pauses: readonly Pause[]
  pausedOn: Day | null
  stoppedOn: Day | null
  /** The day of the answer, if it was an answer that stopped the clock. */
  answeredOn: Day | null
  /** While the clock is paused: the due day if it went on at once. */
  dueOn: Day
  /** The first instant that is too late. */
  dueAt: Date
  provisional: boolean
  unknownYears: readonly number[]
}>

type Count = Pick<Clock, 'startedOn' | 'countedFrom' | 'extendedWorkingDays' | 'pausedOn'> & {
  state: ClockState
  pauses: readonly Pause[]
}

/**
 * Folds the entries of one clock into its deadline. The day of a pause and the days to the resumption do not count, the
 * day of the resumption does, so that at least that day is always left (our choice; the law says only that the time of
 * consultation is not counted, Order 711 art. 33.3). A restart makes its day the new day 0 (art. 30); an extension that
 * was granted stays. Throws on entries that cannot follow each other: commands never write such.
 */
export function foldClock ({ regime, calendar, zone, entries }: ClockQuestion): Clock {
  const [first, ...rest] = entries
  if (first === undefined || !mayFollow(undefined, first.kind)) throw new Error('A clock begins with its start')
  let count: Count = {
    state: 'running', startedOn: first.onDay, countedFrom: first.onDay, extendedWorkingDays: 0, pauses: [],
    pausedOn: null,
  }
  let stop: ClockEntry | null = null
  for (const entry of rest) {
    if (!mayFollow(count.state, entry.kind)) throw new Error(`A clock that is ${count.state} cannot be ${entry.kind}`)
    count = moveOn(count, entry)
    if (entry.kind === 'stopped') stop = entry
  }
  const { countedFrom: receivedOn, extendedWorkingDays, pauses } = count
  const due = dueDay({ regime, calendar, receivedOn, extendedWorkingDays, pauses })
  const answeredOn = stop?.cause === 'answered' ? stop.onDay : null
  return {
    ...count,
    ...due,
    state: answeredOn === null ? count.state : answeredOn <= due.dueOn ? 'met' : 'missed',
    stoppedOn: stop?.onDay ?? null,
    answeredOn,
    dueAt: dueInstant(regime, due.dueOn, zone),
  }
}

function moveOn (count: Count, { kind, onDay, workingDays }: ClockEntry): Count {
  switch (kind) {
    case 'paused': return { ...count, state: 'paused', pausedOn: onDay }
    case 'resumed': return { ...goOn(count, onDay), state: 'running' }
    case 'restarted': return { ...count, state: 'running', countedFrom: onDay, pauses: [], pausedOn: null }
    case 'extended': return { ...count, extendedWorkingDays: count.extendedWorkingDays + (workingDays ?? 0) }
    case 'stopped': return { ...goOn(count, onDay), state: 'stopped' }
    case 'started': return count
  }
}

/** Ends the pause that is open: an answer given during a pause is given on the day the clock goes on. */
function goOn (count: Count, onDay: Day): Count {
  if (count.pausedOn === null) return count
  return { ...count, pauses: [...count.pauses, { from: count.pausedOn, until: onDay }], pausedOn: null }
}
