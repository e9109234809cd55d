import type { Transaction } from '@lightwell/database/connect'
import { lawOf } from '@lightwell/regimes/law-of'
import type { ClockEntry } from './rules/clock-entry.ts'
import { foldClock, type Clock } from './rules/fold-clock.ts'
import { listEntries, saveEntry, type DeadlineRow } from './store/deadlines.ts'

/** Where an entry comes from: who made it, what shows it, and when it was recorded. */
export type EntryOrigin = { author: string, evidence: string | null, recordedAt: Date }

/**
 * Adds an entry to a clock that has started, and moves its deadline to what follows from all its entries. The case must
 * be locked, and the entry must be one that may follow.
 */
export async function recordEntry (
  tx: Transaction, deadline: DeadlineRow, entry: ClockEntry, origin: EntryOrigin,
): Promise<Clock> {
  const { requestId, zone } = deadline
  const { regime, calendar } = lawOf(deadline)
  const earlier = await listEntries(tx, requestId)
  const clock = foldClock({ regime, calendar, zone, entries: [...earlier, entry] })
  const { state, dueOn, dueAt, answeredOn, extendedWorkingDays, provisional } = clock
  await saveEntry(tx, { ...entry, ...origin, requestId, seq: earlier.length + 1, state, dueOn, dueAt, pausedUntil: null }, {
    state, dueOn, dueAt, answeredOn, extendedWorkingDays, provisional, unknownYears: [...clock.unknownYears],
    calendarVersion: calendar.version,
  })
  return clock
}
