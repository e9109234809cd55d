import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors } from '../dispute-errors.ts'
import { holdOpenReferral } from '../hold-referral.ts'
import { saveReferral, type ListedReferral } from '../store/referrals.ts'
import { listOpenDisputesOn } from '../store/secrecy-disputes.ts'
import type { CloseReferral } from './pass-up-referral.ts'

/** The agency takes its question back, by another person than asked it. What the reviewers found stands as it is. */
export async function endReferral (
  deps: Deps, tx: Transaction, caller: Caller, { referralId, reason, ifMatch }: CloseReferral,
): Promise<ListedReferral> {
  const { head, referral, staff } = await holdOpenReferral(tx, referralId, { caller, verb: 'end', ifMatch })
  if ((await listOpenDisputesOn(tx, referral.recordId)).length > 0) throw errors.underDispute()
  const at = deps.clock.now()
  const ended: ListedReferral = { ...referral, state: 'ended', closedBy: staff.personId, closedAt: at, reason }
  await saveReferral(tx, ended)
  await append(tx, head, {
    type: 'lightwell.referral.ended.v1', room: 'decision', actor: actorOf(caller), at,
    data: { referralId, recordId: referral.recordId, endedOn: dayIn(at, referral.zone) },
  })
  return ended
}
