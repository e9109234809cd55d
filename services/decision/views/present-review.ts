import { Type, type Static } from '@sinclair/typebox'
import { nullable } from '@lightwell/http/nullable'
import { ReviewBody } from '../rules/review-faults.ts'
import type { Review } from '../store/reviews.ts'

/** One person's finding on a record at one level, and how long he had it open before. */
export const ReviewView = Type.Object({
  ...ReviewBody.properties,
  id: Type.String(),
  recordId: Type.String(),
  reviewerId: Type.String(),
  asDeputy: Type.Boolean(),
  reviewedAt: Type.String(),
  secondsOpen: nullable(Type.Integer({ description: 'From his first opening of the content to this review.' })),
  hasty: Type.Boolean({ description: 'Passed in less time than a reading of it takes, or in the words of his last three.' }),
})
export type ReviewView = Static<typeof ReviewView>

/** A review as it is told to those who may see the content. */
export function presentReview (review: Review): ReviewView {
  const { id, recordId, level, finding, sha256, stateSecret, workSecret, endangersSecurity, grounds, opinion } = review
  return {
    id, recordId, level, finding, sha256, checklist: { stateSecret, workSecret, endangersSecurity }, grounds, opinion,
    reviewerId: review.reviewerId, asDeputy: review.asDeputy, reviewedAt: review.reviewedAt.toISOString(),
    secondsOpen: review.secondsOpen, hasty: review.hasty,
  }
}
