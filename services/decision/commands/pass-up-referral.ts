import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { holdOpenReferral } from '../hold-referral.ts'
import { errors } from '../referral-errors.ts'
import { findAbove, saveReferral, type ListedReferral } from '../store/referrals.ts'
import { keepReferral } from './open-referral.ts'

export type CloseReferral = { referralId: string, reason: string, ifMatch: string | undefined }

/** The body that was asked passes the question to the authority above, with days of its own. Gives the new referral. */
export async function passUpReferral (
  deps: Deps, tx: Transaction, caller: Caller, { referralId, reason, ifMatch }: CloseReferral,
): Promise<ListedReferral> {
  const { head, of, referral, staff } = await holdOpenReferral(tx, referralId, { caller, verb: 'rule', ifMatch })
  const { authority } = await findAbove(tx, referral.toAgency)
  // Who consents, and who classified it, have nobody above them in this question.
  const isOwnWord = referral.question === 'consent' || referral.question === 'declassification'
  if (authority === null || isOwnWord) throw errors.noAuthorityAbove()
  const at = deps.clock.now()
  await saveReferral(tx, { ...referral, state: 'passed_up', closedBy: staff.personId, closedAt: at, reason })
  const { recordId, sha256, caseId, agencyCode, question, claimedLevel, words } = referral
  const next = await keepReferral(tx, { head, of, at }, {
    recordId, sha256, caseId, agencyCode, toAgency: authority, question, claimedLevel, words, openedBy: staff.personId,
    raisedFrom: referralId,
  })
  await append(tx, head, {
    type: 'lightwell.referral.passed_up.v1', room: 'decision', actor: actorOf(caller), at,
    data: { referralId, recordId, nextReferralId: next.id, passedOn: dayIn(at, referral.zone) },
  })
  return next
}
