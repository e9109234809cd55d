import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { etagOf, ifMatchOf } from '@lightwell/http/etag'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { publicationFor } from '../authorize-staff.ts'
import { copyReleasedRecord, ReleasedRecordBody } from '../commands/copy-released-record.ts'
import { endPublication } from '../commands/end-publication.ts'
import { ExaminationBody, examinePublication } from '../commands/examine-publication.ts'
import { openPublication } from '../commands/open-publication.ts'
import { ReturnBody } from '../commands/return-decision.ts'
import { IdParams } from '../fields.ts'
import { presentPublication, PublicationView } from '../views/present-publication.ts'
import { presentRecord, RecordView } from '../views/present-record.ts'
import { readRecords } from '../read-records.ts'
import { PublicationBody } from '../rules/publication-body.ts'
import { findVersion } from '../store/cases.ts'
import { listDisclosuresOf } from '../store/disclosures.ts'
import { listPublications, publicationStates } from '../store/publications.ts'

const tags = ['decision']

/** What is to be made public without a request (主动公开): opening its case, what belongs to it, and its end. */
export function servePublications (app: App, deps: Deps): void {
  readPublications(app, deps)

  app.post('/v1/publications', {
    // What the schema refuses and what the rules refuse are told together.
    attachValidation: true,
    schema: {
      body: PublicationBody, response: { 201: PublicationView }, tags,
      summary: 'Open the case of something that may be made public, with its openness as decided when it is made',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const publication = await openPublication(deps, tx, request.caller, sentBody<PublicationBody>(request))
    return created(`/v1/publications/${publication.id}`, presentPublication(publication))
  }))

  app.post('/v1/publications/:id/examination', {
    schema: {
      params: IdParams, body: ExaminationBody, response: { 200: PublicationView }, tags,
      summary: 'Say, as another person, whether it is within what is made public 初步审核',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: publicationId } } = request
    return done(presentPublication(await examinePublication(deps, tx, caller, { publicationId, body, ifMatch: ifMatchOf(request) })))
  }))

  app.post('/v1/publications/:id/records-from-request', {
    schema: {
      params: IdParams, body: ReleasedRecordBody, response: { 201: RecordView }, tags,
      summary: 'Bring what was released to one person into the publication; it is reviewed anew',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body: { recordId }, params: { id: publicationId } } = request
    const record = await copyReleasedRecord(deps, tx, caller, { publicationId, recordId, ifMatch: ifMatchOf(request) })
    return created(`/v1/records/${record.id}`, presentRecord(record, {}, { quotes: true }))
  }))

  app.post('/v1/publications/:id/ending', {
    schema: {
      params: IdParams, body: ReturnBody, response: { 200: PublicationView }, tags,
      summary: 'End a publication that is not decided, with the reason',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body: { reason }, params: { id: publicationId } } = request
    return done(presentPublication(await endPublication(deps, tx, caller, { publicationId, reason, ifMatch: ifMatchOf(request) })))
  }))
}

function readPublications (app: App, deps: Deps): void {
  app.get('/v1/publications', {
    schema: {
      querystring: Type.Object({
        ...PageQuery, agency: Type.Optional(AgencyCode), state: Type.Optional(listed(publicationStates)),
      }, { additionalProperties: false }),
      response: { 200: pageOf(PublicationView) }, tags, summary: 'The publications of your agencies, oldest first',
    },
  }, async ({ caller, query: { agency, state, limit = defaultLimit, cursor } }) => {
    authorize(caller, 'publication', 'read', { agencyCode: agency ?? null })
    const rows = await listPublications(deps.db, {
      agencies: agency === undefined ? readableAgencies(caller, 'publication', 'read') : [agency], state,
      after: positionOf(cursor, ['id'])?.[0], limit,
    })
    const { items, nextCursor } = cutPage(rows, limit, ({ id }) => [id])
    return { items: items.map((publication) => presentPublication(publication)), nextCursor }
  })

  app.get('/v1/publications/:id', {
    schema: { params: IdParams, response: { 200: PublicationView }, tags, summary: 'A publication, and what it made public' },
  }, async ({ caller, params: { id } }, reply) => {
    const { publication } = await publicationFor(deps.db, id, { caller, resource: 'publication', verb: 'read' })
    void reply.header('etag', etagOf(await findVersion(deps.db, id)))
    return presentPublication(publication, (await listDisclosuresOf(deps.db, id)).map((disclosure) => disclosure.id))
  })

  app.get('/v1/publications/:id/records', {
    schema: {
      params: IdParams, querystring: Type.Object(PageQuery, { additionalProperties: false }),
      response: { 200: pageOf(RecordView) }, tags, summary: 'The records of a publication, oldest first',
    },
  }, async ({ caller, params: { id }, query }) => {
    await publicationFor(deps.db, id, { caller, resource: 'record', verb: 'read' })
    return await readRecords(deps, caller, id, query)
  })
}
