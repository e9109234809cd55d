import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { etagOf, ifMatchOf } from '@lightwell/http/etag'
import { PageQuery, pageOf } from '@lightwell/http/paging'
import { permission } from '@lightwell/http/policy'
import { created, write } from '@lightwell/http/write'
import { recordFor, requestFor, requireToken } from '../authorize-staff.ts'
import { addRecord } from '../commands/add-record.ts'
import { IdParams } from '../fields.ts'
import { mediaTypeOf } from '../media-type-of.ts'
import { mayReadContent } from '../may-read-content.ts'
import { presentRecord, RecordView } from '../views/present-record.ts'
import { readRecords } from '../read-records.ts'
import { readUploadFile } from '../read-upload-file.ts'
import { listRuledReviews } from '../ruled-reviews.ts'
import { findVersion } from '../store/cases.ts'
import { listRedactions } from '../store/redactions.ts'
import { readUpload, RecordUpload } from '../upload.ts'

const tags = ['decision']

/** The documents considered for release: adding one, and reading what is known of them. */
export function serveRecords (app: App, deps: Deps): void {
  app.post('/v1/records', {
    // The form is read as it arrives and checked there; the schema stands here for the contract.
    validatorCompiler: () => () => true,
    schema: {
      consumes: ['multipart/form-data'], body: RecordUpload, response: { 201: RecordView }, tags,
      summary: 'Add a document to a request or a publication; it is hashed and read for marks, and nobody opens it before that is done',
    },
  }, async (request, reply) => {
    // Nobody fills the memory of the house who could not add a record anywhere.
    requireToken(request.caller)
    if (!permission(request.caller, 'record', 'add', { agencyCode: null }).allowed) throw errors.notAllowed()
    const upload = await readUpload(request)
    const { file, ...fields } = upload
    const mediaType = await mediaTypeOf(file.bytes)
    const read = await readUploadFile(deps, { bytes: file.bytes, mediaType }, { fileName: file.name })
    return await write(deps, reply, async (tx) => {
      const record = await addRecord(deps, tx, request.caller, { upload, mediaType, read, ifMatch: ifMatchOf(request) })
      return created(`/v1/records/${record.id}`, record)
    }, { content: { ...fields, file: { sha256: file.sha256, name: file.name, declaredType: file.declaredType } } })
  })

  app.get('/v1/records/:id', {
    schema: {
      params: IdParams, response: { 200: RecordView }, tags,
      summary: 'A record without its content: its marks, and how far its review has come',
    },
  }, async ({ caller, params }, reply) => {
    const { record } = await recordFor(deps.db, params.id, { caller, resource: 'record', verb: 'read' })
    const quotes = await mayReadContent(deps.db, caller, record)
    const [reviews, redactions] = [await listRuledReviews(deps.db, [record]), await listRedactions(deps.db, [record.id])]
    void reply.header('etag', etagOf(await findVersion(deps.db, record.caseId)))
    return presentRecord(record, { reviews, redactions }, { quotes })
  })

  app.get('/v1/requests/:id/records', {
    schema: {
      params: IdParams, querystring: Type.Object(PageQuery, { additionalProperties: false }),
      response: { 200: pageOf(RecordView) }, tags, summary: 'The records of a request, oldest first',
    },
  }, async ({ caller, params, query }) => {
    const { request } = await requestFor(deps.db, params.id, { caller, resource: 'record', verb: 'read' })
    return await readRecords(deps, caller, request.id, query)
  })
}
