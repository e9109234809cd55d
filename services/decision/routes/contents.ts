import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { transact } from '@lightwell/events/transact'
import type { App } from '@lightwell/http/app'
import { listed } from '@lightwell/http/listed'
import { requireToken } from '../authorize-staff.ts'
import { noteReading } from '../commands/note-reading.ts'
import { openRecord } from '../commands/open-record.ts'
import { IdParams } from '../fields.ts'
import { releasedRecord } from '../released-record.ts'
import { fileEnding } from '../rules/file-ending.ts'
import { openingPurposes } from '../rules/record-circle.ts'

/** The bytes of a record, to its reviewers and officers, and to the applicant once they are released to him. */
export function serveContents (app: App, deps: Deps): void {
  app.get('/v1/records/:id/content', {
    // Asking only for the headers would count as having opened what was never seen.
    exposeHeadRoute: false,
    schema: {
      params: IdParams,
      querystring: Type.Object({
        purpose: Type.Optional({ ...listed(openingPurposes), description: 'What it is read for; by the reader’s duty when left out.' }),
      }, { additionalProperties: false }),
      response: {
        200: { description: 'The bytes', content: { 'text/plain': { schema: Type.String() }, 'application/octet-stream': { schema: Type.String() } } },
      },
      tags: ['decision'],
      summary: 'The content of a record; opening it is an event',
    },
  }, async ({ caller, params: { id: recordId }, query: { purpose } }, reply) => {
    requireToken(caller)
    const { record, bytes } = caller.kind === 'staff'
      ? (await transact(deps, (tx) => openRecord(deps, tx, caller, { recordId, purpose }))).result
      : await releasedRecord(deps, deps.db, caller, recordId)
    await noteReading(deps, caller, { caseId: record.caseId, recordId, sha256: record.sha256 })
    // By what it is, and never to be shown by the browser itself.
    return await reply.headers({
      'content-type': record.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : record.mediaType,
      'content-disposition': `attachment; filename="${record.id}.${fileEnding(record.mediaType)}"`,
      etag: `"${record.sha256}"`,
    }).send(bytes as never)
  })
}
