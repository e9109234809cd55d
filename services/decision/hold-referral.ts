import type { Reader, Transaction } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { permission, type Verb } from '@lightwell/http/policy'
import { requireToken, type Acting } from './authorize-staff.ts'
import { holdRecordCase, type HeldRecordCase } from './hold-record-case.ts'
import { errors } from './referral-errors.ts'
import { findReferral, type ListedReferral } from './store/referrals.ts'

type Wanted = { caller: Caller, verb: Verb<'referral'> }

/**
 * A referral, for staff of the body that asks or of the one that is asked, who may do this with it; only the one that is
 * asked rules. Throws 401 without a token, 404 where there is nothing for him, 403 where he may only read it.
 */
export async function referralFor (
  db: Reader, id: string, { caller, verb }: Wanted,
): Promise<Acting & { referral: ListedReferral }> {
  requireToken(caller)
  const referral = await findReferral(db, id)
  if (referral === undefined || caller.kind !== 'staff') throw doorErrors.notFound()
  const { agencyCode, toAgency } = referral
  const mayRead = [agencyCode, toAgency].some((code) => permission(caller, 'referral', 'read', { agencyCode: code }).allowed)
  if (!mayRead) throw doorErrors.notFound()
  const sides = verb === 'rule' ? [toAgency] : verb === 'read' ? [agencyCode, toAgency] : [agencyCode]
  const posts = sides.flatMap((code) => permission(caller, 'referral', verb, { agencyCode: code }).posts)
  if (posts.length === 0) throw doorErrors.notAllowed()
  return { referral, staff: caller, posts }
}

/** An open referral, the case of which this transaction holds. Throws 403 to who opened it, 409 where it is closed. */
export async function holdOpenReferral (
  tx: Transaction, id: string, { ifMatch, ...wanted }: Wanted & { ifMatch: string | undefined },
): Promise<Acting & HeldRecordCase & { referral: ListedReferral }> {
  const { referral: { caseId }, ...acting } = await referralFor(tx, id, wanted)
  const held = await holdRecordCase(tx, caseId, ifMatch)
  const referral = await findReferral(tx, id)
  if (referral?.state !== 'open') throw errors.referralClosed()
  if (referral.openedBy === acting.staff.personId) throw errors.ownReferral()
  return { ...acting, ...held, referral }
}
