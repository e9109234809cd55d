import { Type } from '@sinclair/typebox'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { dayIn, startOfDay } from '@lightwell/calendar/zoned'
import type { Caller } from '@lightwell/http/caller'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors as httpErrors } from '@lightwell/http/errors'
import { ifMatchOf } from '@lightwell/http/etag'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, pageOf, PageQuery, positionOf } from '@lightwell/http/paging'
import { created, done, write } from '@lightwell/http/write'
import { requireToken } from '../authorize-staff.ts'
import { FilingBody, fileRecord } from '../commands/file-record.ts'
import { ReceiptBody, receiveFiling } from '../commands/receive-filing.ts'
import { errors } from '../errors.ts'
import { IdParams } from '../fields.ts'
import { filingAgencies, filingFor } from '../filing-for.ts'
import { FilingView, presentFiling, presentUnfiled, UnfiledView } from '../views/present-filing.ts'
import { filedBefore } from '../rules/filing.ts'
import { isSealed } from '../rules/sealed.ts'
import { housePage, sendHousePaper } from '../send-house-paper.ts'
import { listFilingAgencies, listFilings, listUnfiled } from '../store/filings.ts'
import { findHousePaper } from '../store/house-papers.ts'

const tags = ['decision']
const asked = { ...PageQuery, agency: Type.Optional(AgencyCode) }

/** The filing of what was reviewed (《信息公开保密审查备案表》): the form, who has received it, and what was never filed. */
export function serveFilings (app: App, deps: Deps): void {
  app.post('/v1/records/:id/filing', {
    schema: {
      params: IdParams, body: FilingBody, response: { 201: FilingView }, tags,
      summary: 'Make the filing form of a record whose chain is complete, and file it',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: recordId } } = request
    const filed = await fileRecord(deps, tx, caller, { recordId, language: body?.language ?? 'zh-CN', ifMatch: ifMatchOf(request) })
    return created(`/v1/filings/${filed.filing.id}`, presentFiling(filed))
  }))

  app.post('/v1/filings/:id/receipts', {
    schema: {
      params: IdParams, body: ReceiptBody, response: { 200: FilingView }, tags,
      summary: 'Record that the secrecy department or the office received a filing form',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body: { by }, params: { id: filingId } } = request
    return done(presentFiling(await receiveFiling(deps, tx, caller, { filingId, by, ifMatch: ifMatchOf(request) })))
  }))

  app.get('/v1/filings', {
    schema: {
      querystring: Type.Object({
        ...asked, awaiting: Type.Optional({ ...listed(['secrecy', 'office']), description: 'Only those not received there yet.' }),
      }, { additionalProperties: false }),
      response: { 200: pageOf(FilingView) }, tags,
      summary: 'The filed reviews of an agency, or of a secrecy department’s district, oldest first',
    },
  }, async ({ caller, query: { agency, awaiting, limit = defaultLimit, cursor } }) => {
    const agencies = await agenciesAsked(deps, caller, agency)
    const rows = await listFilings(deps.db, { agencies, awaiting, after: positionOf(cursor, ['id'])?.[0], limit })
    const { items, nextCursor } = cutPage(rows, limit, ({ filing }) => [filing.id])
    return { items: items.map(presentFiling), nextCursor }
  })

  app.get('/v1/filings/missing', {
    schema: {
      querystring: Type.Object(asked, { additionalProperties: false }), response: { 200: pageOf(UnfiledView) }, tags,
      summary: 'What was released more than five working days ago and is not filed, the longest first',
    },
  }, async ({ caller, query: { agency, limit = defaultLimit, cursor } }) => {
    const agencies = await listFilingAgencies(deps.db, await agenciesAsked(deps, caller, agency))
    const now = deps.clock.now()
    const before = new Map(agencies.map(({ code, calendarId, zone }) =>
      [code, startOfDay(filedBefore(dayIn(now, zone), calendarNamed(calendarId)), zone)]))
    const rows = await listUnfiled(deps.db, { before, after: positionOf(cursor, ['instant', 'id']), limit })
    const { items, nextCursor } = cutPage(rows, limit, ({ releasedAt, recordId }) => [releasedAt.toISOString(), recordId])
    return { items: items.map(presentUnfiled), nextCursor }
  })

  app.get('/v1/filings/:id', {
    schema: { params: IdParams, response: { 200: FilingView }, tags, summary: 'A filed review, and who has received it' },
  }, async ({ caller, params }) => presentFiling((await filingFor(deps.db, caller, params.id)).found))

  app.get('/v1/filings/:id/form', {
    schema: { params: IdParams, response: housePage, tags, summary: 'The filing form, as it was signed' },
  }, async ({ caller, params, headers }, reply) => {
    const { found } = await filingFor(deps.db, caller, params.id)
    if (isSealed(found.record)) throw errors.recordSealed()
    const kept = await findHousePaper(deps.db, 'review_filing', params.id)
    if (kept === undefined) throw new Error(`The filing ${params.id} has no form`)
    return await sendHousePaper(reply, headers.accept, { kept })
  })
}

/** The agencies that a list is asked of: the one named, if the caller may read it, or all that he may. */
async function agenciesAsked (deps: Deps, caller: Caller, agency: string | undefined): Promise<'all' | string[]> {
  requireToken(caller)
  const readable = await filingAgencies(deps.db, caller)
  if (readable.length === 0) throw httpErrors.notAllowed()
  if (agency === undefined) return readable
  if (readable !== 'all' && !readable.includes(agency)) throw httpErrors.notFound()
  return [agency]
}
