import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { CaseHead } from '@lightwell/events/case-head'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { lockMatchingCase } from '@lightwell/http/etag'
import { authorize, type Verb } from '@lightwell/http/policy'
import { type Acting, requireToken } from './authorize-staff.ts'
import { errors } from './carrier-errors.ts'
import { type Carrier, type CarrierAct, findCarrier, insertAct, saveCarrier } from './store/carriers.ts'

/** A carrier whose case this transaction holds, and who wants to do something with it. */
export type HeldCarrier = Acting & { head: CaseHead, carrier: Carrier }

/** What someone wants to do with which carrier, as he has read it. */
export type CarrierWish = { id: string, verb: Verb<'carrier'>, ifMatch?: string | undefined }

/** A carrier that this staff member may do this with. Throws 401 without a token, 404 where there is nothing for him, 403 otherwise. */
export async function carrierFor (tx: Transaction, caller: Caller, { id, verb }: CarrierWish): Promise<Acting & { carrier: Carrier }> {
  requireToken(caller)
  const carrier = await findCarrier(tx, id)
  if (carrier === undefined) throw doorErrors.notFound()
  const posts = authorize(caller, 'carrier', verb, { agencyCode: carrier.agencyCode })
  if (caller.kind !== 'staff') throw doorErrors.notFound()
  return { carrier, staff: caller, posts }
}

/** Locks a carrier for one who may do this with it. Throws 409 when it is destroyed, 412 when it has changed. */
export async function holdCarrier (tx: Transaction, caller: Caller, wish: CarrierWish): Promise<HeldCarrier> {
  const { staff, posts } = await carrierFor(tx, caller, wish)
  const head = await lockMatchingCase(tx, wish.id, wish.ifMatch)
  // Read again: who held the lock before may have moved it.
  const carrier = await findCarrier(tx, wish.id)
  if (carrier === undefined) throw doorErrors.notFound()
  if (carrier.state === 'destroyed') throw errors.carrierDestroyed()
  return { staff, posts, head, carrier }
}

/** What is signed in the register of a carrier. */
export type SignedAct = Pick<CarrierAct, 'act' | 'words' | 'at'> & Partial<Pick<CarrierAct,
  'requestId' | 'approvedBy' | 'witnessOf' | 'abroad' | 'toHolder' | 'until'>>

/** Stores a carrier as it is after an act, signs the act in its register, and tells of it. */
export async function moveCarrier (
  tx: Transaction, { head, staff }: Pick<HeldCarrier, 'head' | 'staff'>, carrier: Carrier, signed: SignedAct,
): Promise<void> {
  const { act, at } = signed
  await saveCarrier(tx, carrier)
  const seq = await insertAct(tx, {
    requestId: null, approvedBy: null, witnessOf: null, abroad: false, toHolder: null, until: null,
    ...signed, id: uuidv7(), carrierId: carrier.id, by: staff.personId, level: carrier.level,
  })
  await append(tx, head, {
    type: 'lightwell.carrier.moved.v1', room: 'decision', actor: actorOf(staff), at, data: { carrierId: carrier.id, act, seq },
  })
}
