import type { Transaction } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import type { Fee } from './case-view.ts'
import { holdCase, notPossible, type Act, type HeldCase } from './hold-case.ts'
import { visibleFee } from './views/visible-fee.ts'

/** A fee whose case this transaction holds, for the move that is being made. */
export type HeldFee = { held: HeldCase, fee: Fee }

/** Which fee is acted on, by a caller who has read its case at `ifMatch`. */
export type FeeAct = { feeId: string, ifMatch: string | undefined }

/**
 * Locks the case of a fee for a move that the table lets this caller make now. Throws as `holdCase` does, 404 where he may
 * not know of the fee, and 409 for one that was rejected before another was proposed.
 */
export async function holdFee (
  tx: Transaction, caller: Caller, { feeId, ifMatch }: FeeAct, { action, now }: Pick<Act, 'action' | 'now'>,
): Promise<HeldFee> {
  const { fee: { requestId } } = await visibleFee(tx, caller, feeId)
  const held = await holdCase(tx, caller, { id: requestId, action, ifMatch, now })
  const { fee } = held.view
  if (fee?.id !== feeId) throw notPossible(action === 'decide_fee' ? 'no_fee_proposed' : 'no_fee_open')
  return { held, fee }
}
