import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { invalid, refuseFaults } from '@lightwell/http/refusal'
import { approvedRequest } from '../approved-request.ts'
import { errors, faults } from '../carrier-errors.ts'
import { holdCarrier, moveCarrier } from '../hold-carrier.ts'
import { wordFaults } from '../rules/carrier.ts'
import { type Carrier, saveRequest } from '../store/carriers.ts'
import type { CarrierStep } from './lend-carrier.ts'

export const ActBody = Type.Object({ words: Line(500) }, { additionalProperties: false })
export type ActBody = Static<typeof ActBody>

/** Hands a carrier to who was approved to carry it out. What is top secret never leaves the country (B-44). */
export async function carryOutCarrier (
  deps: Deps, tx: Transaction, caller: Caller, { carrierId, body: { words }, ifMatch }: CarrierStep<ActBody>,
): Promise<Carrier> {
  const held = await holdCarrier(tx, caller, { id: carrierId, verb: 'keep', ifMatch })
  const { carrier, staff } = held
  refuseFaults(wordFaults({ words }))
  const request = await approvedRequest(tx, { carrierId, act: 'carried_out', by: staff.personId })
  if (carrier.state !== 'kept') throw errors.carrierNotKept()
  const { toHolder, until, abroad } = request
  // Its level may have been raised since it was asked for.
  if (abroad === true && carrier.level === 'top_secret') throw invalid([faults.topSecretStays('')])
  await saveRequest(tx, { ...request, state: 'done' })
  const away: Carrier = { ...carrier, state: 'away', holderId: toHolder, returnOn: until }
  await moveCarrier(tx, held, away, {
    act: 'carried_out', requestId: request.id, approvedBy: request.decidedBy, abroad: abroad === true, toHolder, until, words,
    at: deps.clock.now(),
  })
  return away
}
