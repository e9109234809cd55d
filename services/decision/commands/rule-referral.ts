import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { competentBodies, withholderOf } from '../competent-bodies.ts'
import { holdOpenReferral } from '../hold-referral.ts'
import { errors } from '../referral-errors.ts'
import { mayRuleBelow, rulingFaults, type RulingBody } from '../rules/referral.ts'
import { settleDisputes } from '../settle-disputes.ts'
import { findRecord } from '../store/records.ts'
import { findAbove, saveReferral, type ListedReferral } from '../store/referrals.ts'

export type RuleReferral = SentBody<RulingBody> & { referralId: string, ifMatch: string | undefined }

/** The body that was asked rules, by a paper of its own. What it rules binds whoever holds these bytes. */
export async function ruleReferral (
  deps: Deps, tx: Transaction, caller: Caller, { referralId, body, schemaFaults, ifMatch }: RuleReferral,
): Promise<ListedReferral> {
  const { head, referral, staff } = await holdOpenReferral(tx, referralId, { caller, verb: 'rule', ifMatch })
  refuseFaults(toldFaults(schemaFaults, rulingFaults(body, referral.question)))
  const { ruling, level = null, paper, reason } = body as RulingBody
  const { authority } = await findAbove(tx, referral.toAgency)
  if (authority !== null && !mayRuleBelow(ruling, referral)) throw errors.aboveItsPower()
  if (ruling === 'open' && await isWithheldByAnother(tx, referral)) throw errors.aboveItsPower()
  const at = deps.clock.now()
  const ruled: ListedReferral = {
    ...referral, state: 'ruled', ruling, ruledLevel: level, paper, closedBy: staff.personId, closedAt: at, reason,
  }
  await saveReferral(tx, ruled)
  await append(tx, head, {
    type: 'lightwell.referral.ruled.v1', room: 'decision', actor: actorOf(caller), at,
    data: { referralId, recordId: referral.recordId, ruling, ruledOn: dayIn(at, referral.zone) },
  })
  await settleDisputes(tx, head, { recordId: referral.recordId, at, actor: actorOf(caller) })
  return ruled
}

/** Whether a record, or what it was made from, was withheld since this body was asked, by one whose word it does not loosen. */
async function isWithheldByAnother (
  tx: Transaction, { recordId, question, toAgency, openedAt }: ListedReferral,
): Promise<boolean> {
  const record = await findRecord(tx, recordId)
  if (record === undefined || await withholderOf(tx, record, openedAt) === undefined) return false
  return !(await competentBodies(tx, record))[question].includes(toAgency)
}
