import { Type, type Static } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { nullable } from '@lightwell/http/nullable'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { requireToken } from '../authorize-staff.ts'
import { endAuthority } from '../commands/end-authority.ts'
import { AuthorityBody, recordAuthority } from '../commands/record-authority.ts'
import { DayText, IdParams } from '../fields.ts'
import { listAuthorities, type ClassificationAuthority } from '../store/classification-authorities.ts'

const tags = ['decision']
const params = Type.Object({ code: AgencyCode })
const End = Type.Object({ untilOn: { ...DayText, description: 'Its last day.' } }, { additionalProperties: false })
const AuthorityView = Type.Object({
  ...AuthorityBody.properties, untilOn: nullable(DayText), id: Type.String(), agency: Type.String(),
  recordedBy: Type.String(), endedBy: nullable(Type.String()),
})

/** Who may classify, and up to which level (定密权限). */
export function serveClassificationAuthorities (app: App, deps: Deps): void {
  app.get('/v1/agencies/:code/classification-authorities', {
    schema: {
      params, querystring: Type.Object(PageQuery, { additionalProperties: false }), response: { 200: pageOf(AuthorityView) }, tags,
      summary: 'By what an agency may classify, oldest first; without any it can only refer or withhold',
    },
  }, async ({ caller, params: { code }, query: { limit = defaultLimit, cursor } }) => {
    requireToken(caller)
    authorize(caller, 'classification_authority', 'read', { agencyCode: code })
    const rows = await listAuthorities(deps.db, code, { after: positionOf(cursor, ['id'])?.[0], limit })
    const { items, nextCursor } = cutPage(rows, limit, ({ id }) => [id])
    return { items: items.map(presentAuthority), nextCursor }
  })

  app.post('/v1/agencies/:code/classification-authorities', {
    attachValidation: true,
    schema: {
      params, body: AuthorityBody, response: { 201: AuthorityView }, tags, summary: 'Record that an agency may classify',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { code } } = request
    const authority = await recordAuthority(deps, tx, caller, { ...sentBody<AuthorityBody>(request), agencyCode: code })
    return created(`/v1/agencies/${code}/classification-authorities`, presentAuthority(authority))
  }))

  app.post('/v1/classification-authorities/:id/ending', {
    schema: { params: IdParams, body: End, response: { 200: AuthorityView }, tags, summary: 'End the power of an agency to classify' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, body: { untilOn } } = request
    return done(presentAuthority(await endAuthority(deps, tx, caller, { id, untilOn })))
  }))
}

function presentAuthority (authority: ClassificationAuthority): Static<typeof AuthorityView> {
  const { id, agencyCode, level, grantedBy, document, fromOn, untilOn, recordedBy, endedBy } = authority
  return { id, agency: agencyCode, level, grantedBy, document, fromOn, untilOn, recordedBy, endedBy }
}
