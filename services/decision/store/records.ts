import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import type { Suggestion } from '@lightwell/documents/personal/personal-data'
import type { ReadingFault } from '@lightwell/reading/reading'
import { recordContents, recordOpenings, records } from '@lightwell/schema/tables/decision'
import type { DeclaredMarking, RecordMark } from '../rules/marking.ts'

type Row = typeof records.$inferSelect

/** A record without its bytes. It is written once and never changes: other bytes are another record. */
export type StoredRecord = Omit<Row, 'marks' | 'declaredMarking' | 'scanFaults' | 'suggestions'> & {
  marks: readonly RecordMark[]
  scanFaults: readonly ReadingFault[]
  suggestions: readonly Suggestion[]
  declaredMarking: DeclaredMarking | null
}

export type StoredContent = typeof recordContents.$inferSelect

export async function insertRecord (tx: Transaction, record: StoredRecord, content: StoredContent): Promise<void> {
  await tx.insert(records).values(record)
  await tx.insert(recordContents).values(content)
}

export async function findRecord (db: Reader, id: string): Promise<StoredRecord | undefined> {
  const [row] = await findRecords(db, [id])
  return row
}

/** The records that exist of those named. */
export async function findRecords (db: Reader, ids: readonly string[]): Promise<StoredRecord[]> {
  if (ids.length === 0) return []
  const rows = await db.select().from(records).where(inArray(records.id, [...ids]))
  return rows as StoredRecord[]
}

/** Records of a case, oldest first, one more than asked for. */
export async function listRecords (
  db: Reader, caseId: string, after: string | undefined, limit: number,
): Promise<StoredRecord[]> {
  const rows = await db.select().from(records)
    .where(and(eq(records.caseId, caseId), after === undefined ? undefined : gt(records.id, after)))
    .orderBy(asc(records.id)).limit(limit + 1)
  return rows as StoredRecord[]
}

/** The ids of all records of a case. */
export async function listRecordIds (db: Reader, caseId: string): Promise<string[]> {
  const rows = await db.select({ id: records.id }).from(records).where(eq(records.caseId, caseId))
  return rows.map((row) => row.id)
}

/** Who submitted a record, and who submitted what it was made from. */
export async function listSubmitters (db: Reader, recordId: string): Promise<string[]> {
  const { rows } = await db.execute<{ added_by: string }>(sql`
    with recursive line (id, rendition_of, added_by) as (
      select id, rendition_of, added_by from records where id = ${recordId}
      union all select r.id, r.rendition_of, r.added_by from records r join line on r.id = line.rendition_of)
    select distinct added_by from line`)
  return rows.map((row) => row.added_by)
}

export async function findContent (db: Reader, recordId: string): Promise<StoredContent | undefined> {
  const [row] = await db.select().from(recordContents).where(eq(recordContents.recordId, recordId))
  return row
}

/** Gives the records of a case to the agency that it passed on to. */
export async function moveRecords (tx: Transaction, caseId: string, agencyCode: string): Promise<void> {
  await tx.update(records).set({ agencyCode }).where(eq(records.caseId, caseId))
}

type Opening = typeof recordOpenings.$inferSelect

/** Notes that a person opened these bytes; the first time is kept, each time is an event. */
export async function insertOpening (tx: Transaction, row: Opening): Promise<void> {
  await tx.insert(recordOpenings).values(row).onConflictDoNothing()
}

/** When a person first opened these bytes; undefined where he never did. */
export async function findOpening (
  db: Reader, { recordId, sha256, readerId }: Omit<Opening, 'openedAt'>,
): Promise<Date | undefined> {
  const [row] = await db.select({ openedAt: recordOpenings.openedAt }).from(recordOpenings).where(and(
    eq(recordOpenings.recordId, recordId), eq(recordOpenings.sha256, sha256), eq(recordOpenings.readerId, readerId)))
  return row?.openedAt
}
