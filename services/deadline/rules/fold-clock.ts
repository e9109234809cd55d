import type { Day } from '@lightwell/calendar/day'
import type { WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { startOfDay } from '@lightwell/calendar/zoned'
import { dueDay, dueInstant, type Pause } from '@lightwell/regimes/due-day'
import type { Regime } from '@lightwell/regimes/regime'
import { entryVerdict, later, moveCount, startCount, type ClockCount, type ClockPause } from './clock-count.ts'
import type { ClockEntry, ClockState } from './clock-entry.ts'
import { correctedEntries } from './corrected-entries.ts'

export type ClockQuestion = Readonly<{
  regime: Regime
  calendar: WorkingCalendar
  /** The zone of the agency, in which the due day ends. */
  zone: string
  entries: readonly ClockEntry[]
}>

/** A deadline: everything that follows from the law, the calendar and the entries of one clock. */
export type Clock = Readonly<{
  /** A clock that stands still until a day, and then goes on by itself, runs: `pausedUntil` tells of it. */
  state: ClockState
  startedOn: Day
  /** Whether the start was moved by a receipt that was confirmed. */
  startMoved: boolean
  /** Day 0 of the count: the start, or the last restart. */
  countedFrom: Day
  /** Whether it began anew with the acknowledgement of the request, from which a limit of its own runs. */
  acknowledged: boolean
  /** What is added to the limit; a deferral (条例第三十五条) is a part of it. */
  extendedWorkingDays: number
  deferredWorkingDays: number
  /** The evidence of extensions that add nothing, because the due day was over before them. */
  tooLate: readonly (string | null)[]
  pauses: readonly ClockPause[]
  /** Since when the clock stands still, with nobody knowing until when. */
  pausedOn: Day | null
  /** The first instant at which it goes on by itself. */
  pausedUntil: Date | null
  stoppedOn: Day | null
  /** The day of the answer, if it was an answer that stopped the clock. */
  answeredOn: Day | null
  /** While the clock stands still for nobody knows how long: the due day if it went on at once. */
  dueOn: Day
  /** The first instant that is too late. */
  dueAt: Date
  provisional: boolean
  unknownYears: readonly number[]
}>

/**
 * Folds the entries of one clock into its deadline. Which of the days of a pause count is a setting of the regime.
 * Several pauses may hold at once. One of a known length leaves its days out from the first; another keeps the clock
 * still until it ends, unless the due day was over before it began: what is late stays late. A restart makes its day the
 * new day of receipt (Order 711 art. 30); an extension that was granted stays. Corrections stand in the place of what
 * they correct; an extension that came after the due day, as it then turns out to have been, adds nothing. Throws on
 * entries that cannot follow each other: commands never write such.
 */
export function foldClock (question: ClockQuestion): Clock {
  const { regime, calendar, zone, entries: told } = question
  const { entries, tooLate } = timelyEntries(question, correctedEntries(told))
  const count = countEntries(entries)
  const { stop, startedOn, restartedOn, extendedWorkingDays, deferredWorkingDays, acknowledged } = count
  const countedFrom = later(startedOn, restartedOn ?? startedOn)
  const pauses = count.pauses.map((pause) => untilStop(pause, stop))
  const due = dueDay({
    regime, calendar, receivedOn: countedFrom, acknowledged, extendedWorkingDays, pauses: pauses.filter(hasEnd),
  })
  const waiting = pauses.filter((pause) => !hasEnd(pause) && pause.from <= due.dueOn).map(({ from }) => from)
  const answeredOn = stop?.cause === 'answered' ? stop.onDay : null
  return {
    state: stateOf(stop, due.dueOn, waiting.length > 0),
    startedOn, startMoved: startedOn !== entries[0]?.onDay, countedFrom, acknowledged, extendedWorkingDays,
    deferredWorkingDays, tooLate, pauses,
    pausedOn: waiting.toSorted()[0] ?? null,
    pausedUntil: stop === null ? standstill(count.pauses, { countedFrom, dueOn: due.dueOn, zone }) : null,
    stoppedOn: stop?.onDay ?? null,
    answeredOn,
    ...due,
    dueAt: dueInstant(regime, due.dueOn, zone),
  }
}

function timelyEntries (
  law: ClockQuestion, told: readonly ClockEntry[],
): { entries: readonly ClockEntry[], tooLate: Clock['tooLate'] } {
  const entries: ClockEntry[] = []
  const tooLate: (string | null)[] = []
  for (const entry of told) {
    if (comesTooLate(law, entries, entry)) tooLate.push(entry.evidence)
    else entries.push(entry)
  }
  return { entries, tooLate }
}

// What is late stays late; what another house granted was for that house to judge.
function comesTooLate (law: ClockQuestion, before: readonly ClockEntry[], { kind, cause, onDay }: ClockEntry): boolean {
  if (kind !== 'extended' || cause === 'imported') return false
  const { state, dueOn } = foldClock({ ...law, entries: before })
  return state === 'running' && onDay > dueOn
}

/** What the entries of one clock say. Throws where they cannot follow each other. */
export function countEntries ([first, ...rest]: readonly ClockEntry[]): ClockCount {
  if (first?.kind !== 'started') throw new Error('A clock begins with its start')
  return rest.reduce((count, entry) => {
    const verdict = entryVerdict(count, entry)
    if (verdict === 'follows') return moveCount(count, entry)
    throw new Error(`An entry ${entry.kind} ${verdict.replace('_', ' ')} in a clock that ${count.stop ? 'stopped' : 'runs'}`)
  }, startCount(first))
}

function stateOf (stop: ClockEntry | null, dueOn: Day, waits: boolean): ClockState {
  if (stop === null) return waits ? 'paused' : 'running'
  if (stop.cause !== 'answered') return 'stopped'
  return stop.onDay <= dueOn ? 'met' : 'missed'
}

// An answer given while the clock stands still is given on the day it would have gone on.
function untilStop ({ from, until, cause }: ClockPause, stop: ClockEntry | null): ClockPause {
  return { from, until: until ?? (stop === null ? null : later(from, stop.onDay)), cause }
}

// A pause that began after the due day reaches beyond it: the clock never stood still for that.
function standstill (
  pauses: ClockCount['pauses'], { countedFrom, dueOn, zone }: { countedFrom: Day, dueOn: Day, zone: string },
): Date | null {
  const ends = pauses.filter(({ ended }) => !ended).flatMap(({ until }) => until ?? [])
    .filter((until) => countedFrom < until && until <= dueOn)
  const last = ends.toSorted().at(-1)
  return last === undefined ? null : startOfDay(last, zone)
}

function hasEnd (pause: ClockPause): pause is ClockPause & Pause {
  return pause.until !== null
}
