import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import type { Fee } from '../case-view.ts'
import { DayText } from '../day-text.ts'
import { moveOn } from '../hold-case.ts'
import { holdFee, type FeeAct } from '../hold-fee.ts'
import { paymentFaults } from '../rules/fee-faults.ts'
import { todayAt } from '../rules/guards.ts'
import { changeFee } from '../store/fees.ts'

/** That a fee was paid: on which day, and what shows it, such as the number of the receipt. */
export const Payment = Type.Object({ paidOn: DayText, payment: Line(500) }, { additionalProperties: false })
export type Payment = Static<typeof Payment>

/**
 * Writes down that a fee was paid; the time to answer is counted anew after that day. Who pays late, but before the
 * request was found to be abandoned, has paid.
 */
export async function recordPayment (
  deps: Deps, tx: Transaction, caller: Caller, { sent, ...act }: FeeAct & { sent: SentBody<Payment> },
): Promise<Fee> {
  const now = deps.clock.now()
  const { held, fee } = await holdFee(tx, caller, act, { action: 'record_payment', now })
  const period = { noticedOn: fee.noticedOn as Day, today: todayAt(held.view, now) }
  refuseFaults(toldFaults(sent.schemaFaults, paymentFaults(sent.body.paidOn, period)))
  const { paidOn, payment } = sent.body as Payment
  const paid = await changeFee(tx, fee.id, { state: 'paid', paidOn, payment, recordedBy: actorOf(caller) })
  await moveOn(tx, held)
  await append(tx, held.head, {
    type: 'lightwell.fee.paid.v1', room: 'intake', actor: actorOf(caller), at: now, data: { feeId: fee.id, paidOn },
  })
  return paid
}
