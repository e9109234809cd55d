import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { actingPerson, actsAsDeputy } from '../acting-person.ts'
import type { Fee } from '../case-view.ts'
import { moveOn, notPossible } from '../hold-case.ts'
import { holdFee, type FeeAct } from '../hold-fee.ts'
import { issuePaper } from '../issue-paper.ts'
import { renderFeeNotice } from '../render-fee-notice.ts'
import { todayAt, tooLateToCharge } from '../rules/guards.ts'
import { lastDayToPay } from '../rules/last-day-to-pay.ts'
import { findProfile } from '../store/agency-profiles.ts'
import { changeFee } from '../store/fees.ts'

export type ApproveFee = FeeAct & { reason: string | null }

/**
 * Charges a fee that was proposed by another person: the notice goes out within the time to answer, and from its day on
 * the applicant has the working days of the rule to pay.
 */
export async function approveFee (deps: Deps, tx: Transaction, caller: Caller, input: ApproveFee): Promise<Fee> {
  const now = deps.clock.now()
  const { held, fee } = await holdFee(tx, caller, input, { action: 'decide_fee', now })
  const late = tooLateToCharge(held.view, now)
  if (late !== undefined) throw notPossible(late)
  const noticedOn = todayAt(held.view, now)
  const payBy = lastDayToPay(held.view.request, noticedOn)
  const desk = await findProfile(tx, held.view.request.agencyCode, noticedOn)
  const notice = await issuePaper(tx, held, {
    kind: 'fee', write: (head) => renderFeeNotice(head, { request: held.view.request, fee, payBy, desk }),
  }, { at: now, actor: actorOf(caller) })
  const charged = await changeFee(tx, fee.id, {
    state: 'open', decidedBy: actingPerson(caller), decidedAt: now, decisionReason: input.reason, noticedOn, payBy,
    decidedAsDeputy: actsAsDeputy(caller, 'fee', 'decide', { agencyCode: held.view.request.agencyCode }), noticeId: notice.id,
  })
  await moveOn(tx, held)
  await append(tx, held.head, {
    type: 'lightwell.fee.charged.v1', room: 'intake', actor: actorOf(caller), at: now,
    data: { feeId: fee.id, noticedOn, payBy, noticeId: notice.id },
  })
  return charged
}
