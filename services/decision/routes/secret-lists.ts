import { Type, type Static } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { ifMatchOf } from '@lightwell/http/etag'
import { nullable } from '@lightwell/http/nullable'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize } from '@lightwell/http/policy'
import { SecretListBody } from '@lightwell/http/register/secret-list-entry'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { requireToken } from '../authorize-staff.ts'
import { fileSecretList } from '../commands/file-secret-list.ts'
import { keepSecretList } from '../commands/keep-secret-list.ts'
import { DayText } from '../fields.ts'
import { findSecretList, listSecretLists, type ListedSecretList, type SecretList } from '../store/secret-lists.ts'

const tags = ['decision']
const params = Type.Object({ code: AgencyCode })
const VersionParams = Type.Object({ code: AgencyCode, version: Type.Integer({ minimum: 1, maximum: 1_000_000 }) })
const { matters: Matters, filedOn: _filedOn, ...said } = SecretListBody.properties
const told = { agency: Type.String(), version: Type.Integer(), ...said, filedOn: nullable(DayText), recordedBy: Type.String() }
const ListedView = Type.Object({ ...told, matters: Type.Integer({ description: 'How many.' }) })
const SecretListView = Type.Object({ ...told, matters: Matters })

/** The lists of secret matters of the units (国家秘密事项一览表): without one in force a unit releases nothing. */
export function serveSecretLists (app: App, deps: Deps): void {
  app.get('/v1/agencies/:code/secret-lists', {
    schema: {
      params, querystring: Type.Object(PageQuery, { additionalProperties: false }), response: { 200: pageOf(ListedView) }, tags,
      summary: 'The versions of the list of secret matters of a unit, newest first',
    },
  }, async ({ caller, params: { code }, query: { limit = defaultLimit, cursor } }) => {
    requireToken(caller)
    authorize(caller, 'secret_list', 'read', { agencyCode: code })
    const before = positionOf(cursor, [isVersion])?.[0]
    const rows = await listSecretLists(deps.db, code, { before: before === undefined ? undefined : Number(before), limit })
    const { items, nextCursor } = cutPage(rows, limit, ({ version }) => [String(version)])
    return { items: items.map(presentListed), nextCursor }
  })

  app.get('/v1/agencies/:code/secret-lists/:version', {
    schema: { params: VersionParams, response: { 200: SecretListView }, tags, summary: 'A list of secret matters, whole' },
  }, async ({ caller, params: { code, version } }) => {
    requireToken(caller)
    authorize(caller, 'secret_list', 'read', { agencyCode: code })
    const list = await findSecretList(deps.db, code, version)
    if (list === undefined) throw errors.notFound()
    return presentList(list)
  })

  app.post('/v1/agencies/:code/secret-lists', {
    attachValidation: true,
    schema: {
      params, body: SecretListBody, response: { 201: SecretListView }, tags,
      summary: 'Keep a further list of secret matters, as it was issued; it names no secret',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { code } } = request
    const list = await keepSecretList(deps, tx, caller, {
      ...sentBody<SecretListBody>(request), agencyCode: code, ifMatch: ifMatchOf(request),
    })
    return created(`/v1/agencies/${code}/secret-lists/${list.version}`, presentList(list))
  }))

  app.post('/v1/agencies/:code/secret-lists/:version/filing', {
    schema: {
      params: VersionParams, body: Type.Object({ filedOn: DayText }, { additionalProperties: false }), response: { 200: SecretListView },
      tags, summary: 'Note that a list was filed with the secrecy department 备案',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { code, version }, body: { filedOn } } = request
    return done(presentList(await fileSecretList(deps, tx, caller, { agencyCode: code, version, filedOn })))
  }))
}

function isVersion (value: string): boolean {
  return /^[1-9]\d{0,6}$/.test(value)
}

function presentListed ({ agencyCode, version, fromOn, matters, issuedBy, document, filedOn, recordedBy }: ListedSecretList) {
  return { agency: agencyCode, version, fromOn, matters, issuedBy, document, filedOn, recordedBy }
}

function presentList ({ matters, ...list }: SecretList): Static<typeof SecretListView> {
  return { ...presentListed({ ...list, matters: matters.length }), matters: [...matters] }
}
