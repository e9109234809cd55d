import type { Transaction } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { lockMatchingCase } from '@lightwell/http/etag'
import { authorize } from '@lightwell/http/policy'
import { lawOf } from '@lightwell/regimes/law-of'
import { errors } from './errors.ts'
import { findClockCorrection, type ClockCorrectionRow, type FoundClockCorrection } from './store/clock-corrections.ts'
import { findTimedCase } from './store/deadlines.ts'
import type { HeldClock } from './tell-due.ts'

/** A pending correction whose case this transaction holds, and the person who is about to decide it. */
export type HeldClockCorrection = HeldClock & {
  correction: ClockCorrectionRow
  decider: { personId: string, asDeputy: boolean }
}

/** A correction that the caller may read. Throws 401 or 404 otherwise. */
export function visibleClockCorrection (caller: Caller, found: FoundClockCorrection | undefined): FoundClockCorrection {
  if (found === undefined) throw caller.kind === 'anonymous' ? doorErrors.unauthenticated() : doorErrors.notFound()
  authorize(caller, 'clock_correction', 'read', { agencyCode: found.correction.agencyCode })
  return found
}

/**
 * Locks the case of a pending correction for the one who decides it: who holds the approving duty of the regime, or
 * deputises for its absent holder, and is not the person who asked.
 */
export async function holdClockCorrection (
  tx: Transaction, caller: Caller, { correctionId, ifMatch }: { correctionId: string, ifMatch: string | undefined },
): Promise<HeldClockCorrection> {
  const seen = visibleClockCorrection(caller, await findClockCorrection(tx, correctionId))
  const head = await lockMatchingCase(tx, seen.correction.requestId, ifMatch)
  // Read again: whoever held the lock before may have decided it.
  const { correction } = visibleClockCorrection(caller, await findClockCorrection(tx, correctionId))
  const deadline = (await findTimedCase(tx, correction.requestId))?.deadline
  if (caller.kind !== 'staff' || !deadline) throw doorErrors.notFound()
  if (correction.requestedBy === caller.personId) throw errors.corrector_may_not_decide()
  const duty = lawOf(deadline).regime.limit.approvingDuty.value
  const posts = authorize(caller, 'clock_correction', 'decide', { agencyCode: correction.agencyCode })
    .filter((post) => post.duty === duty)
  if (posts.length === 0) throw doorErrors.notAllowed()
  if (correction.state === 'lapsed') throw errors.correction_lapsed()
  if (correction.state !== 'pending') throw errors.correction_decided()
  return { head, deadline, correction, decider: { personId: caller.personId, asDeputy: posts.every((post) => post.asDeputy) } }
}
