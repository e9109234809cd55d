import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { refuseFaults } from '@lightwell/http/refusal'
import { DayText } from '../day-text.ts'
import { faults } from '../errors.ts'
import { CountsView, presentCounts } from '../views/present-counts.ts'
import { requestsOf } from '../requests-of.ts'
import { mergedInto } from '../store/agencies.ts'
import { countRequests } from '../store/counts.ts'

const CountQuery = Type.Object({
  agency: Type.Optional(AgencyCode), from: Type.Optional(DayText), to: Type.Optional(DayText),
}, { additionalProperties: false })

/** What the yearly report counts, for those who read the register. */
export function serveCounts (app: App, deps: Deps): void {
  app.get('/v1/requests/counts', {
    schema: {
      querystring: CountQuery, response: { 200: CountsView }, tags: ['intake'],
      summary: 'How many requests were received between two days, by status, channel, applicant, context and subject',
    },
  }, async ({ caller, query: { agency, from, to } }) => {
    const { agencyCodes } = requestsOf(caller, agency === undefined ? undefined : await mergedInto(deps.db, agency))
    if (caller.kind !== 'staff') throw errors.notAllowed()
    if (from !== undefined && to !== undefined && to < from) refuseFaults([faults.beforeStart('/to')])
    return presentCounts(await countRequests(deps.db, { agencyCodes, from, to }))
  })
}
