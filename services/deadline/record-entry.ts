import type { Transaction } from '@lightwell/database/connect'
import { lawOf } from '@lightwell/regimes/law-of'
import { entryVerdict, onItsDay, type EntryVerdict } from './rules/clock-count.ts'
import type { ClockEntry } from './rules/clock-entry.ts'
import { nextTelling } from './rules/next-telling.ts'
import { correctedEntries } from './rules/corrected-entries.ts'
import { countEntries, foldClock, type Clock } from './rules/fold-clock.ts'
import { storedClock, storedFold } from './rules/stored-clock.ts'
import { listEntries, saveEntry, type DeadlineRow } from './store/deadlines.ts'

/** Who made an entry, and when it was recorded. */
export type EntryOrigin = { author: string, recordedAt: Date }

/** What became of an entry: as it was recorded and the clock as it moved it, or why it was left. */
export type Recorded = { entry: ClockEntry, clock: Clock } | { left: Exclude<EntryVerdict, 'follows'> }

/**
 * Adds an entry to a clock that has started, and moves its deadline to what follows from all its entries. One that may
 * not follow, or changes nothing, is left. The case must be locked.
 */
export async function recordEntry (
  tx: Transaction, deadline: DeadlineRow, told: ClockEntry, { author, recordedAt }: EntryOrigin,
): Promise<Recorded> {
  const { requestId, zone } = deadline
  const { regime, calendar } = lawOf(deadline)
  const earlier = await listEntries(tx, requestId)
  const count = countEntries(correctedEntries(earlier))
  const verdict = entryVerdict(count, told)
  if (verdict !== 'follows') return { left: verdict }
  const entry = onItsDay(count, told)
  const clock = foldClock({ regime, calendar, zone, entries: [...earlier, entry] })
  const { version: calendarVersion } = calendar
  await saveEntry(tx, {
    ...entry, author, recordedAt, requestId, seq: earlier.length + 1, ...storedFold(clock), calendarVersion,
  }, {
    ...storedClock(clock), calendarVersion, tellAt: nextTelling(clock, deadline, { calendar, zone })?.at ?? null,
  })
  return { entry, clock }
}
