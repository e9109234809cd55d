import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { actingPerson } from '../acting-person.ts'
import type { Fee } from '../case-view.ts'
import { moveOn } from '../hold-case.ts'
import { holdFee, type FeeAct } from '../hold-fee.ts'
import { todayAt } from '../rules/guards.ts'
import { changeFee } from '../store/fees.ts'

/** Lets an applicant off a fee that was charged; the request is worked on without it. */
export async function waiveFee (
  deps: Deps, tx: Transaction, caller: Caller, { reason, ...act }: FeeAct & { reason: string },
): Promise<Fee> {
  const now = deps.clock.now()
  const { held, fee } = await holdFee(tx, caller, act, { action: 'waive_fee', now })
  const waived = await changeFee(tx, fee.id, {
    state: 'waived', closedBy: actingPerson(caller), closedAt: now, closeReason: reason,
  })
  await moveOn(tx, held)
  await append(tx, held.head, {
    type: 'lightwell.fee.waived.v1', room: 'intake', actor: actorOf(caller), at: now,
    data: { feeId: fee.id, waivedOn: todayAt(held.view, now) },
  })
  return waived
}
