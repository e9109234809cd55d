import type { Reader } from '@lightwell/database/connect'
import { reviewsAsRuled, standingOf } from './rules/referral-standing.ts'
import type { StoredRecord } from './store/records.ts'
import { listReferred } from './store/referrals.ts'
import { listReviews, type Review } from './store/reviews.ts'

/** The reviews of records as the rulings on their bytes leave them, lowest level first. */
export async function listRuledReviews (db: Reader, records: readonly StoredRecord[]): Promise<Review[]> {
  const reviews = await listReviews(db, records.map(({ id }) => id))
  if (!reviews.some(({ finding }) => finding === 'refer')) return reviews
  const referred = await listReferred(db, records.map(({ sha256 }) => sha256))
  return records.flatMap(({ id, sha256 }) => {
    const { ruledOpenAt } = standingOf([sha256], { referred, isForeign: false })
    return reviewsAsRuled(reviews.filter(({ recordId }) => recordId === id), ruledOpenAt)
  })
}
