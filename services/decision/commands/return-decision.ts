import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { actsAsDeputy, decisionFor } from '../authorize-staff.ts'
import { errors } from '../errors.ts'
import { loadDecision } from '../load-decision.ts'
import { holdRequest } from '../open-request.ts'
import type { WholeDecision } from '../views/present-decision.ts'
import { closeDecision, findDecision, type Decision } from '../store/decisions.ts'

export const ReturnBody = Type.Object({ reason: Line(2_000) }, { additionalProperties: false })
export type ReturnBody = Static<typeof ReturnBody>

export type ReturnDecision = { decisionId: string, reason: string, ifMatch: string | undefined }

/** Sends a proposal back to the officer, with the reason. Another can be proposed then. */
export async function returnDecision (
  deps: Deps, tx: Transaction, caller: Caller, { decisionId, reason, ifMatch }: ReturnDecision,
): Promise<WholeDecision> {
  const { decision: { caseId, proposedBy }, staff, posts } = await decisionFor(tx, decisionId, {
    caller, resource: 'decision', verb: 'decide',
  })
  if (proposedBy === staff.personId) throw errors.proposerMayNotDecide()
  const { head, request } = await holdRequest(tx, caseId, ifMatch)
  const decision = await findDecision(tx, decisionId)
  if (decision?.state !== 'proposed') throw errors.decisionDecided()
  const now = deps.clock.now()
  const returned: Decision = {
    ...decision, state: 'returned', decidedBy: staff.personId, decidedAt: now, decidedAsDeputy: actsAsDeputy(posts),
    decisionReason: reason,
  }
  await closeDecision(tx, returned)
  await append(tx, head, {
    type: 'lightwell.decision.returned.v1', room: 'decision', actor: actorOf(caller), at: now, data: { decisionId },
  })
  return await loadDecision(tx, returned, request)
}
