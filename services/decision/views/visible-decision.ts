import type { Reader } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { decisionFor, requireToken } from '../authorize-staff.ts'
import { loadDecision } from '../load-decision.ts'
import type { WholeDecision } from './present-decision.ts'
import { ownsRequest } from '../released-record.ts'
import { findRequest } from '../store/cases.ts'
import { findDecision } from '../store/decisions.ts'

/** A decision for one who may see it: staff of the agency at any time, the applicant once it is issued. */
export async function visibleDecision (
  db: Reader, caller: Caller, id: string,
): Promise<{ whole: WholeDecision, isStaff: boolean }> {
  requireToken(caller)
  const isStaff = caller.kind === 'staff'
  const decision = isStaff
    ? (await decisionFor(db, id, { caller, resource: 'decision', verb: 'read' })).decision
    : await findDecision(db, id)
  const request = decision && await findRequest(db, decision.caseId)
  if (decision === undefined || request === undefined) throw errors.notFound()
  if (!isStaff && !(decision.state === 'issued' && ownsRequest(caller, request))) throw errors.notFound()
  return { whole: await loadDecision(db, decision, request), isStaff }
}
