import type { Day } from '@lightwell/calendar/day'
import type { ClockEntry } from './clock-entry.ts'

/** Days that do not count, and for what; `until` is the first day that counts again, null while nobody knows it. */
export type ClockPause = Readonly<{ from: Day, until: Day | null, cause: string }>

type NamedPause = ClockPause & Readonly<{ evidence: string | null, ended: boolean }>

/** What the entries of a clock say, before the law and the calendar make a day of it. */
export type ClockCount = Readonly<{
  startedOn: Day
  /** The latest day on which the count began anew. */
  restartedOn: Day | null
  /** What is added to the limit, and which part of it by a deferral. */
  extendedWorkingDays: number
  deferredWorkingDays: number
  /** Whether the count began anew with the acknowledgement of the request. */
  acknowledged: boolean
  /** What restarted, extended or stopped it, so that a fact that is told twice holds once. */
  evidences: readonly (string | null)[]
  pauses: readonly NamedPause[]
  stop: ClockEntry | null
}>

/** What may be made of an entry: it moves the clock, it says what the clock knows already, or it has no place here. */
export type EntryVerdict = 'follows' | 'changes_nothing' | 'cannot_follow'

/** The count of a clock that has just started. */
export function startCount ({ onDay }: ClockEntry): ClockCount {
  return {
    startedOn: onDay, restartedOn: null, extendedWorkingDays: 0, deferredWorkingDays: 0, acknowledged: false, evidences: [],
    pauses: [], stop: null,
  }
}

/** Whether an entry may follow. A fact that is told twice, or again by another, changes nothing. */
export function entryVerdict (count: ClockCount, entry: ClockEntry): EntryVerdict {
  if (entry.kind === 'redated' || entry.kind === 'corrected') return 'follows'
  if (count.stop !== null) return afterStop(count.stop, entry)
  const pause = count.pauses.find(({ evidence }) => evidence === entry.evidence)
  const known = count.evidences.includes(entry.evidence)
  switch (entry.kind) {
    case 'paused': return unless(pause !== undefined)
    case 'resumed': return pause === undefined ? 'cannot_follow' : unless(pause.ended)
    case 'restarted': return unless(beganSo(count, entry))
    case 'extended': return entry.workingDays === null ? 'cannot_follow' : unless(known)
    case 'stopped': return unless(known)
    // A second start, or what no clock knows, from a case that was brought in from elsewhere.
    default: return 'cannot_follow'
  }
}

/** The first of some entries that may not follow those before it; undefined where all may. A start comes first. */
export function firstMisfit<Entry extends ClockEntry> ([first, ...rest]: readonly Entry[]): Entry | undefined {
  if (first?.kind !== 'started') return first
  let count = startCount(first)
  for (const entry of rest) {
    if (entryVerdict(count, entry) !== 'follows') return entry
    count = moveCount(count, entry)
  }
  return undefined
}

function unless (known: boolean): EntryVerdict {
  return known ? 'changes_nothing' : 'follows'
}

// A receipt only ever moves the start to an earlier day, and a request is acknowledged once.
function beganSo ({ startedOn, acknowledged, evidences }: ClockCount, entry: ClockEntry): boolean {
  if (movesStart(entry)) return entry.onDay >= startedOn
  return evidences.includes(entry.evidence) || (entry.cause === 'acknowledged' && acknowledged)
}

// Only the first end counts; only what lapsed is ever taken up again (条例第三十条: a good reason for the delay).
function afterStop (stop: ClockEntry, { kind, cause }: ClockEntry): EntryVerdict {
  if (kind === 'stopped') return 'changes_nothing'
  const goesOn = kind === 'restarted' || kind === 'resumed'
  return goesOn && cause === 'reopened' && stop.cause === 'lapsed' ? 'follows' : 'cannot_follow'
}

/** An entry on the day on which it takes effect: a pause of a known length is over by then, whoever ends it later. */
export function onItsDay ({ pauses }: ClockCount, entry: ClockEntry): ClockEntry {
  const pause = entry.kind === 'resumed' ? pauses.find(({ evidence }) => evidence === entry.evidence) : undefined
  return pause === undefined ? entry : { ...entry, onDay: endOf(pause, entry.onDay) }
}

/** The count after an entry that may follow. */
export function moveCount (count: ClockCount, entry: ClockEntry): ClockCount {
  const { kind, onDay, untilOn, cause, evidence } = entry
  switch (kind) {
    case 'started': return count
    case 'paused':
      return { ...count, pauses: [...count.pauses, { from: onDay, until: untilOn, cause, evidence, ended: false }] }
    case 'resumed': return { ...count, pauses: endPause(count, entry), stop: cause === 'reopened' ? null : count.stop }
    case 'restarted': return movesStart(entry) ? { ...count, startedOn: onDay } : restart(count, entry)
    case 'extended': return extend(count, entry)
    case 'stopped': return { ...count, stop: entry, evidences: [...count.evidences, evidence] }
    // What they say of other entries is in these already.
    case 'redated': case 'corrected': return count
  }
}

// A receipt that is confirmed late counts from the last day on which it should have been; earlier, from its own day.
function movesStart ({ cause }: ClockEntry): boolean {
  return cause === 'receipt_confirmed'
}

// What others are waited for may reach beyond the new day 0; only the pause that the restart answers has ended.
function restart (count: ClockCount, entry: ClockEntry): ClockCount {
  const { onDay, evidence } = entry
  return {
    ...count, restartedOn: later(count.restartedOn ?? onDay, onDay), pauses: endPause(count, entry), stop: null,
    acknowledged: count.acknowledged || entry.cause === 'acknowledged',
    evidences: [...count.evidences, evidence],
  }
}

function extend (count: ClockCount, { workingDays, cause, evidence }: ClockEntry): ClockCount {
  const days = workingDays ?? 0
  return {
    ...count,
    extendedWorkingDays: count.extendedWorkingDays + days,
    deferredWorkingDays: count.deferredWorkingDays + (cause === 'deferred' ? days : 0),
    evidences: [...count.evidences, evidence],
  }
}

function endPause ({ pauses }: ClockCount, { onDay, evidence }: ClockEntry): readonly NamedPause[] {
  return pauses.map((pause) => pause.evidence !== evidence || pause.ended ? pause : {
    ...pause, ended: true, until: endOf(pause, onDay),
  })
}

function endOf ({ from, until }: ClockPause, onDay: Day): Day {
  return later(from, until === null || onDay < until ? onDay : until)
}

/** The later of two days. */
export function later (a: Day, b: Day): Day {
  return a > b ? a : b
}
