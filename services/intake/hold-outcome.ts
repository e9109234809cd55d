import type { Reader, Transaction } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import type { CaseView, CorrectionOutcome } from './case-view.ts'
import { holdCase, notPossible, type Act, type HeldCase } from './hold-case.ts'
import { findOutcome } from './store/corrections.ts'
import { visibleStep } from './views/visible-step.ts'

/** An outcome whose case this transaction holds, for the decision that is being made. */
export type HeldOutcome = { held: HeldCase, outcome: CorrectionOutcome }

/** Which outcome is decided on, by a caller who has read its case at `ifMatch`. */
export type OutcomeAct = { outcomeId: string, ifMatch: string | undefined }

/** An outcome that the caller may read, with its case. Throws 401 or 404 otherwise. */
export async function visibleOutcome (
  db: Reader, caller: Caller, id: string,
): Promise<{ outcome: CorrectionOutcome, view: CaseView }> {
  const outcome = await findOutcome(db, id)
  const view = await visibleStep(db, caller, 'correction', outcome)
  if (outcome === undefined) throw errors.notFound()
  return { outcome, view }
}

/** Locks the case of an outcome for who decides on it. Throws as `holdCase` does, 409 for one that is decided already. */
export async function holdOutcome (
  tx: Transaction, caller: Caller, { outcomeId, ifMatch }: OutcomeAct, { action, now }: Pick<Act, 'action' | 'now'>,
): Promise<HeldOutcome> {
  const { outcome: { requestId } } = await visibleOutcome(tx, caller, outcomeId)
  const held = await holdCase(tx, caller, { id: requestId, action, ifMatch, now })
  const { correction } = held.view
  if (correction?.id !== outcomeId) throw notPossible('no_correction_proposed')
  return { held, outcome: correction }
}
