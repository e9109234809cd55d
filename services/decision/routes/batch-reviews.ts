import { Type, type Static } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { preferredLanguage } from '@lightwell/http/language'
import { nullable } from '@lightwell/http/nullable'
import { Problem, problemOf } from '@lightwell/http/problem'
import { Refusal, refuseFaults } from '@lightwell/http/refusal'
import { sentBody, type SentBody } from '@lightwell/http/sent-body'
import { done, write } from '@lightwell/http/write'
import { requireToken } from '../authorize-staff.ts'
import { reviewBatch, type ReviewOfBatch } from '../commands/review-batch.ts'
import { Id } from '../fields.ts'
import { presentReviewed, ReviewedView } from '../views/present-reviewed.ts'
import { ReviewBody } from '../rules/review-faults.ts'

const mostReviews = 100

const BatchBody = Type.Object({
  reviews: Type.Array(Type.Object({ recordId: Id, ...ReviewBody.properties }, { additionalProperties: false }), {
    minItems: 1, maxItems: mostReviews,
  }),
}, { additionalProperties: false })
type BatchBody = Static<typeof BatchBody>

const BatchView = Type.Object({
  items: Type.Array(Type.Object({
    recordId: nullable(Type.String()),
    status: Type.Integer({ description: '201, or the status with which this review alone would have been refused.' }),
    review: nullable(ReviewedView),
    problem: nullable(Type.Omit(Problem, ['instance'])),
  }), { description: 'In the order in which they were sent.' }),
})

/** Many records reviewed in one sitting (集中审查): each review is taken or refused by itself. */
export function serveBatchReviews (app: App, deps: Deps): void {
  app.post('/v1/reviews', {
    // What is wrong with one review is told with that review.
    attachValidation: true,
    bodyLimit: 2 * 1_048_576,
    onRequest: async ({ caller }) => requireToken(caller),
    schema: {
      body: BatchBody, response: { 200: BatchView }, tags: ['decision'],
      summary: 'Review up to 100 records, each with an opinion of its own; each is answered with its own result',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const language = preferredLanguage(request.headers['accept-language'])
    const batch = batchOf(sentBody<BatchBody>(request as FastifyRequest<{ Body: BatchBody }>))
    const outcomes = await reviewBatch(deps, tx, request.caller, batch)
    return done({
      items: outcomes.map((outcome, at) => {
        const recordId = batch[at]!.recordId ?? null
        return outcome instanceof Refusal
          ? { recordId, status: outcome.status, review: null, problem: problemOf(outcome, language) }
          : { recordId, status: 201, review: presentReviewed(outcome), problem: null }
      }),
    })
  }))
}

/** The reviews of a batch, each with its own faults. Throws 422 when it is the batch itself that does not fit. */
function batchOf ({ body, schemaFaults }: SentBody<BatchBody>): ReviewOfBatch[] {
  const reviews = (Array.isArray(body.reviews) ? body.reviews : []) as unknown[]
  const placed = schemaFaults.map((fault) => ({ ...fault, at: /^\/reviews\/(\d+)(.*)$/s.exec(fault.pointer) }))
  refuseFaults(placed.filter(({ at }) => at === null).map(({ at: _at, ...fault }) => fault))
  return reviews.map((review, index) => {
    const found = placed.flatMap(({ at, code, detail }) => Number(at![1]) === index ? [{ code, detail, pointer: at![2]! }] : [])
    const given = typeof review === 'object' && review !== null ? review : {}
    const { recordId, ...said } = given as Partial<ReviewBody & { recordId: string }>
    const isNamed = typeof recordId === 'string' && !found.some(({ pointer }) => pointer === '/recordId' || pointer === '')
    return { recordId: isNamed ? recordId : undefined, body: said, schemaFaults: found }
  })
}
