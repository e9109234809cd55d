import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { cutPage, defaultLimit, positionOf } from '@lightwell/http/paging'
import { readableContents } from './may-read-content.ts'
import { presentRecord, type RecordView } from './views/present-record.ts'
import { listRuledReviews } from './ruled-reviews.ts'
import { listRecords } from './store/records.ts'
import { listRedactions } from './store/redactions.ts'

/** A page of the records of a request or publication, oldest first, as this reader may see them. */
export async function readRecords (
  { db }: Pick<Deps, 'db'>, caller: Caller, caseId: string,
  { limit = defaultLimit, cursor }: { limit?: number, cursor?: string },
): Promise<{ items: RecordView[], nextCursor: string | null }> {
  const { items, nextCursor } = cutPage(
    await listRecords(db, caseId, positionOf(cursor, ['id'])?.[0], limit), limit, ({ id }) => [id])
  const ids = items.map(({ id }) => id)
  const [reviews, redactions] = [await listRuledReviews(db, items), await listRedactions(db, ids)]
  const readable = await readableContents(db, caller, items)
  return { items: items.map((record) => presentRecord(record, { reviews, redactions }, { quotes: readable.has(record.id) })), nextCursor }
}
