import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { holdClockCorrection } from '../hold-clock-correction.ts'
import { decideClockCorrection } from '../store/clock-corrections.ts'

export type RejectClockCorrection = { correctionId: string, reason: string, ifMatch: string | undefined }

/** Rejects a pending correction; the clock stays as it is. */
export async function rejectClockCorrection (
  deps: Deps, tx: Transaction, caller: Caller, input: RejectClockCorrection,
): Promise<void> {
  const { head, correction, decider } = await holdClockCorrection(tx, caller, input)
  const decidedAt = deps.clock.now()
  await decideClockCorrection(tx, correction.id, {
    state: 'rejected', decidedBy: decider.personId, decidedAt, decidedAsDeputy: decider.asDeputy,
    decisionReason: input.reason.trim(),
  })
  await append(tx, head, {
    type: 'lightwell.deadline.correction_rejected.v1', room: 'deadline', actor: actorOf(caller), at: decidedAt,
    data: { correctionId: correction.id },
  })
}
