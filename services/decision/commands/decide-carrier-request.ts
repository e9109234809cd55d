import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { Line } from '@lightwell/http/line'
import { refuseFaults } from '@lightwell/http/refusal'
import { actsAsDeputy, requireToken } from '../authorize-staff.ts'
import { errors } from '../carrier-errors.ts'
import { holdCarrier } from '../hold-carrier.ts'
import { wordFaults } from '../rules/carrier.ts'
import { type CarrierRequest, findCarrierRequest, saveRequest } from '../store/carriers.ts'

export const CarrierDecisionBody = Type.Object({ reason: Line(500) }, { additionalProperties: false })
export type CarrierDecisionBody = Static<typeof CarrierDecisionBody>

export type DecideCarrierRequest = { id: string, approved: boolean, body: CarrierDecisionBody, ifMatch: string | undefined }

/** The leader, who did not ask for it, gives his word or refuses it (B-41, B-43, L-13). */
export async function decideCarrierRequest (
  deps: Deps, tx: Transaction, caller: Caller, { id, approved, body: { reason }, ifMatch }: DecideCarrierRequest,
): Promise<CarrierRequest> {
  requireToken(caller)
  const asked = await findCarrierRequest(tx, id)
  if (asked === undefined) throw doorErrors.notFound()
  const { staff, posts, head } = await holdCarrier(tx, caller, { id: asked.carrierId, verb: 'approve', ifMatch })
  // Read again: who held the lock before may have decided on it.
  const request = await findCarrierRequest(tx, id)
  if (request?.state !== 'asked') throw errors.requestDecided()
  if (request.askedBy === staff.personId) throw errors.ownRequest()
  refuseFaults(wordFaults({ reason }))
  const at = deps.clock.now()
  const asDeputy = actsAsDeputy(posts)
  const decided: CarrierRequest = {
    ...request, state: approved ? 'approved' : 'refused', decidedBy: staff.personId, decidedAt: at, decidedAsDeputy: asDeputy,
    decisionWords: reason,
  }
  await saveRequest(tx, decided)
  await append(tx, head, {
    type: 'lightwell.carrier.decided.v1', room: 'decision', actor: actorOf(caller), at,
    data: { carrierId: request.carrierId, carrierRequestId: id, approved, asDeputy },
  })
  return decided
}
