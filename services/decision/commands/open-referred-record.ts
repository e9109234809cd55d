import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { holdRecordCase } from '../hold-record-case.ts'
import { referralFor } from '../hold-referral.ts'
import { errors } from '../referral-errors.ts'
import { findRecord } from '../store/records.ts'
import { findReferral } from '../store/referrals.ts'
import { handOut, type OpenedRecord } from './open-record.ts'

/** Opens a record for the body before which it is: only for who rules there, and only until it has ruled. */
export async function openReferredRecord (
  deps: Deps, tx: Transaction, caller: Caller, referralId: string,
): Promise<OpenedRecord> {
  const { referral: { caseId, recordId }, staff } = await referralFor(tx, referralId, { caller, verb: 'rule' })
  const { head } = await holdRecordCase(tx, caseId, undefined)
  // Read again: who held the lock before may have ruled on it, or sealed the record.
  if ((await findReferral(tx, referralId))?.state !== 'open') throw errors.referralClosed()
  const record = await findRecord(tx, recordId)
  if (record === undefined) throw doorErrors.notFound()
  return await handOut(deps, tx, { head, record }, { staff, purpose: 'ruling' })
}
