import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { sentBody } from '@lightwell/http/sent-body'
import { created, write } from '@lightwell/http/write'
import { reviewRecord, type Reviewed } from '../commands/review-record.ts'
import { IdParams } from '../fields.ts'
import { presentScan, ReviewState, ScanView } from '../present-record.ts'
import { chainState } from '../rules/review-chain.ts'
import { ReviewBody } from '../rules/review-faults.ts'

const ReviewView = Type.Composite([ReviewBody, Type.Object({
  id: Type.String(),
  recordId: Type.String(),
  reviewerId: Type.String(),
  asDeputy: Type.Boolean(),
  reviewedAt: Type.String(),
  scan: ScanView,
  review: ReviewState,
})])

/** One person's finding on a record at one level (保密审查). */
export function serveReviews (app: App, deps: Deps): void {
  app.post('/v1/records/:id/reviews', {
    // What the schema refuses and what the rules refuse are told together.
    attachValidation: true,
    schema: {
      params: IdParams, body: ReviewBody, response: { 201: ReviewView }, tags: ['decision'],
      summary: 'Review a record at one level 初审、复审、终审, over the bytes that were opened',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: recordId } } = request
    const reviewed = await reviewRecord(deps, tx, caller, {
      recordId, ...sentBody<ReviewBody>(request), ifMatch: ifMatchOf(request),
    })
    return created(`/v1/records/${recordId}`, presentReview(reviewed))
  }))
}

function presentReview ({ record, reviews, review }: Reviewed) {
  const { id, recordId, level, finding, sha256, stateSecret, workSecret, endangersSecurity, grounds, opinion } = review
  return {
    id, recordId, level, finding, sha256, checklist: { stateSecret, workSecret, endangersSecurity }, grounds, opinion,
    reviewerId: review.reviewerId, asDeputy: review.asDeputy, reviewedAt: review.reviewedAt.toISOString(),
    scan: presentScan(record, { quotes: true }), review: chainState(record, reviews),
  }
}
