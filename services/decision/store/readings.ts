import { and, asc, eq, isNotNull, isNull, or } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { readings } from '@lightwell/schema/tables/decision-service'

export type Reading = typeof readings.$inferSelect

/** What was read, and by whom; a reading is of a paper or of a record. */
export type ReadingOf = Pick<Reading, 'noticeId' | 'recordId' | 'reader'>

export async function hasReading (db: Reader, { noticeId, recordId, reader }: ReadingOf): Promise<boolean> {
  const rows = await db.select({ id: readings.id }).from(readings).where(and(
    noticeId === null ? isNull(readings.noticeId) : eq(readings.noticeId, noticeId),
    recordId === null ? isNull(readings.recordId) : eq(readings.recordId, recordId), eq(readings.reader, reader)))
  return rows.length > 0
}

/** Notes a first reading; false where it is on record already. */
export async function insertReading (tx: Transaction, row: Reading): Promise<boolean> {
  const stored = await tx.insert(readings).values(row).onConflictDoNothing().returning({ id: readings.id })
  return stored.length === 1
}

/** When a paper was first opened, by each who may; of one that answers, the records of its case too. */
export async function listReadings (
  db: Reader, { noticeId, caseId, withRecords }: { noticeId: string, caseId: string, withRecords: boolean },
): Promise<Reading[]> {
  return await db.select().from(readings).where(and(
    eq(readings.caseId, caseId), or(eq(readings.noticeId, noticeId), withRecords ? isNotNull(readings.recordId) : undefined),
  )).orderBy(asc(readings.id))
}
