import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { nullable } from '@lightwell/http/nullable'
import { pageOf } from '@lightwell/http/paging'
import { sentBody } from '@lightwell/http/sent-body'
import { created, write } from '@lightwell/http/write'
import { recordFor } from '../authorize-staff.ts'
import { reviewRecord } from '../commands/review-record.ts'
import { IdParams } from '../fields.ts'
import { mayReadContent } from '../may-read-content.ts'
import { presentReview, ReviewView } from '../views/present-review.ts'
import { presentReviewed, ReviewedView } from '../views/present-reviewed.ts'
import { ReviewBody } from '../rules/review-faults.ts'
import { listReviews } from '../store/reviews.ts'

const ToldReview = Type.Composite([Type.Omit(ReviewView, ['opinion']), Type.Object({
  opinion: nullable(Type.String({ description: 'Null for who may not see the content: it may quote it.' })),
})])

/** One person's finding on a record at one level (保密审查). */
export function serveReviews (app: App, deps: Deps): void {
  app.post('/v1/records/:id/reviews', {
    // What the schema refuses and what the rules refuse are told together.
    attachValidation: true,
    schema: {
      params: IdParams, body: ReviewBody, response: { 201: ReviewedView }, tags: ['decision'],
      summary: 'Review a record at one level 初审、复审、终审, over the bytes that were opened',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: recordId } } = request
    const reviewed = await reviewRecord(deps, tx, caller, {
      recordId, ...sentBody<ReviewBody>(request), ifMatch: ifMatchOf(request),
    })
    return created(`/v1/records/${recordId}`, presentReviewed(reviewed))
  }))

  app.get('/v1/records/:id/reviews', {
    schema: {
      params: IdParams, response: { 200: pageOf(ToldReview) }, tags: ['decision'],
      summary: 'The reviews of a record, lowest level first, with how long each had it open',
    },
  }, async ({ caller, params: { id } }) => {
    const { record } = await recordFor(deps.db, id, { caller, resource: 'record', verb: 'read' })
    const words = await mayReadContent(deps.db, caller, record)
    const items = (await listReviews(deps.db, [id])).map(presentReview)
    // A chain has nine levels at most: there is no further page.
    return { items: words ? items : items.map((review) => ({ ...review, opinion: null })), nextCursor: null }
  })
}
