import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { lawOf } from '@lightwell/regimes/law-of'
import { recordEntry, type EntryOrigin } from './record-entry.ts'
import type { ClockEntry } from './rules/clock-entry.ts'
import { foldClock, type Clock } from './rules/fold-clock.ts'
import { listEntries, type DeadlineRow } from './store/deadlines.ts'
import type { ExtensionRow } from './store/extensions.ts'

type Granted = Pick<ExtensionRow, 'id' | 'additionalWorkingDays'>

/** An extension that takes effect on a day, as an entry of its clock. */
export function extensionEntry ({ id, additionalWorkingDays: workingDays }: Granted, onDay: Day): ClockEntry {
  return { kind: 'extended', onDay, workingDays, untilOn: null, cause: 'extension_approved', evidence: id }
}

/** The clock as an extension would make it. */
export async function extendedClock (tx: Transaction, deadline: DeadlineRow, granted: Granted, onDay: Day): Promise<Clock> {
  const entries = [...await listEntries(tx, deadline.requestId), extensionEntry(granted, onDay)]
  return foldClock({ ...lawOf(deadline), zone: deadline.zone, entries })
}

/** Extends a clock whose case is locked. That it may be extended has been asked before. */
export async function extendClock (
  tx: Transaction, deadline: DeadlineRow, granted: Granted, { onDay, ...origin }: EntryOrigin & { onDay: Day },
): Promise<Clock> {
  const recorded = await recordEntry(tx, deadline, extensionEntry(granted, onDay), origin)
  if ('left' in recorded) throw new Error(`The extension ${granted.id} ${recorded.left} in its clock`)
  return recorded.clock
}
