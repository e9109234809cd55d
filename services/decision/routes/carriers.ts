import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors as doorErrors } from '@lightwell/http/errors'
import { etagOf } from '@lightwell/http/etag'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { created, write } from '@lightwell/http/write'
import { requireToken } from '../authorize-staff.ts'
import { CarrierBody, registerCarrier } from '../commands/register-carrier.ts'
import { Id, IdParams } from '../fields.ts'
import { CarrierActView, CarrierView, presentCarrier, presentCarrierAct } from '../views/present-carrier.ts'
import { findVersion } from '../store/cases.ts'
import { carrierStates, findCarrier, findListedCarriers, listActs, listCarriers } from '../store/carriers.ts'

const tags = ['decision']

/** The register of the things that bear restricted words: what there is, at which level, where, and who has it. */
export function serveCarriers (app: App, deps: Deps): void {
  app.post('/v1/carriers', {
    // What the schema refuses and what the rules refuse are told together.
    attachValidation: true,
    schema: { body: CarrierBody, response: { 201: CarrierView }, tags, summary: 'Register a carrier 载体; it gets its number' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const carrier = await registerCarrier(deps, tx, request.caller, sentBody<CarrierBody>(request))
    const [listedCarrier] = await findListedCarriers(tx, [carrier.id])
    return created(`/v1/carriers/${carrier.id}`, presentCarrier(listedCarrier!, deps.clock.now()))
  }))

  app.get('/v1/carriers', {
    schema: {
      querystring: Type.Object({
        ...PageQuery, agency: Type.Optional(AgencyCode), state: Type.Optional(listed(carrierStates)), holder: Type.Optional(Id),
        overdue: Type.Optional(Type.Boolean({ description: 'Only those that had to be back before today.' })),
      }, { additionalProperties: false }),
      response: { 200: pageOf(CarrierView) }, tags, summary: 'Carriers, oldest first: where each is, who has it, what is not back in time',
    },
  }, async ({ caller, query: { agency, state, holder, overdue, limit = defaultLimit, cursor } }) => {
    authorize(caller, 'carrier', 'read', { agencyCode: agency ?? null })
    const now = deps.clock.now()
    const rows = await listCarriers(deps.db, {
      agencies: agency === undefined ? readableAgencies(caller, 'carrier', 'read') : [agency],
      state, holderId: holder, overdueAt: overdue === true ? now : undefined, after: positionOf(cursor, ['id'])?.[0], limit,
    })
    const { items, nextCursor } = cutPage(rows, limit, ({ id }) => [id])
    return { items: items.map((row) => presentCarrier(row, now)), nextCursor }
  })

  app.get('/v1/carriers/:id', {
    schema: { params: IdParams, response: { 200: CarrierView }, tags, summary: 'A carrier' },
  }, async ({ caller, params: { id } }, reply) => {
    requireToken(caller)
    const [carrier] = await findListedCarriers(deps.db, [id])
    if (carrier === undefined) throw doorErrors.notFound()
    authorize(caller, 'carrier', 'read', { agencyCode: carrier.agencyCode })
    void reply.header('etag', etagOf(await findVersion(deps.db, id)))
    return presentCarrier(carrier, deps.clock.now())
  })

  app.get('/v1/carriers/:id/acts', {
    schema: {
      params: IdParams, querystring: Type.Object(PageQuery, { additionalProperties: false }), response: { 200: pageOf(CarrierActView) }, tags,
      summary: 'What was done with a carrier, each signed, in its order',
    },
  }, async ({ caller, params: { id }, query: { limit = defaultLimit, cursor } }) => {
    requireToken(caller)
    const carrier = await findCarrier(deps.db, id)
    if (carrier === undefined) throw doorErrors.notFound()
    authorize(caller, 'carrier', 'read', { agencyCode: carrier.agencyCode })
    const rows = await listActs(deps.db, id, Number(positionOf(cursor, [isCount])?.[0] ?? 0), limit)
    const { items, nextCursor } = cutPage(rows, limit, ({ seq }) => [String(seq)])
    return { items: items.map(presentCarrierAct), nextCursor }
  })
}

function isCount (value: string): boolean {
  return /^\d{1,6}$/.test(value)
}
