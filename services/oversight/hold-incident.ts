import type { Transaction } from '@lightwell/database/connect'
import { lockCase, type CaseHead } from '@lightwell/events/case-head'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import { findIncident, type ListedIncident } from './store/incidents.ts'

/** An incident whose case this transaction holds, for one who may do this with it. Throws 401, 403 or 404 otherwise. */
export async function holdIncident (
  tx: Transaction, caller: Caller, { id, verb }: { id: string, verb: 'report' | 'close' },
): Promise<{ head: CaseHead, incident: ListedIncident }> {
  if (caller.kind === 'anonymous') throw errors.unauthenticated()
  const found = await findIncident(tx, id)
  if (found === undefined) throw errors.notFound()
  authorize(caller, 'incident', verb, { agencyCode: found.agencyCode })
  const head = await lockCase(tx, found.caseId)
  const incident = await findIncident(tx, id)
  if (head === undefined || incident === undefined) throw errors.notFound()
  return { head, incident }
}
