import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { records, reviews } from '@lightwell/schema/tables/decision'

export type Review = typeof reviews.$inferSelect

export async function insertReview (tx: Transaction, row: Review): Promise<void> {
  await tx.insert(reviews).values(row)
}

/** All reviews of records, lowest level first. */
export async function listReviews (db: Reader, recordIds: readonly string[]): Promise<Review[]> {
  if (recordIds.length === 0) return []
  return await db.select().from(reviews).where(inArray(reviews.recordId, [...recordIds])).orderBy(asc(reviews.level))
}

/** The last opinions that a person wrote on records of an agency, newest first. */
export async function listOwnOpinions (
  db: Reader, { reviewerId, agencyCode }: { reviewerId: string, agencyCode: string }, limit: number,
): Promise<string[]> {
  const rows = await db.select({ opinion: reviews.opinion }).from(reviews).innerJoin(records, eq(records.id, reviews.recordId))
    .where(and(eq(reviews.reviewerId, reviewerId), eq(records.agencyCode, agencyCode)))
    .orderBy(desc(reviews.id)).limit(limit)
  return rows.map(({ opinion }) => opinion)
}

/** Reviews that passed a record in less time than it takes to read it, oldest first, with what the record is. */
export async function listHastyReviews (
  db: Reader, { agencyCode, after }: { agencyCode: string | undefined, after: string | undefined }, limit: number,
) {
  return await db.select({
    review: reviews, agencyCode: records.agencyCode, mediaType: records.mediaType, sizeBytes: records.sizeBytes, pages: records.pages,
  }).from(reviews).innerJoin(records, eq(records.id, reviews.recordId))
    .where(and(
      eq(reviews.hasty, true), agencyCode === undefined ? undefined : eq(records.agencyCode, agencyCode),
      after === undefined ? undefined : gt(reviews.id, after)))
    .orderBy(asc(reviews.id)).limit(limit)
}
