import { Type } from '@sinclair/typebox'
import { isDay } from '@lightwell/calendar/day'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { etagOf, ifMatchOf } from '@lightwell/http/etag'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { created, write } from '@lightwell/http/write'
import { recordFor } from '../authorize-staff.ts'
import { openReferral } from '../commands/open-referral.ts'
import { IdParams } from '../fields.ts'
import { referralFor } from '../hold-referral.ts'
import { presentReferral, ReferralView } from '../views/present-referral.ts'
import { ReferralBody } from '../rules/referral.ts'
import { findVersion } from '../store/cases.ts'
import { listReferrals, listReferralsOf, referralStates, type ReferralOwners } from '../store/referrals.ts'

const tags = ['decision']
const ListQuery = Type.Object({
  ...PageQuery,
  agency: Type.Optional({ ...AgencyCode, description: 'The body that asks.' }),
  to: Type.Optional({ ...AgencyCode, description: 'The body that is asked.' }),
  state: Type.Optional(listed(referralStates)),
}, { additionalProperties: false })

/** Doubts about records before another body (报送认定): opening and reading them. */
export function serveReferrals (app: App, deps: Deps): void {
  app.post('/v1/records/:id/referrals', {
    attachValidation: true,
    schema: {
      params: IdParams, body: ReferralBody, response: { 201: ReferralView }, tags,
      summary: 'Put a doubt about a record before the body that has a word in it; until it rules, nothing of it goes out',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: recordId } } = request
    const referral = await openReferral(deps, tx, caller, {
      recordId, ...sentBody<ReferralBody>(request), ifMatch: ifMatchOf(request),
    })
    return created(`/v1/referrals/${referral.id}`, presentReferral(referral, deps.clock.now()))
  }))

  app.get('/v1/records/:id/referrals', {
    schema: {
      params: IdParams, response: { 200: pageOf(ReferralView) }, tags, summary: 'The referrals of a record, oldest first',
    },
  }, async ({ caller, params: { id } }) => {
    await recordFor(deps.db, id, { caller, resource: 'referral', verb: 'read' })
    const items = await listReferralsOf(deps.db, id)
    return { items: items.map((referral) => presentReferral(referral, deps.clock.now())), nextCursor: null }
  })

  app.get('/v1/referrals/:id', {
    schema: {
      params: IdParams, response: { 200: ReferralView }, tags,
      summary: 'One referral, for the body that asks and the one that is asked',
    },
  }, async ({ caller, params: { id } }, reply) => {
    const { referral } = await referralFor(deps.db, id, { caller, verb: 'read' })
    void reply.header('etag', etagOf(await findVersion(deps.db, referral.caseId)))
    return presentReferral(referral, deps.clock.now())
  })

  app.get('/v1/referrals', {
    schema: {
      querystring: ListQuery, response: { 200: pageOf(ReferralView) }, tags,
      summary: 'Referrals of the bodies that ask or are asked, open ones where no state is named, the longest late first',
    },
  }, async ({ caller, query: { agency, to, state = 'open', limit = defaultLimit, cursor } }) => {
    const rows = await listReferrals(deps.db, ownersFor(caller, { agency, to }), {
      state, after: positionOf(cursor, [isDay, 'id']), limit,
    })
    const { items, nextCursor } = cutPage(rows, limit, ({ answerBy, id }) => [answerBy, id])
    return { items: items.map((referral) => presentReferral(referral, deps.clock.now())), nextCursor }
  })
}

/** Whose referrals a caller is told: those of the named body, or all that his own ask or are asked. Throws 401, 403, 404. */
function ownersFor (
  caller: Caller, { agency, to }: { agency: string | undefined, to: string | undefined },
): ReferralOwners {
  const own = () => {
    authorize(caller, 'referral', 'read', { agencyCode: null })
    return readableAgencies(caller, 'referral', 'read')
  }
  if (agency === undefined && to === undefined) return { askedBy: own(), before: own() }
  for (const code of [agency, to]) if (code !== undefined) authorize(caller, 'referral', 'read', { agencyCode: code })
  return { askedBy: agency === undefined ? [] : [agency], before: to === undefined ? [] : [to] }
}
