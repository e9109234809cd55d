import { Type } from '@sinclair/typebox'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { etagOf, ifMatchOf } from '@lightwell/http/etag'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { created, write } from '@lightwell/http/write'
import { lawOf } from '@lightwell/regimes/law-of'
import type { CaseView } from '../case-view.ts'
import { openConsultation } from '../commands/open-consultation.ts'
import { ConsultationOpening } from '../consultation.ts'
import { ConsultationView, presentConsultation } from '../views/present-consultation.ts'
import { todayAt } from '../rules/guards.ts'
import { findCase } from '../store/cases.ts'
import { findConsultation, listConsultations } from '../store/consultations.ts'
import { findOwner } from '../store/requests.ts'

const IdParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
const Opened = Type.Composite([ConsultationView, Type.Object({
  letterToken: Type.String({ description: 'Opens this letter and its answer; told once.' }),
})])
const tags = ['intake']

/** Asking third parties and other bodies (征求意见): opening a consultation, and reading those of a request. */
export function serveConsultations (app: App, deps: Deps): void {
  app.post('/v1/requests/:id/consultations', {
    // What the schema refuses and what the rules refuse are told together.
    attachValidation: true,
    schema: {
      params: IdParams, body: ConsultationOpening, response: { 201: Opened }, tags,
      summary: 'Ask a third party or another body 征求意见; answers the token of the letter',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: requestId } } = request
    const { consultation, view, letterToken } = await openConsultation(deps, tx, caller, {
      requestId, ...sentBody<ConsultationOpening>(request), ifMatch: ifMatchOf(request),
    })
    const shown = presentConsultation(consultation, { caller, ...readingOf(view, deps.clock.now()) })
    return created(`/v1/consultations/${consultation.id}`, { ...shown, letterToken })
  }))

  app.get('/v1/requests/:id/consultations', {
    schema: {
      params: IdParams, querystring: Type.Object(PageQuery, { additionalProperties: false }),
      response: { 200: pageOf(ConsultationView) }, tags, summary: 'The consultations of a request, oldest first',
    },
  }, async ({ caller, params: { id }, query: { limit = defaultLimit, cursor } }) => {
    if (caller.kind === 'anonymous') throw errors.unauthenticated()
    const owner = await findOwner(deps.db, id)
    if (owner === undefined) throw errors.notFound()
    authorize(caller, 'consultation', 'read', { agencyCode: owner.agencyCode, requestId: id, clientId: owner.clientId })
    const after = positionOf(cursor, ['id'])?.[0]
    const { items, nextCursor } = cutPage(
      await listConsultations(deps.db, id, { after, limit: limit + 1 }), limit, (consultation) => [consultation.id])
    const reading = readingOf(await findCase(deps.db, id) as CaseView, deps.clock.now())
    return { items: items.map((consultation) => presentConsultation(consultation, { caller, ...reading })), nextCursor }
  })

  app.get('/v1/consultations/:id', {
    schema: {
      params: IdParams, response: { 200: ConsultationView }, tags,
      summary: 'A consultation, to staff and to who was asked by the token of his letter',
    },
  }, async ({ caller, params: { id } }, reply) => {
    if (caller.kind === 'anonymous') throw errors.unauthenticated()
    const found = await findConsultation(deps.db, id)
    if (found === undefined) throw errors.notFound()
    const { consultation, agencyName, owner, version } = found
    const { agencyCode, clientId, zone } = owner
    authorize(caller, 'consultation', 'read', { agencyCode, requestId: consultation.requestId, clientId, consultationId: id })
    // The version of the case tells how much happens in it, which is not for who was consulted to know.
    if (caller.kind === 'staff') void reply.header('etag', etagOf(version))
    void reply.header('vary', 'authorization')
    return presentConsultation(consultation, {
      caller, today: dayIn(deps.clock.now(), zone), regime: lawOf(owner).regime, agency: { code: agencyCode, name: agencyName },
    })
  })
}

function readingOf (view: CaseView, now: Date) {
  const { request, agencyName } = view
  return { today: todayAt(view, now), regime: lawOf(request).regime, agency: { code: request.agencyCode, name: agencyName } }
}
