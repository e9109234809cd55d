import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Reader } from '@lightwell/database/connect'
import { lawOf } from '@lightwell/regimes/law-of'
import { extensionEntry } from './extend-clock.ts'
import { foldClock } from './rules/fold-clock.ts'
import { listEntriesOf } from './store/deadlines.ts'
import type { FoundExtension } from './store/extensions.ts'

/** The due day of each extension that waits, by id, if it were approved now. */
export async function readDueIfApproved (db: Reader, found: readonly FoundExtension[], now: Date): Promise<Map<string, Day>> {
  const waiting = found.filter(({ extension }) => extension.state === 'pending')
  const entries = await listEntriesOf(db, waiting.map(({ deadline }) => deadline.requestId))
  return new Map(waiting.map(({ extension, deadline }) => {
    const { requestId, zone } = deadline
    const extended = [...entries.get(requestId) ?? [], extensionEntry(extension, dayIn(now, zone))]
    return [extension.id, foldClock({ ...lawOf(deadline), zone, entries: extended }).dueOn]
  }))
}
