import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { etagOf, requiredIfMatchOf } from '@lightwell/http/etag'
import { limit } from '@lightwell/http/limits'
import { authorize } from '@lightwell/http/policy'
import { done, write } from '@lightwell/http/write'
import { keepGuide } from '../commands/keep-guide.ts'
import { GuideView, presentGuide } from '../views/present-guide.ts'
import { GuideFields } from '../rules/guide-fields.ts'
import { findGuide } from '../store/guides.ts'

const params = Type.Object({ code: AgencyCode })
const headers = {
  type: 'object',
  properties: { 'if-match': { type: 'string', description: 'The ETag of the guide as it was read, "0" where there is none yet; 428 without it.' } },
}

/** The guide of an agency (公开指南): what it has, how that is arranged, and how and from whom it is had. */
export function serveGuides (app: App, deps: Deps): void {
  app.get('/v1/agencies/:code/guide', {
    config: limit('reads'),
    schema: { params, response: { 200: GuideView }, tags: ['decision'], summary: 'The guide of an agency 公开指南' },
  }, async ({ params: { code } }, reply) => {
    const guide = await findGuide(deps.db, code)
    if (guide === undefined) throw errors.notFound()
    void reply.header('etag', etagOf(guide.version))
    return presentGuide(guide)
  })

  app.put('/v1/agencies/:code/guide', {
    // Who may not keep it is told so before he is asked which version he has read.
    onRequest: async ({ caller }) => void authorize(caller, 'guide', 'keep', { agencyCode: null }),
    schema: { params, body: GuideFields, headers, response: { 200: GuideView }, tags: ['decision'], summary: 'Replace the guide of an agency' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body: fields, params: { code: agencyCode } } = request
    const guide = await keepGuide(deps, tx, caller, { agencyCode, fields, ifMatch: requiredIfMatchOf(request) })
    return { ...done(presentGuide(guide)), headers: { etag: etagOf(guide.version) } }
  }))
}
