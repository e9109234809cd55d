import { Type } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode, isAgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { etagOf } from '@lightwell/http/etag'
import { limit } from '@lightwell/http/limits'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { DayText } from '../day-text.ts'
import { AgencySummary, AgencyView, presentAgency, presentAgencySummary } from '../views/present-agency.ts'
import { findAgencyOfKind, listAgencies } from '../store/agencies.ts'
import { findProfile, profileVersion } from '../store/agency-profiles.ts'

/** The agencies, for everyone: whom to ask, under which rule, by which form. */
export function serveAgencies (app: App, deps: Deps): void {
  app.get('/v1/agencies', {
    config: limit('reads'),
    schema: {
      querystring: Type.Object(PageQuery, { additionalProperties: false }),
      response: { 200: pageOf(AgencySummary) },
      tags: ['intake'],
      summary: 'The agencies 公开义务人',
    },
  }, async ({ query }) => {
    const { limit: most = defaultLimit, cursor } = query
    const rows = await listAgencies(deps.db, { after: positionOf(cursor, [isAgencyCode])?.[0], limit: most + 1 })
    const { items, nextCursor } = cutPage(rows, most, ({ code }) => [code])
    const now = deps.clock.now()
    return { items: items.map((agency) => presentAgencySummary(agency, dayIn(now, agency.zone))), nextCursor }
  })

  app.get('/v1/agencies/:code', {
    config: limit('reads'),
    schema: {
      params: Type.Object({ code: AgencyCode }),
      querystring: Type.Object({
        on: Type.Optional({ ...DayText, description: 'The day whose profile and law are asked for; the newest profile and the law of today when left out.' }),
      }, { additionalProperties: false }),
      response: { 200: AgencyView },
      tags: ['intake'],
      summary: 'An agency with its regime, its form and its channels, and what is told of it on a day',
    },
  }, async ({ params: { code }, query: { on } }, reply) => {
    const agency = await findAgencyOfKind(deps.db, code)
    if (agency === undefined) throw errors.notFound()
    const profile = await findProfile(deps.db, code, on)
    void reply.header('etag', etagOf(on === undefined ? profile?.version ?? 0 : await profileVersion(deps.db, code)))
    return presentAgency(agency, profile, on === undefined ? dayIn(deps.clock.now(), agency.zone) : on as Day)
  })
}
