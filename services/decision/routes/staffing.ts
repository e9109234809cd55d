import { Type } from '@sinclair/typebox'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { preferredLanguage } from '@lightwell/http/language'
import { nullable } from '@lightwell/http/nullable'
import { authorize } from '@lightwell/http/policy'
import { presentGap, StaffingGapView } from '@lightwell/http/register/present-staffing'
import { listOffers, loadStaffing } from '@lightwell/http/register/staffing'
import { staffingGaps } from '@lightwell/http/register/staffing-gaps'
import { regimeInForce } from '@lightwell/regimes/regimes'
import { requireToken } from '../authorize-staff.ts'
import { DayText } from '../fields.ts'
import { publicationFlags } from '../rules/publication-body.ts'
import { unitGaps } from '../rules/unit-gaps.ts'
import { findPublisher } from '../store/publishers.ts'
import { findUnit } from '../store/units.ts'

const StaffingView = Type.Object({
  agency: Type.String(),
  on: Type.String(),
  levels: Type.Array(Type.String(), { description: 'What each level of the chain is.' }),
  enough: Type.Boolean({ description: 'Whether every step has another person who may take it.' }),
  gaps: Type.Array(StaffingGapView),
  offers: Type.Array(Type.Object({
    step: Type.String(), agency: Type.String(), duty: Type.String(), level: nullable(Type.Integer()),
    personId: Type.String(), name: Type.String(),
  }), { description: 'Who of the body above could be commissioned for a step that nobody is left for.' }),
  unit: Type.Object({
    ready: Type.Boolean({ description: 'Whether it may release anything at all.' }),
    listVersion: nullable(Type.Integer({ description: 'The list of secret matters in force.' })),
    missing: Type.Array(Type.String()),
  }),
})

/** Whether an agency has enough different, trained people for every step of a case, and who could be lent to it. */
export function serveStaffing (app: App, deps: Deps): void {
  app.get('/v1/agencies/:code/staffing', {
    schema: {
      params: Type.Object({ code: AgencyCode }),
      querystring: Type.Object({
        on: Type.Optional({ ...DayText, description: 'Today when left out.' }),
        flags: Type.Optional(Type.String({
          pattern: `^(${publicationFlags.join('|')})(,(${publicationFlags.join('|')}))*$`,
          description: 'What makes the chain longer, set off by commas.',
        })),
      }, { additionalProperties: false }),
      response: { 200: StaffingView }, tags: ['decision'],
      summary: 'Whether enough different, trained people are there for every step of a case, and whom the body above could lend',
    },
  }, async ({ caller, params: { code }, query: { on, flags }, headers }) => {
    requireToken(caller)
    authorize(caller, 'post', 'read', { agencyCode: code })
    const agency = await findPublisher(deps.db, code)
    const day = on ?? dayIn(deps.clock.now(), agency?.zone ?? 'UTC')
    const staffing = await loadStaffing(deps.db, code, { on: day, flags: flags?.split(',') ?? [] })
    const regime = agency?.regimeId && regimeInForce(agency.regimeId, dayIn(deps.clock.now(), agency.zone))
    if (staffing === undefined || !regime) throw errors.notFound()
    const gaps = staffingGaps(staffing)
    const unit = await findUnit(deps.db, code, day)
    const missing = unitGaps(regime, unit)
    return {
      agency: code, on: day, levels: [...staffing.levels], enough: gaps.length === 0,
      gaps: gaps.map((gap) => presentGap(gap, preferredLanguage(headers['accept-language']))),
      offers: await listOffers(deps.db, code, { on: day, gaps }),
      unit: { ready: missing.length === 0, listVersion: unit.listVersion ?? null, missing },
    }
  })
}
