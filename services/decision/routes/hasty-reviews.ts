import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize } from '@lightwell/http/policy'
import { readingSeconds } from '../rules/reading-time.ts'
import { listHastyReviews } from '../store/reviews.ts'

const query = Type.Object({ ...PageQuery, agency: Type.Optional(AgencyCode) }, { additionalProperties: false })
const HastyView = Type.Object({
  reviewId: Type.String(),
  recordId: Type.String(),
  agency: Type.String(),
  level: Type.Integer(),
  reviewerId: Type.String(),
  reviewedAt: Type.String(),
  secondsOpen: Type.Integer(),
  readingSeconds: Type.Integer({ description: 'What a reading takes at least: 60 bytes of text a second, 10 seconds a page, never under 3.' }),
})

/** What was passed faster than it can be read (“假审查”, 走过场), for those who supervise. */
export function serveHastyReviews (app: App, deps: Deps): void {
  app.get('/v1/hasty-reviews', {
    schema: {
      querystring: query, response: { 200: pageOf(HastyView) }, tags: ['decision'],
      summary: 'Records that a reviewer passed in less time than it takes to read them, oldest first',
    },
  }, async ({ caller, query: { agency, limit = defaultLimit, cursor } }) => {
    authorize(caller, 'audit', 'read', { agencyCode: null })
    const rows = await listHastyReviews(deps.db, { agencyCode: agency, after: positionOf(cursor, ['id'])?.[0] }, limit + 1)
    const { items, nextCursor } = cutPage(rows, limit, ({ review }) => [review.id])
    return {
      items: items.map(({ review: { id, recordId, level, reviewerId, reviewedAt, secondsOpen }, agencyCode, ...record }) => ({
        reviewId: id, recordId, agency: agencyCode, level, reviewerId, reviewedAt: reviewedAt.toISOString(),
        secondsOpen: secondsOpen ?? 0, readingSeconds: readingSeconds(record),
      })),
      nextCursor,
    }
  })
}
