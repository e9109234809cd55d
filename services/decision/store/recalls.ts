import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { recordOpenings, records } from '@lightwell/schema/tables/decision'
import { holidayRecalls, recalledRecords } from '@lightwell/schema/tables/decision-recalls'
import { agencies, people, requests } from '@lightwell/schema/tables/intake'
import type { OpenPaper } from '../rules/circulating.ts'
import type { Seal } from '../rules/sealed.ts'

/** The list of the papers that an agency calls in before a holiday. */
export type Recall = typeof holidayRecalls.$inferSelect

/** A paper that somebody opened, of a case that is not closed. */
export type OpenedPaper = OpenPaper & { recordId: string, readerId: string, openedAt: Date }

/** A paper on a list as it is today, and the reader it was with. */
export type RecalledPaper = OpenPaper & Seal & {
  recordId: string, title: string, receiptNumber: string, readerId: string, readerName: string
  openedAt: Date
}

const open = ['received', 'registered', 'clarifying', 'processing', 'decided'] as const

const paper = {
  marks: records.marks, declaredMarking: records.declaredMarking, reviewLevels: records.reviewLevels,
  reviewedLevels: sql<number>`(select count(*)::int from reviews v
    where v.record_id = ${records.id} and v.sha256 = ${records.sha256})`,
}

/** Where each agency is in time: by which calendar it works, and in which zone. */
export async function listAgencyPlaces (db: Reader): Promise<{ code: string, calendarId: string, zone: string }[]> {
  return await db.select({ code: agencies.code, calendarId: agencies.calendarId, zone: agencies.zone }).from(agencies)
    .where(isNull(agencies.endedOn)).orderBy(asc(agencies.code))
}

/** The papers of an agency that are not sealed and were opened, with each of their readers. */
export async function listOpenedPapers (db: Reader, agencyCode: string): Promise<OpenedPaper[]> {
  const rows = await db.select({
    recordId: records.id, readerId: recordOpenings.readerId, openedAt: recordOpenings.openedAt, ...paper,
  }).from(requests).innerJoin(records, eq(records.caseId, requests.id))
    .innerJoin(recordOpenings, and(eq(recordOpenings.recordId, records.id), eq(recordOpenings.sha256, records.sha256)))
    .where(and(eq(requests.agencyCode, agencyCode), inArray(requests.status, [...open]), or(isNull(records.sealedAt), isNotNull(records.unsealedBy))))
    .orderBy(asc(records.id), asc(recordOpenings.readerId))
  return rows as OpenedPaper[]
}

/** Whether an agency has its list for the holiday that begins on a day. */
export async function hasRecall (db: Reader, { agencyCode, holidayFrom }: Pick<Recall, 'agencyCode' | 'holidayFrom'>): Promise<boolean> {
  return await db.$count(holidayRecalls, and(
    eq(holidayRecalls.agencyCode, agencyCode), eq(holidayRecalls.holidayFrom, holidayFrom))) > 0
}

/** Stores a list with its papers; false where another process was first. */
export async function insertRecall (
  tx: Transaction, recall: Recall, papers: readonly Pick<OpenedPaper, 'recordId' | 'readerId' | 'openedAt'>[],
): Promise<boolean> {
  const stored = await tx.insert(holidayRecalls).values(recall).onConflictDoNothing().returning({ id: holidayRecalls.id })
  if (stored.length === 0) return false
  const column = (values: readonly unknown[]) => sql.param(values)
  await tx.execute(sql`
    insert into recalled_records (recall_id, record_id, reader_id, opened_at)
    select ${recall.id}, * from unnest(${column(papers.map(({ recordId }) => recordId))}::uuid[],
      ${column(papers.map(({ readerId }) => readerId))}::uuid[], ${column(papers.map(({ openedAt }) => openedAt))}::timestamptz[])`)
  return true
}

/** Lists of agencies, the latest first, one more than asked for, each with the number of its papers. */
export async function listRecalls (
  db: Reader, { agencies: codes, after, limit }: { agencies: 'all' | readonly string[], after: string | undefined, limit: number },
): Promise<(Recall & { papers: number })[]> {
  const rows = await db.select({ recall: holidayRecalls, papers: countOf() }).from(holidayRecalls).where(and(
    codes === 'all' ? undefined : inArray(holidayRecalls.agencyCode, [...codes]),
    after === undefined ? undefined : lt(holidayRecalls.id, after),
  )).orderBy(desc(holidayRecalls.id)).limit(limit + 1)
  return rows.map(({ recall, papers }) => ({ ...recall, papers }))
}

export async function findRecall (db: Reader, id: string): Promise<(Recall & { papers: number }) | undefined> {
  const [row] = await db.select({ recall: holidayRecalls, papers: countOf() }).from(holidayRecalls)
    .where(eq(holidayRecalls.id, id))
  return row && { ...row.recall, papers: row.papers }
}

function countOf () {
  return sql<number>`(select count(distinct record_id)::int from recalled_records l where l.recall_id = holiday_recalls.id)`
}

/** The papers on a list, by paper and reader, one more than asked for. */
export async function listRecalledPapers (
  db: Reader, recallId: string, { after, limit }: { after: readonly [string, string] | undefined, limit: number },
): Promise<RecalledPaper[]> {
  const { recordId, readerId, openedAt } = recalledRecords
  const rows = await db.select({
    recordId, readerId, openedAt, title: records.title, sealedAt: records.sealedAt, unsealedBy: records.unsealedBy, readerName: people.name,
    receiptNumber: requests.receiptNumber, ...paper,
  }).from(recalledRecords).innerJoin(records, eq(records.id, recordId)).innerJoin(requests, eq(requests.id, records.caseId))
    .innerJoin(people, eq(people.id, readerId))
    .where(and(eq(recalledRecords.recallId, recallId), after === undefined ? undefined : or(
      gt(recordId, after[0]), and(eq(recordId, after[0]), gt(readerId, after[1])))))
    .orderBy(asc(recordId), asc(readerId)).limit(limit + 1)
  return rows as RecalledPaper[]
}
