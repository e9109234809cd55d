import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { errors } from '../errors.ts'
import { holdIncident } from '../hold-incident.ts'
import { saveIncident, type ListedIncident } from '../store/incidents.ts'

export const ClosingBody = Type.Object({ reason: Line(2_000) }, { additionalProperties: false })
export type ClosingBody = Static<typeof ClosingBody>

/** A supervisor says that an incident is handled. It was reported before: nobody lets a leak pass in silence. */
export async function closeIncident (
  deps: Deps, tx: Transaction, caller: Caller, { id, body: { reason } }: { id: string, body: ClosingBody },
): Promise<ListedIncident> {
  const { head, incident } = await holdIncident(tx, caller, { id, verb: 'close' })
  if (incident.closedAt !== null) throw errors.incidentClosed()
  if (incident.reportedAt === null) throw errors.incidentNotReported()
  const at = deps.clock.now()
  const actor = actorOf(caller)
  const closed = { ...incident, closedAt: at, closedBy: actor, closedAs: 'handled', closeReason: reason } as const
  await saveIncident(tx, closed)
  await append(tx, head, {
    type: 'lightwell.incident.closed.v1', room: 'oversight', actor, at, data: { incidentId: id, recordId: incident.recordId },
  })
  return closed
}
