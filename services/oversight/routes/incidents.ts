import { Type, type Static } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { cutPage, defaultLimit, pageOf, PageQuery, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { done, write } from '@lightwell/http/write'
import { closeIncident, ClosingBody } from '../commands/close-incident.ts'
import { ReportBody, reportIncident } from '../commands/report-incident.ts'
import { Incident, presentIncident } from '../views/present-incident.ts'
import { listIncidents } from '../store/incidents.ts'

const IncidentQuery = Type.Object({
  ...PageQuery,
  overdue: Type.Optional(Type.Literal(true, { description: 'Only those whose 24 hours have passed without a report.' })),
  declared: Type.Optional(Type.Boolean({ description: 'Only those whose mark was declared, or was not.' })),
}, { additionalProperties: false })

const IncidentParams = Type.Object({ id: Type.String({ format: 'uuid' }) })

const tags = ['oversight']

/** Serves the incidents: all of them to supervisors, an agency's own to its secrecy officer and its head. */
export function serveIncidents (app: App, deps: Deps): void {
  app.get('/v1/incidents', {
    schema: {
      querystring: IncidentQuery, response: { 200: pageOf(Incident) }, tags, summary: 'Incidents, newest first',
    },
  }, (request) => readIncidents(deps, request.caller, request.query))

  app.post('/v1/incidents/:id/report', {
    schema: {
      params: IncidentParams, body: ReportBody, response: { 200: Incident }, tags,
      summary: 'Put on record that an incident was reported, within 24 hours or late',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id } } = request
    return done(presentIncident(await reportIncident(deps, tx, caller, { id, body }), deps.clock.now()))
  }))

  app.post('/v1/incidents/:id/closing', {
    schema: {
      params: IncidentParams, body: ClosingBody, response: { 200: Incident }, tags, summary: 'Say that an incident is handled',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id } } = request
    return done(presentIncident(await closeIncident(deps, tx, caller, { id, body }), deps.clock.now()))
  }))
}

async function readIncidents (
  deps: Deps, caller: Caller, { limit = defaultLimit, cursor, overdue, declared }: Static<typeof IncidentQuery>,
) {
  authorize(caller, 'incident', 'read', { agencyCode: null })
  const now = deps.clock.now()
  const rows = await listIncidents(deps.db, readableAgencies(caller, 'incident', 'read'),
    { overdueAt: overdue ? now : undefined, declared }, { limit: limit + 1, after: positionOf(cursor, ['instant', 'id']) })
  const { items, nextCursor } = cutPage(rows, limit, (row) => [row.openedAt.toISOString(), row.id])
  return { items: items.map((row) => presentIncident(row, now)), nextCursor }
}
