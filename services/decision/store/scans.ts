import { and, eq, sql } from 'drizzle-orm'
import type { Database, Transaction } from '@lightwell/database/connect'
import type { ScanProgress } from '@lightwell/documents/scanner'
import { records } from '@lightwell/schema/tables/decision'
import type { StoredRecord } from './records.ts'

/** What the end of a reading changes of a record. */
export type ScanEnd = Pick<StoredRecord, 'scanState' | 'pages' | 'pagesRead' | 'scanFaults' | 'suggestions' | 'marks'>

/** Takes the oldest record that waits to be read, or whose reader is gone; the caller holds it until then. */
export async function takeToScan (db: Database, { now, until }: { now: Date, until: Date }): Promise<string | undefined> {
  const { rows: [row] } = await db.execute<{ id: string }>(sql`
    update records set scan_state = 'running', scan_held_until = ${until.toISOString()}::timestamptz where id = (
      select id from records where scan_state in ('queued', 'running')
        and (scan_held_until is null or scan_held_until <= ${now.toISOString()}::timestamptz)
      order by added_at, id for update skip locked limit 1)
    returning id`)
  return row?.id
}

/** Holds a record longer. */
export async function holdForScan (db: Database, recordId: string, until: Date): Promise<void> {
  await db.update(records).set({ scanHeldUntil: until }).where(and(eq(records.id, recordId), eq(records.scanState, 'running')))
}

/** Notes how many pages of a record were read. */
export async function noteProgress (db: Database, recordId: string, { page, pages }: ScanProgress): Promise<void> {
  await db.update(records).set({ pagesRead: page, pages: pages ?? null })
    .where(and(eq(records.id, recordId), eq(records.scanState, 'running')))
}

/** Ends the reading of a record. */
export async function endScan (tx: Transaction, recordId: string, end: ScanEnd): Promise<void> {
  await tx.update(records).set({ ...end, scanHeldUntil: null }).where(eq(records.id, recordId))
}
