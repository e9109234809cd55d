import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { actingPerson, actsAsDeputy } from '../acting-person.ts'
import type { CorrectionOutcome } from '../case-view.ts'
import { moveOn } from '../hold-case.ts'
import { holdOutcome, type HeldOutcome, type OutcomeAct } from '../hold-outcome.ts'
import { issuePaper } from '../issue-paper.ts'
import { renderCorrectionNotice } from '../render-correction-notice.ts'
import { todayAt } from '../rules/guards.ts'
import { findAgency } from '../store/agencies.ts'
import { changeOutcome } from '../store/corrections.ts'
import { findReconsiderationBody } from '../store/reconsideration-body.ts'

export type ApproveCorrection = OutcomeAct & { reason: string | null }

/** Approves an outcome that another person proposed, which answers the request: its paper is signed and goes out. */
export async function approveCorrection (
  deps: Deps, tx: Transaction, caller: Caller, { reason, ...act }: ApproveCorrection,
): Promise<CorrectionOutcome> {
  const now = deps.clock.now()
  const { held, outcome } = await holdOutcome(tx, caller, act, { action: 'approve_correction', now })
  const asDeputy = actsAsDeputy(caller, 'correction', 'decide', { agencyCode: held.view.request.agencyCode })
  const actor = actorOf(caller)
  const noticeId = await issueAnswer(tx, { held, outcome }, { at: now, actor })
  const issued = await changeOutcome(tx, outcome.id, {
    state: 'issued', decidedBy: actingPerson(caller), decidedAt: now, decidedAsDeputy: asDeputy, decisionReason: reason,
    noticeId,
  })
  await moveOn(tx, held)
  await append(tx, held.head, {
    type: 'lightwell.correction.issued.v1', room: 'intake', actor, at: now,
    data: { outcomeId: outcome.id, outcome: outcome.outcome, noticeId, asDeputy },
  })
  return issued
}

async function issueAnswer (
  tx: Transaction, { held, outcome }: HeldOutcome, { at, actor }: { at: Date, actor: string },
): Promise<string> {
  const { request, claim } = held.view
  if (claim === undefined) throw new Error(`The request ${request.id} asks to correct nothing`)
  const forwardedTo = outcome.forwardedTo === null ? undefined : await findAgency(tx, outcome.forwardedTo)
  const body = await findReconsiderationBody(tx, request.agencyCode, todayAt(held.view, at))
  const { id } = await issuePaper(tx, held, {
    kind: 'correction',
    write: (head) => renderCorrectionNotice(head, { request, claim, outcome, forwardedTo, body }),
  }, { at, actor })
  return id
}
