import { Type, type Static } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { cutPage, defaultLimit, pageOf, PageQuery, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { listIncidents, type ListedIncident } from '../store/incidents.ts'

const IncidentQuery = Type.Object(PageQuery, { additionalProperties: false })

/** A secret mark that reached the house, and the instant by which it must be reported. */
export const Incident = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  requestId: Type.Union([Type.String(), Type.Null()]),
  publicationId: Type.Union([Type.String(), Type.Null()]),
  recordId: Type.String(),
  agency: Type.String(),
  openedAt: Type.String(),
  reportBy: Type.String(),
  overdue: Type.Boolean({ description: 'Whether the 24 hours have passed.' }),
})
export type Incident = Static<typeof Incident>

/** Serves the incidents: all of them to supervisors, an agency's own to its secrecy officer and its head. */
export function serveIncidents (app: App, deps: Deps): void {
  app.get('/v1/incidents', {
    schema: {
      querystring: IncidentQuery, response: { 200: pageOf(Incident) }, tags: ['oversight'],
      summary: 'Incidents, newest first',
    },
  }, (request) => readIncidents(deps, request.caller, request.query))
}

async function readIncidents (
  deps: Deps, caller: Caller, { limit = defaultLimit, cursor }: Static<typeof IncidentQuery>,
) {
  authorize(caller, 'incident', 'read', { agencyCode: null })
  const scope = readableAgencies(caller, 'incident', 'read')
  const rows = await listIncidents(deps.db, scope, { limit: limit + 1, after: positionOf(cursor, ['instant', 'id']) })
  const { items, nextCursor } = cutPage(rows, limit, (row) => [row.openedAt.toISOString(), row.id])
  const now = deps.clock.now()
  return { items: items.map((row) => presentIncident(row, now)), nextCursor }
}

function presentIncident ({ caseId, caseKind, agencyCode, openedAt, reportBy, ...row }: ListedIncident, now: Date): Incident {
  return {
    ...row, requestId: caseKind === 'request' ? caseId : null, publicationId: caseKind === 'publication' ? caseId : null, agency: agencyCode, openedAt: openedAt.toISOString(), reportBy: reportBy.toISOString(),
    overdue: now > reportBy,
  }
}
