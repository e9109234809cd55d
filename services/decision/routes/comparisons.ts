import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { created, write } from '@lightwell/http/write'
import { compareRendition } from '../commands/compare-rendition.ts'
import { IdParams } from '../fields.ts'
import { presentRecord, RecordView } from '../views/present-record.ts'
import { ComparisonBody } from '../rules/comparison-body.ts'
import { listRedactions } from '../store/redactions.ts'
import { listReviews } from '../store/reviews.ts'

/** Holding a rendition against what it was made from: a second person's word. */
export function serveComparisons (app: App, deps: Deps): void {
  app.post('/v1/records/:id/comparison', {
    schema: {
      params: IdParams, body: ComparisonBody, response: { 201: RecordView }, tags: ['decision'],
      summary: 'Say that a rendition lacks all that had to go and nothing else, after opening both it and its original',
      description: 'A rendition of pages is released only when it was compared, or when a reviewer of its chain who had opened '
        + 'both passed it.',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: recordId } } = request
    const record = await compareRendition(deps, tx, caller, { recordId, body, ifMatch: ifMatchOf(request) })
    const [reviews, redactions] = [await listReviews(tx, [recordId]), await listRedactions(tx, [recordId])]
    return created(`/v1/records/${recordId}`, presentRecord(record, { reviews, redactions }, { quotes: true }))
  }))
}
