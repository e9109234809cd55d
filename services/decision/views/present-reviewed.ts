import { Type, type Static } from '@sinclair/typebox'
import type { Reviewed } from '../commands/review-record.ts'
import { presentScan, ReviewState, ScanView } from './present-record.ts'
import { presentReview, ReviewView } from './present-review.ts'
import { chainState } from '../rules/review-chain.ts'

/** A review, and how far it has brought its record. */
export const ReviewedView = Type.Composite([ReviewView, Type.Object({ scan: ScanView, review: ReviewState })])
export type ReviewedView = Static<typeof ReviewedView>

/** A review as its reviewer is answered. */
export function presentReviewed ({ record, reviews, review }: Reviewed): ReviewedView {
  return { ...presentReview(review), scan: presentScan(record, { quotes: true }), review: chainState(record, reviews) }
}
