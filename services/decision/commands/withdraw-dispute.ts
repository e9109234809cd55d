import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { lockMatchingCase } from '@lightwell/http/etag'
import { authorize } from '@lightwell/http/policy'
import { requireToken } from '../authorize-staff.ts'
import { errors } from '../dispute-errors.ts'
import { findRequest } from '../store/cases.ts'
import { closeDispute, findDispute, type SecrecyDispute } from '../store/secrecy-disputes.ts'

export type WithdrawDispute = { disputeId: string, ifMatch: string | undefined }

/** The applicant takes his dispute back. What the agency asked for it stays before its authority, until the agency ends that itself. */
export async function withdrawDispute (
  deps: Deps, tx: Transaction, caller: Caller, { disputeId, ifMatch }: WithdrawDispute,
): Promise<SecrecyDispute> {
  requireToken(caller)
  const found = await findDispute(tx, disputeId)
  const request = found && await findRequest(tx, found.caseId)
  if (found === undefined || request === undefined) throw doorErrors.notFound()
  const { id: requestId, agencyCode, clientId } = request
  authorize(caller, 'secrecy_dispute', 'withdraw', { agencyCode, requestId, clientId })
  const head = await lockMatchingCase(tx, requestId, ifMatch)
  const dispute = await findDispute(tx, disputeId)
  if (dispute?.state !== 'open') throw errors.disputeClosed()
  const at = deps.clock.now()
  const withdrawn: SecrecyDispute = { ...dispute, state: 'withdrawn', closedBy: actorOf(caller), closedAt: at }
  await closeDispute(tx, withdrawn)
  await append(tx, head, {
    type: 'lightwell.secrecy_dispute.withdrawn.v1', room: 'decision', actor: actorOf(caller), at, data: { disputeId },
  })
  return withdrawn
}
