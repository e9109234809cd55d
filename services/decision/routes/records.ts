import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { etagOf, ifMatchOf } from '@lightwell/http/etag'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { permission } from '@lightwell/http/policy'
import { created, write } from '@lightwell/http/write'
import { recordFor, requestFor, requireToken } from '../authorize-staff.ts'
import { addRecord } from '../commands/add-record.ts'
import { IdParams } from '../fields.ts'
import { presentRecord, RecordView } from '../present-record.ts'
import { findVersion } from '../store/cases.ts'
import { listRecords, listRedactions } from '../store/records.ts'
import { listReviews } from '../store/reviews.ts'
import { readUpload, RecordUpload } from '../upload.ts'

const tags = ['decision']

/** The documents considered for release: adding one, and reading what is known of them. */
export function serveRecords (app: App, deps: Deps): void {
  app.post('/v1/records', {
    // The form is read as it arrives and checked there; the schema stands here for the contract.
    validatorCompiler: () => () => true,
    schema: {
      consumes: ['multipart/form-data'], body: RecordUpload, response: { 201: RecordView }, tags,
      summary: 'Add a document to a request; it is hashed and read for marks before the answer',
    },
  }, async (request, reply) => {
    // Nobody fills the memory of the house who could not add a record anywhere.
    requireToken(request.caller)
    if (!permission(request.caller, 'record', 'add', { agencyCode: null }).allowed) throw errors.notAllowed()
    const upload = await readUpload(request)
    const { file, ...fields } = upload
    return await write(deps, reply, async (tx) => {
      const record = await addRecord(deps, tx, request.caller, { upload, ifMatch: ifMatchOf(request) })
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
    const quotes = permission(caller, 'content', 'read', { agencyCode: record.agencyCode }).allowed
    const [reviews, redactions] = [await listReviews(deps.db, [record.id]), await listRedactions(deps.db, [record.id])]
    void reply.header('etag', etagOf(await findVersion(deps.db, record.caseId)))
    return presentRecord(record, { reviews, redactions }, { quotes })
  })

  app.get('/v1/requests/:id/records', {
    schema: {
      params: IdParams, querystring: Type.Object(PageQuery, { additionalProperties: false }),
      response: { 200: pageOf(RecordView) }, tags, summary: 'The records of a request, oldest first',
    },
  }, async ({ caller, params, query }) => {
    const { limit = defaultLimit, cursor } = query
    const { request } = await requestFor(deps.db, params.id, { caller, resource: 'record', verb: 'read' })
    const quotes = permission(caller, 'content', 'read', { agencyCode: request.agencyCode }).allowed
    const { items, nextCursor } = cutPage(
      await listRecords(deps.db, params.id, positionOf(cursor, ['id'])?.[0], limit), limit, ({ id }) => [id])
    const ids = items.map(({ id }) => id)
    const [reviews, redactions] = [await listReviews(deps.db, ids), await listRedactions(deps.db, ids)]
    return { items: items.map((record) => presentRecord(record, { reviews, redactions }, { quotes })), nextCursor }
  })
}
