import { asc, inArray } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { reviews } from '@lightwell/schema/tables/decision'

export type Review = typeof reviews.$inferSelect

export async function insertReview (tx: Transaction, row: Review): Promise<void> {
  await tx.insert(reviews).values(row)
}

/** All reviews of records, lowest level first. */
export async function listReviews (db: Reader, recordIds: readonly string[]): Promise<Review[]> {
  if (recordIds.length === 0) return []
  return await db.select().from(reviews).where(inArray(reviews.recordId, [...recordIds])).orderBy(asc(reviews.level))
}
