import type { Transaction } from '@lightwell/database/connect'
import { errors } from './carrier-errors.ts'
import { type CarrierRequest, findOpenRequest } from './store/carriers.ts'

/** What the leader gave his word to, by another person than who now does it. Throws 409 without his word, 403 to himself. */
export async function approvedRequest (
  tx: Transaction, { carrierId, act, by }: { carrierId: string, act: CarrierRequest['act'], by: string },
): Promise<CarrierRequest & { decidedBy: string }> {
  const request = await findOpenRequest(tx, carrierId)
  if (request?.act !== act || request.state === 'asked' || request.decidedBy === null) throw errors.notApproved()
  if (request.decidedBy === by) throw errors.approvedIt()
  return { ...request, decidedBy: request.decidedBy }
}
