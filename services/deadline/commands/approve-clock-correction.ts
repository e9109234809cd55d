import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { correctClock, correctionContext, effectOf, storedEffect } from '../correct-clock.ts'
import { errors } from '../errors.ts'
import { holdClockCorrection } from '../hold-clock-correction.ts'
import { correctionEntry } from '../rules/correction-effect.ts'
import { correctionFaults, type CorrectionContext } from '../rules/correction-faults.ts'
import { decideClockCorrection, type ClockCorrectionRow } from '../store/clock-corrections.ts'

export type ApproveClockCorrection = { correctionId: string, reason: string | null, ifMatch: string | undefined }

/**
 * Approves a correction that gives more time. The clock is counted again: it may have moved since, and what is kept is
 * what the correction does now. Throws 409 where it fits the clock no longer.
 */
export async function approveClockCorrection (
  deps: Deps, tx: Transaction, caller: Caller, input: ApproveClockCorrection,
): Promise<void> {
  const { head, deadline, correction, decider } = await holdClockCorrection(tx, caller, input)
  const decidedAt = deps.clock.now()
  const context = await correctionContext(tx, deadline, decidedAt)
  const entry = correctionEntry(context.entries, correction, correction.id)
  const effect = stillStands(correction, context) ? effectOf(deadline, context, entry) : undefined
  if (effect === undefined) throw errors.correction_outdated()
  await decideClockCorrection(tx, correction.id, {
    state: 'applied', decidedBy: decider.personId, decidedAt, decidedAsDeputy: decider.asDeputy,
    decisionReason: input.reason?.trim() ?? null, ...storedEffect(effect),
  })
  await correctClock(deps, tx, { head, deadline }, { ...context, correction: entry, actor: actorOf(caller) })
}

function stillStands ({ seq, onDay, untilOn, voids }: ClockCorrectionRow, context: CorrectionContext): boolean {
  const asked = voids ? { seq, voided: true } : { seq, onDay: onDay ?? undefined, untilOn: untilOn ?? undefined }
  return correctionFaults(asked, context).length === 0
}
