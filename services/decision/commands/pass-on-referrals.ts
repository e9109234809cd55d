import { append } from '@lightwell/events/append'
import { lockFreeCases } from '@lightwell/events/append-many'
import type { Deps } from '@lightwell/events/deps'
import type { Sweep } from '@lightwell/events/sweep'
import { handOverReferral, listReferralsLeftBehind } from '../store/successions.ts'

const batchSize = 100

/**
 * Passes open referrals on where one of the two bodies has ended: a question that was before it to its successor, and one that it
 * asked to whoever asks in its place (B-15). Their days stay what they are.
 */
export const passOnReferrals: Sweep = { name: 'pass_on_referrals', run: passBatch }

async function passBatch (deps: Deps): Promise<number> {
  const found = await listReferralsLeftBehind(deps.db, { limit: batchSize })
  if (found.length === 0) return 0
  const at = deps.clock.now()
  return await deps.db.transaction(async (tx) => {
    const heads = await lockFreeCases(tx, [...new Set(found.map(({ caseId }) => caseId))])
    const left = await listReferralsLeftBehind(tx, { caseIds: [...heads.keys()], limit: batchSize })
    for (const referral of left) {
      await handOverReferral(tx, referral, at)
      const { id: referralId, caseId, recordId, side, fromAgency, toAgency } = referral
      await append(tx, heads.get(caseId)!, {
        type: 'lightwell.referral.passed_on.v1', room: 'decision', actor: 'system', at,
        data: { referralId, recordId, side, fromAgency, toAgency },
      })
    }
    return left.length
  })
}
