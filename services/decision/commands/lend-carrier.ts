import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { refuseFaults } from '@lightwell/http/refusal'
import { agencyDay } from '../agency-day.ts'
import { errors, faults } from '../carrier-errors.ts'
import { DayText, Id } from '../fields.ts'
import { holdCarrier, moveCarrier } from '../hold-carrier.ts'
import { wordFaults } from '../rules/carrier.ts'
import { type Carrier, findOpenRequest } from '../store/carriers.ts'
import { holdsPost } from '../store/circles.ts'

export const LoanBody = Type.Object({ toHolder: Id, until: DayText, words: Line(500) }, { additionalProperties: false })
export type LoanBody = Static<typeof LoanBody>

export const ReturnBody = Type.Object({ place: Line(200), words: Line(500) }, { additionalProperties: false })
export type ReturnBody = Static<typeof ReturnBody>

export const RecallBody = Type.Object({ until: DayText, words: Line(500) }, { additionalProperties: false })
export type RecallBody = Static<typeof RecallBody>

export type CarrierStep<Body> = { carrierId: string, body: Body, ifMatch: string | undefined }

/** Lends a carrier to one of the staff until a day (B-26, B-39). */
export async function lendCarrier (
  deps: Deps, tx: Transaction, caller: Caller, { carrierId, body, ifMatch }: CarrierStep<LoanBody>,
): Promise<Carrier> {
  const held = await holdCarrier(tx, caller, { id: carrierId, verb: 'keep', ifMatch })
  const { carrier } = held
  const { toHolder, until, words } = body
  const { agencyCode } = carrier
  refuseFaults([
    ...wordFaults({ words }),
    ...until < await agencyDay(deps, tx, agencyCode) ? [faults.inThePast('/until')] : [],
    ...await holdsPost(tx, { personId: toHolder, agencyCode }) ? [] : [faults.notOnStaff('/toHolder')],
  ])
  if (carrier.state !== 'kept') throw errors.carrierNotKept()
  if (await findOpenRequest(tx, carrierId) !== undefined) throw errors.requestOpen()
  const lent: Carrier = { ...carrier, state: 'lent', holderId: toHolder, returnOn: until }
  await moveCarrier(tx, held, lent, { act: 'lent', toHolder, until, words, at: deps.clock.now() })
  return lent
}

/** Its holder signs that he has it (签收); nobody signs for him. */
export async function receiveCarrier (
  deps: Deps, tx: Transaction, caller: Caller, { carrierId, ifMatch }: Omit<CarrierStep<never>, 'body'>,
): Promise<Carrier> {
  const held = await holdCarrier(tx, caller, { id: carrierId, verb: 'sign', ifMatch })
  const { carrier, staff } = held
  if (carrier.holderId !== staff.personId) throw errors.notItsHolder()
  if (carrier.receivedAt !== null) throw errors.carrierReceived()
  const at = deps.clock.now()
  const received: Carrier = { ...carrier, receivedAt: at }
  await moveCarrier(tx, held, received, { act: 'received', toHolder: staff.personId, words: '', at })
  return received
}

/** Takes back what was lent or carried out. */
export async function returnCarrier (
  deps: Deps, tx: Transaction, caller: Caller, { carrierId, body: { place, words }, ifMatch }: CarrierStep<ReturnBody>,
): Promise<Carrier> {
  const held = await holdCarrier(tx, caller, { id: carrierId, verb: 'keep', ifMatch })
  refuseFaults(wordFaults({ place, words }))
  if (held.carrier.holderId === null) throw errors.carrierNotAway()
  const returned: Carrier = { ...held.carrier, state: 'kept', place, holderId: null, returnOn: null, receivedAt: null }
  await moveCarrier(tx, held, returned, { act: 'returned', words, at: deps.clock.now() })
  return returned
}

/** Calls in what is with somebody, before a holiday or at any time: it has to be back by an earlier day (B-42). */
export async function recallCarrier (
  deps: Deps, tx: Transaction, caller: Caller, { carrierId, body: { until, words }, ifMatch }: CarrierStep<RecallBody>,
): Promise<Carrier> {
  const held = await holdCarrier(tx, caller, { id: carrierId, verb: 'keep', ifMatch })
  const { carrier } = held
  if (carrier.returnOn === null) throw errors.carrierNotAway()
  const today = await agencyDay(deps, tx, carrier.agencyCode)
  refuseFaults([
    ...wordFaults({ words }),
    ...until < today ? [faults.inThePast('/until')] : [],
    ...until >= carrier.returnOn && carrier.returnOn > today ? [faults.notEarlier('/until')] : [],
  ])
  const recalled: Carrier = { ...carrier, returnOn: until < carrier.returnOn ? until : carrier.returnOn }
  await moveCarrier(tx, held, recalled, { act: 'recalled', toHolder: carrier.holderId, until, words, at: deps.clock.now() })
  return recalled
}
