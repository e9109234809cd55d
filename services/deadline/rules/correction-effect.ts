import { dayNumber, type Day } from '@lightwell/calendar/day'
import { firstMisfit, later, type ClockCount } from './clock-count.ts'
import { isFinal, type ClockEntry } from './clock-entry.ts'
import { correctedEntries } from './corrected-entries.ts'
import type { PlacedEntry } from './correction-faults.ts'
import { countEntries, foldClock, type Clock, type ClockQuestion } from './fold-clock.ts'

/** What a correction puts in the place of an entry: its days, or nothing where the entry never was. */
export type ClockCorrection = Readonly<{ seq: number, onDay: Day | null, untilOn: Day | null, voids: boolean }>

/** What a correction makes of a clock, and whether it gives more time. */
export type CorrectionEffect = Readonly<{ before: Clock, after: Clock, later: boolean }>

/** A correction as the entry that it becomes; `evidence` is its id. */
export function correctionEntry (entries: readonly PlacedEntry[], correction: ClockCorrection, evidence: string): PlacedEntry {
  const { seq, onDay, untilOn, voids } = correction
  const wrong = entries.find((entry) => entry.seq === seq)
  if (wrong === undefined) throw new Error(`The clock has no entry ${seq}`)
  return {
    kind: 'corrected', seq: entries.length + 1, corrects: seq, onDay: onDay ?? wrong.onDay, untilOn: voids ? null : untilOn,
    workingDays: null, cause: voids ? 'voided' : 'corrected', evidence,
  }
}

/** The first entry that could not stand where it stands if a correction were made; undefined where all could. */
export function misfitAfter (entries: readonly PlacedEntry[], correction: PlacedEntry): PlacedEntry | undefined {
  return firstMisfit(correctedEntries([...entries, correction]))
}

/**
 * Counts a clock without and with a correction. More time is a later legal day, also where that day is not known yet; a
 * clock that stands still until somebody acts where it ran; and an answer that is less late, or not late at all.
 */
export function correctionEffect (
  law: Omit<ClockQuestion, 'entries'>, entries: readonly ClockEntry[], { correction, today }: { correction: ClockEntry, today: Day },
): CorrectionEffect {
  const corrected = [...entries, correction]
  const [before, after] = [foldClock({ ...law, entries }), foldClock({ ...law, entries: corrected })]
  const resumed = (told: readonly ClockEntry[]) => foldClock({ ...unrolled(law), entries: goingOn(told, today) }).dueOn
  const standsLonger = after.state === 'paused' && (before.state !== 'paused' || resumed(corrected) > resumed(entries))
  return { before, after, later: after.dueOn > before.dueOn || standsLonger || daysLate(after) < daysLate(before) }
}

// A day off at the end would hide how much time is left.
function unrolled (law: Omit<ClockQuestion, 'entries'>): Omit<ClockQuestion, 'entries'> {
  const { limit } = law.regime
  return { ...law, regime: { ...law.regime, limit: { ...limit, roll: { ...limit.roll, value: 'none' } } } }
}

// The day of a clock that stands still depends on when it goes on: both are held against each other as if that were today.
function goingOn (entries: readonly ClockEntry[], today: Day): readonly ClockEntry[] {
  const standing = correctedEntries(entries)
  const { stop, pauses } = countEntries(standing)
  return stop === null ? [...standing, ...pauses.filter(isOpen).map((pause) => endToday(pause, today))] : standing
}

type NamedPause = ClockCount['pauses'][number]

function isOpen ({ until, ended }: NamedPause): boolean {
  return until === null && !ended
}

function endToday ({ from, cause, evidence }: NamedPause, today: Day): ClockEntry {
  return { kind: 'resumed', onDay: later(from, today), workingDays: null, untilOn: null, cause, evidence }
}

function daysLate ({ state, dueOn, answeredOn }: Clock): number {
  return isFinal(state) && answeredOn !== null ? Math.max(0, dayNumber(answeredOn) - dayNumber(dueOn)) : 0
}
