import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { actingPerson, actsAsDeputy } from '../acting-person.ts'
import type { Fee } from '../case-view.ts'
import { moveOn } from '../hold-case.ts'
import { holdFee, type FeeAct } from '../hold-fee.ts'
import { changeFee } from '../store/fees.ts'

/** Rejects a fee that was proposed by another person. Another can be proposed then. */
export async function rejectFee (
  deps: Deps, tx: Transaction, caller: Caller, { reason, ...act }: FeeAct & { reason: string },
): Promise<Fee> {
  const now = deps.clock.now()
  const { held, fee } = await holdFee(tx, caller, act, { action: 'decide_fee', now })
  const rejected = await changeFee(tx, fee.id, {
    state: 'rejected', decidedBy: actingPerson(caller), decidedAt: now, decisionReason: reason,
    decidedAsDeputy: actsAsDeputy(caller, 'fee', 'decide', { agencyCode: held.view.request.agencyCode }),
  })
  await moveOn(tx, held)
  await append(tx, held.head, {
    type: 'lightwell.fee.rejected.v1', room: 'intake', actor: actorOf(caller), at: now, data: { feeId: fee.id },
  })
  return rejected
}
