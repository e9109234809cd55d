import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { errors as doorErrors } from '@lightwell/http/errors'
import { ifMatchOf } from '@lightwell/http/etag'
import { nullable } from '@lightwell/http/nullable'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { requestFor, requireToken } from '../authorize-staff.ts'
import { ReturnedBody, returnSending } from '../commands/return-sending.ts'
import { sendNotice } from '../commands/send-notice.ts'
import { serveNotice } from '../commands/serve-notice.ts'
import { IdParams } from '../fields.ts'
import { presentReading, presentSending, presentService, ReadingView, SendingView, ServiceView } from '../views/present-service.ts'
import { returnedAfterService, SendingBody, ServiceBody } from '../rules/service-faults.ts'
import { findNotice, findService } from '../store/notices.ts'
import { listReadings } from '../store/readings.ts'
import { listSendings } from '../store/sendings.ts'

const tags = ['decision']

/** All that shows whether a paper reached its reader. */
const ServiceHistory = Type.Object({
  noticeId: Type.String(),
  service: nullable(ServiceView),
  back: Type.Boolean({ description: 'It came back after it had counted: a second service is owed.' }),
  sendings: Type.Array(SendingView),
  readings: Type.Array(ReadingView),
})

/** How papers go to their readers, reach them or come back (送达). */
export function serveSendings (app: App, deps: Deps): void {
  app.post('/v1/notices/:id/sendings', {
    // What the schema refuses and what the rules refuse are told together.
    attachValidation: true,
    schema: {
      params: IdParams, body: SendingBody, response: { 201: SendingView }, tags,
      summary: 'Record that a paper left the house, by hand, by post or by fax',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: noticeId } } = request
    const sending = await sendNotice(deps, tx, caller, { noticeId, ...sentBody<SendingBody>(request), ifMatch: ifMatchOf(request) })
    return created(`/v1/notices/${noticeId}/service`, presentSending(sending))
  }))

  app.post('/v1/sendings/:id/return', {
    attachValidation: true,
    schema: {
      params: IdParams, body: ReturnedBody, response: { 200: SendingView }, tags,
      summary: 'Record that a paper came back, and why',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: sendingId } } = request
    return done(presentSending(await returnSending(deps, tx, caller, {
      sendingId, ...sentBody<ReturnedBody>(request), ifMatch: ifMatchOf(request),
    })))
  }))

  app.post('/v1/notices/:id/service', {
    attachValidation: true,
    schema: {
      params: IdParams, body: ServiceBody, response: { 200: ServiceView }, tags,
      summary: 'Record how and when a notice reached its reader, with the evidence; a second time where it came back',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: noticeId } } = request
    return done(presentService(await serveNotice(deps, tx, caller, {
      noticeId, ...sentBody<ServiceBody>(request), ifMatch: ifMatchOf(request),
    })))
  }))

  app.get('/v1/notices/:id/service', {
    schema: {
      params: IdParams, response: { 200: ServiceHistory }, tags,
      summary: 'How a notice went to its reader, whether it reached him, and when he first opened it',
    },
  }, async ({ caller, params: { id: noticeId } }) => {
    requireToken(caller)
    const notice = await findNotice(deps.db, noticeId)
    if (notice === undefined) throw doorErrors.notFound()
    const { caseId, kind } = notice
    await requestFor(deps.db, caseId, { caller, resource: 'notice', verb: 'list' })
    const [service, sendings] = [await findService(deps.db, noticeId), await listSendings(deps.db, noticeId)]
    const readings = await listReadings(deps.db, { noticeId, caseId, withRecords: kind === 'decision' })
    return {
      noticeId, service: service === undefined ? null : presentService(service),
      back: returnedAfterService(sendings) !== undefined,
      sendings: sendings.map(presentSending), readings: readings.map(presentReading),
    }
  })
}
