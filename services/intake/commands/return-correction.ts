import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { actingPerson, actsAsDeputy } from '../acting-person.ts'
import type { CorrectionOutcome } from '../case-view.ts'
import { moveOn } from '../hold-case.ts'
import { holdOutcome, type OutcomeAct } from '../hold-outcome.ts'
import { changeOutcome } from '../store/corrections.ts'

/** Sends an outcome back to who proposed it, with the reason. Another can be proposed then. */
export async function returnCorrection (
  deps: Deps, tx: Transaction, caller: Caller, { reason, ...act }: OutcomeAct & { reason: string },
): Promise<CorrectionOutcome> {
  const now = deps.clock.now()
  const { held, outcome } = await holdOutcome(tx, caller, act, { action: 'return_correction', now })
  const returned = await changeOutcome(tx, outcome.id, {
    state: 'returned', decidedBy: actingPerson(caller), decidedAt: now, decisionReason: reason,
    decidedAsDeputy: actsAsDeputy(caller, 'correction', 'decide', { agencyCode: held.view.request.agencyCode }),
  })
  await moveOn(tx, held)
  await append(tx, held.head, {
    type: 'lightwell.correction.returned.v1', room: 'intake', actor: actorOf(caller), at: now, data: { outcomeId: outcome.id },
  })
  return returned
}
