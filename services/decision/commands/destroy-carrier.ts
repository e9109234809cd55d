import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import { agencyDay } from '../agency-day.ts'
import { approvedRequest } from '../approved-request.ts'
import { errors } from '../carrier-errors.ts'
import { holdCarrier, moveCarrier } from '../hold-carrier.ts'
import { wordFaults } from '../rules/carrier.ts'
import { type Carrier, type CarrierRequest, saveRequest } from '../store/carriers.ts'
import { requireKeptLongEnough } from './ask-carrier-act.ts'
import type { ActBody } from './carry-out-carrier.ts'
import type { CarrierStep } from './lend-carrier.ts'

/** The first of two people says that he takes the carrier to be destroyed, on the leader's word (B-43). */
export async function beginDestruction (
  deps: Deps, tx: Transaction, caller: Caller, { carrierId, ifMatch }: Omit<CarrierStep<never>, 'body'>,
): Promise<CarrierRequest> {
  const { carrier, head, staff } = await holdCarrier(tx, caller, { id: carrierId, verb: 'keep', ifMatch })
  const request = await approvedRequest(tx, { carrierId, act: 'destroyed', by: staff.personId })
  if (request.state !== 'approved') throw errors.requestDecided()
  if (carrier.state !== 'kept') throw errors.carrierNotKept()
  requireKeptLongEnough(carrier, await agencyDay(deps, tx, carrier.agencyCode))
  const at = deps.clock.now()
  const begun: CarrierRequest = { ...request, state: 'begun', begunBy: staff.personId, begunAt: at }
  await saveRequest(tx, begun)
  await append(tx, head, {
    type: 'lightwell.carrier.destruction_begun.v1', room: 'decision', actor: actorOf(caller), at,
    data: { carrierId, carrierRequestId: request.id },
  })
  return begun
}

/** The second, who is neither the first nor the leader, says that he saw it destroyed. Only then it is. */
export async function witnessDestruction (
  deps: Deps, tx: Transaction, caller: Caller, { carrierId, body: { words }, ifMatch }: CarrierStep<ActBody>,
): Promise<Carrier> {
  const held = await holdCarrier(tx, caller, { id: carrierId, verb: 'sign', ifMatch })
  const { carrier, staff } = held
  refuseFaults(wordFaults({ words }))
  const request = await approvedRequest(tx, { carrierId, act: 'destroyed', by: staff.personId })
  if (request.begunBy === null) throw errors.notApproved()
  if (request.begunBy === staff.personId) throw errors.ownDestruction()
  await saveRequest(tx, { ...request, state: 'done' })
  const destroyed: Carrier = { ...carrier, state: 'destroyed' }
  await moveCarrier(tx, held, destroyed, {
    act: 'destroyed', requestId: request.id, approvedBy: request.decidedBy, witnessOf: request.begunBy, words, at: deps.clock.now(),
  })
  return destroyed
}
