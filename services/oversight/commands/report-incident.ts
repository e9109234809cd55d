import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { errors } from '../errors.ts'
import { holdIncident } from '../hold-incident.ts'
import { saveIncident, type ListedIncident } from '../store/incidents.ts'

/** To which bodies a leak was reported, and what was told them and done. */
export const ReportBody = Type.Object({ to: Line(200), words: Line(4_000) }, { additionalProperties: false })
export type ReportBody = Static<typeof ReportBody>

/**
 * Puts on record that an incident was reported to the secrecy department and the superior (实施条例第六十一条). Late, it is
 * shown to be late.
 */
export async function reportIncident (
  deps: Deps, tx: Transaction, caller: Caller, { id, body: { to, words } }: { id: string, body: ReportBody },
): Promise<ListedIncident> {
  const { head, incident } = await holdIncident(tx, caller, { id, verb: 'report' })
  if (incident.closedAt !== null) throw errors.incidentClosed()
  if (incident.reportedAt !== null) throw errors.incidentReported()
  const at = deps.clock.now()
  const actor = actorOf(caller)
  const reported = { ...incident, reportedAt: at, reportedBy: actor, reportedTo: to, report: words }
  await saveIncident(tx, reported)
  await append(tx, head, {
    type: 'lightwell.incident.reported.v1', room: 'oversight', actor, at, data: { incidentId: id, recordId: incident.recordId },
  })
  return reported
}
