import type { Reader } from '@lightwell/database/connect'
import { lawOf } from '@lightwell/regimes/law-of'
import { foldClock } from './rules/fold-clock.ts'
import { storedClock, storedFold } from './rules/stored-clock.ts'
import { listClocks, type DeadlineRow, type EntryRow } from './store/deadlines.ts'

/** A stored value that is not what the entries say. `seq` is the entry that it stands beside; null is the deadline. */
export type ClockFault = { requestId: string, seq: number | null, field: string, stored: unknown, computed: unknown }

const pageSize = 500

/**
 * Counts every stored deadline anew from its entries, and tells what differs. Those that were counted by an earlier
 * version of their calendar are left out: what they differ in is the calendar.
 */
export async function verifyClocks (db: Reader): Promise<ClockFault[]> {
  const faults: ClockFault[] = []
  let after: string | undefined
  do {
    const page = await listClocks(db, { after, limit: pageSize })
    for (const { deadline, entries } of page) faults.push(...clockFaults(deadline, entries))
    after = page.length < pageSize ? undefined : page.at(-1)?.deadline.requestId
  } while (after !== undefined)
  return faults
}

function clockFaults (deadline: DeadlineRow, entries: readonly EntryRow[]): ClockFault[] {
  const { requestId, zone, calendarVersion } = deadline
  const { regime, calendar } = lawOf(deadline)
  if (calendarVersion !== calendar.version) return []
  const fold = (count: number) => foldClock({ regime, calendar, zone, entries: entries.slice(0, count) })
  return [
    ...differences(deadline, storedClock(fold(entries.length))).map((fault) => ({ requestId, seq: null, ...fault })),
    ...entries.flatMap((entry, at) =>
      differences(entry, storedFold(fold(at + 1))).map((fault) => ({ requestId, seq: entry.seq, ...fault }))),
  ]
}

function differences (stored: object, computed: object): Pick<ClockFault, 'field' | 'stored' | 'computed'>[] {
  const kept = new Map(Object.entries(stored))
  return Object.entries(computed).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(kept.get(field)))
    .map(([field, value]) => ({ field, stored: kept.get(field), computed: value as unknown }))
}
