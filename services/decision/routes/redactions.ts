import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { created, write } from '@lightwell/http/write'
import type { Redactor } from '@lightwell/redaction/redactor'
import { redactRecord } from '../commands/redact-record.ts'
import { IdParams } from '../fields.ts'
import { makeRendition } from '../make-rendition.ts'
import { presentRecord, RecordView } from '../views/present-record.ts'
import { RedactionBody } from '../rules/redaction-body.ts'

/** Taking words and areas out of a record before it can be released (区分处理). */
export function serveRedactions (app: App, deps: Deps, redactor: Redactor): void {
  app.post('/v1/records/:id/redactions', {
    schema: {
      params: IdParams, body: RedactionBody, response: { 201: RecordView }, tags: ['decision'],
      summary: 'Remove words and areas, each on its ground; answers the rendition with its proof, which is read and reviewed anew',
      description: 'A plain text keeps its form. Of anything else the rendition is a PDF whose pages are pictures with the areas '
        + 'burnt in, under a text of what is left. Where the proof fails nothing is kept: 409 `redaction_not_proven`.',
    },
  }, async (request, reply) => {
    const { caller, body, params: { id: recordId } } = request
    const made = await makeRendition(deps, redactor, caller, { recordId, body })
    return await write(deps, reply, async (tx) => {
      const { record, redaction } = await redactRecord(deps, tx, caller, { recordId, made, ifMatch: ifMatchOf(request) })
      return created(`/v1/records/${record.id}`, presentRecord(record, { redactions: [redaction] }, { quotes: true }))
    })
  })
}
