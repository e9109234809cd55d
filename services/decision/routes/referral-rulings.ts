import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { transact } from '@lightwell/events/transact'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { Line } from '@lightwell/http/line'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { endReferral } from '../commands/end-referral.ts'
import { openReferredRecord } from '../commands/open-referred-record.ts'
import { passUpReferral } from '../commands/pass-up-referral.ts'
import { ruleReferral } from '../commands/rule-referral.ts'
import { IdParams } from '../fields.ts'
import { fileEnding } from '../rules/file-ending.ts'
import { presentReferral, ReferralView } from '../views/present-referral.ts'
import { RulingBody } from '../rules/referral.ts'

const tags = ['decision']
const CloseBody = Type.Object({ reason: Line(2_000) }, { additionalProperties: false })

/** What becomes of a referral: it is ruled, passed up, or taken back. */
export function serveReferralRulings (app: App, deps: Deps): void {
  serveReferredContent(app, deps)
  app.post('/v1/referrals/:id/ruling', {
    attachValidation: true,
    schema: {
      params: IdParams, body: RulingBody, response: { 200: ReferralView }, tags,
      summary: 'Rule on a referral, by a paper; the ruling binds whoever holds these bytes',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: referralId } } = request
    const ruled = await ruleReferral(deps, tx, caller, {
      referralId, ...sentBody<RulingBody>(request), ifMatch: ifMatchOf(request),
    })
    return done(presentReferral(ruled, deps.clock.now()))
  }))

  app.post('/v1/referrals/:id/passing-up', {
    schema: {
      params: IdParams, body: CloseBody, response: { 201: ReferralView }, tags,
      summary: 'Pass a referral to the authority above; gives the new one, with days of its own',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body: { reason }, params: { id: referralId } } = request
    const next = await passUpReferral(deps, tx, caller, { referralId, reason, ifMatch: ifMatchOf(request) })
    return created(`/v1/referrals/${next.id}`, presentReferral(next, deps.clock.now()))
  }))

  app.post('/v1/referrals/:id/ending', {
    schema: {
      params: IdParams, body: CloseBody, response: { 200: ReferralView }, tags,
      summary: 'Take a question back, by another person than asked it; what the reviewers found stands',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body: { reason }, params: { id: referralId } } = request
    return done(presentReferral(
      await endReferral(deps, tx, caller, { referralId, reason, ifMatch: ifMatchOf(request) }), deps.clock.now()))
  }))
}

function serveReferredContent (app: App, deps: Deps): void {
  app.get('/v1/referrals/:id/content', {
    // Asking only for the headers would count as having opened what was never seen.
    exposeHeadRoute: false,
    schema: {
      params: IdParams,
      response: { 200: { description: 'The bytes', content: { 'application/octet-stream': { schema: Type.String() } } } },
      tags, summary: 'The content of a record while it is before the caller’s body; opening it is an event',
    },
  }, async ({ caller, params: { id } }, reply) => {
    const { result: { record, bytes } } = await transact(deps, (tx) => openReferredRecord(deps, tx, caller, id))
    return await reply.headers({
      'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="${record.id}.${fileEnding(record.mediaType)}"`,
      etag: `"${record.sha256}"`,
    }).send(bytes as never)
  })
}
