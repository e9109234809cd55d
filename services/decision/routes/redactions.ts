import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { created, write } from '@lightwell/http/write'
import { redactRecord, RedactionBody } from '../commands/redact-record.ts'
import { IdParams } from '../fields.ts'
import { presentRecord, RecordView } from '../present-record.ts'

/** Taking words out of a text before it can be released (区分处理). */
export function serveRedactions (app: App, deps: Deps): void {
  app.post('/v1/records/:id/redactions', {
    schema: {
      params: IdParams, body: RedactionBody, response: { 201: RecordView }, tags: ['decision'],
      summary: 'Remove spans of a text, each on its ground; answers the rendition, which is reviewed anew',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: recordId } } = request
    const { record, redaction } = await redactRecord(deps, tx, caller, { recordId, body, ifMatch: ifMatchOf(request) })
    return created(`/v1/records/${record.id}`, presentRecord(record, { redactions: [redaction] }, { quotes: true }))
  }))
}
