import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { actingPerson } from '../acting-person.ts'
import type { Fee } from '../case-view.ts'
import { errors } from '../errors.ts'
import { moveOn, notPossible, type HeldCase } from '../hold-case.ts'
import { holdFee, type FeeAct } from '../hold-fee.ts'
import { issueUnpaidNotice } from '../issue-lapse-notice.ts'
import { todayAt } from '../rules/guards.ts'
import { lastDayToPay } from '../rules/last-day-to-pay.ts'
import { changeFee, findServedOn } from '../store/fees.ts'

/**
 * Establishes that a fee was not paid in time, which ends the request by a paper that names the remedy. Throws 409 before
 * the last day to pay is over, and for a notice that nothing shows to have reached the applicant.
 */
export async function abandonFee (
  deps: Deps, tx: Transaction, caller: Caller, { sent, ...act }: FeeAct & { sent: SentBody<{ reason: string }> },
): Promise<Fee> {
  const now = deps.clock.now()
  const { held, fee } = await holdFee(tx, caller, act, { action: 'abandon_fee', now })
  await requireTimeToPay(tx, held, fee, now)
  refuseFaults(toldFaults(sent.schemaFaults, outgoingFaults(sent.body.reason ?? '', '/reason')))
  const { reason } = sent.body as { reason: string }
  const actor = actorOf(caller)
  const notice = await issueUnpaidNotice(tx, held, { reason, at: now, actor })
  const abandoned = await changeFee(tx, fee.id, {
    state: 'abandoned', closedBy: actingPerson(caller), closedAt: now, closeReason: reason, closeNoticeId: notice.id,
  })
  await moveOn(tx, held)
  await append(tx, held.head, {
    type: 'lightwell.request.lapsed.v1', room: 'intake', actor, at: now,
    data: { cause: 'fee', lapsedOn: todayAt(held.view, now), noticeId: notice.id },
  })
  return abandoned
}

// The days to pay are those of who has received the notice (国办函〔2020〕109号); a letter takes its time.
async function requireTimeToPay (tx: Transaction, { view }: HeldCase, { noticeId }: Fee, now: Date): Promise<void> {
  const servedOn = await findServedOn(tx, noticeId as string)
  if (servedOn === undefined) throw errors.feeNoticeNotServed()
  if (todayAt(view, now) <= lastDayToPay(view.request, servedOn as Day)) throw notPossible('reply_not_due')
}
