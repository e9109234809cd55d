import type { Transaction } from '@lightwell/database/connect'
import type { CaseHead } from '@lightwell/events/case-head'
import { lockMatchingCase } from '@lightwell/http/etag'
import { errors as doorErrors } from '@lightwell/http/errors'
import { errors } from './errors.ts'
import { isOpen } from './rules/case-open.ts'
import { findRequest, type RequestCase } from './store/cases.ts'
import { findStandingDecision, type Decision } from './store/decisions.ts'

/** A request whose case this transaction holds. */
export type HeldRequest = { head: CaseHead, request: RequestCase }

/** A request that can still be worked on, with the answer that is proposed to it, if one is. */
export type OpenRequest = HeldRequest & { proposed: Decision | undefined }

/** Locks a case and reads its request as it then is. Throws 404 when there is none, 412 when it has changed. */
export async function holdRequest (tx: Transaction, requestId: string, ifMatch: string | undefined): Promise<HeldRequest> {
  const head = await lockMatchingCase(tx, requestId, ifMatch)
  const request = await findRequest(tx, requestId)
  if (request === undefined) throw doorErrors.notFound()
  return { head, request }
}

/** The same, provided that it can still be worked on: not ended and not answered. Throws 409 otherwise. */
export async function holdOpenRequest (
  tx: Transaction, requestId: string, ifMatch: string | undefined,
): Promise<OpenRequest> {
  const held = await holdRequest(tx, requestId, ifMatch)
  // The status follows the decision a moment later, by an event; the decision itself is seen under the lock.
  const standing = await findStandingDecision(tx, requestId)
  if (!isOpen(held.request.status) || standing?.state === 'issued') throw errors.requestNotOpen()
  return { ...held, proposed: standing }
}
