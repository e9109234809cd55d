import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors as httpErrors } from '@lightwell/http/errors'
import { ifMatchOf } from '@lightwell/http/etag'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { created, done, write } from '@lightwell/http/write'
import { requireToken } from '../authorize-staff.ts'
import { FilingBody } from '../commands/file-record.ts'
import { fileSecret } from '../commands/file-secret.ts'
import { ReceiptBody } from '../commands/receive-filing.ts'
import { receiveSecretFiling } from '../commands/receive-secret-filing.ts'
import { IdParams } from '../fields.ts'
import { filedAgencies, secretFilingFor } from '../hold-secret.ts'
import { housePage, sendHousePaper } from '../send-house-paper.ts'
import { findHousePaper } from '../store/house-papers.ts'
import { listSecretFilings } from '../store/secret-filings.ts'
import { presentSecretFiling, SecretFilingView } from '../views/present-secret.ts'

const tags = ['decision']

/** The forms of registered secrets as they are filed: with the secrecy department, and with the office of the body. */
export function serveSecretFilings (app: App, deps: Deps): void {
  app.post('/v1/registered-secrets/:id/filing', {
    schema: {
      params: IdParams, body: FilingBody, response: { 201: SecretFilingView }, tags,
      summary: 'Make the filing form of a registered secret as it stands 国家秘密事项备案表, and file it',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: secretId } } = request
    const filed = await fileSecret(deps, tx, caller, { secretId, language: body?.language ?? 'zh-CN', ifMatch: ifMatchOf(request) })
    return created(`/v1/secret-filings/${filed.filing.id}`, presentSecretFiling(filed))
  }))

  app.get('/v1/secret-filings', {
    schema: {
      querystring: Type.Object({
        ...PageQuery, agency: Type.Optional(AgencyCode),
        awaiting: Type.Optional({ ...listed(['secrecy', 'office']), description: 'Only those not received there yet.' }),
      }, { additionalProperties: false }),
      response: { 200: pageOf(SecretFilingView) }, tags,
      summary: 'The filed forms of registered secrets, oldest first, and who has received them',
    },
  }, async ({ caller, query: { agency, awaiting, limit = defaultLimit, cursor } }) => {
    requireToken(caller)
    const told = await filedAgencies(deps.db, caller)
    if (told.length === 0) throw httpErrors.notAllowed()
    if (agency !== undefined && told !== 'all' && !told.includes(agency)) throw httpErrors.notFound()
    const agencies = agency === undefined ? told : [agency]
    const rows = await listSecretFilings(deps.db, { agencies, awaiting, after: positionOf(cursor, ['id'])?.[0], limit })
    const { items, nextCursor } = cutPage(rows, limit, ({ filing }) => [filing.id])
    return { items: items.map(presentSecretFiling), nextCursor }
  })

  app.get('/v1/secret-filings/:id', {
    schema: {
      params: IdParams, response: { 200: SecretFilingView }, tags,
      summary: 'A filed form of a registered secret, and who has received it',
    },
  }, async ({ caller, params }) => presentSecretFiling((await secretFilingFor(deps.db, caller, params.id)).found))

  app.get('/v1/secret-filings/:id/form', {
    schema: { params: IdParams, response: housePage, tags, summary: 'The filing form of a registered secret, as it was signed' },
  }, async ({ caller, params, headers }, reply) => {
    const { isReader } = await secretFilingFor(deps.db, caller, params.id)
    if (!isReader) throw httpErrors.notAllowed()
    const kept = await findHousePaper(deps.db, 'secret_filing', params.id)
    if (kept === undefined) throw new Error(`The filing ${params.id} has no form`)
    return await sendHousePaper(reply, headers.accept, { kept })
  })

  app.post('/v1/secret-filings/:id/receipts', {
    schema: {
      params: IdParams, body: ReceiptBody, response: { 200: SecretFilingView }, tags,
      summary: 'Record that the secrecy department or the office received the form of a registered secret',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body: { by }, params: { id: filingId } } = request
    return done(presentSecretFiling(await receiveSecretFiling(deps, tx, caller, { filingId, by, ifMatch: ifMatchOf(request) })))
  }))
}
