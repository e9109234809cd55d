import { Type, type Static } from '@sinclair/typebox'
import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { type CaseHead, lockCase } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { refuseFaults } from '@lightwell/http/refusal'
import { agencyDay } from '../agency-day.ts'
import { approvedRequest } from '../approved-request.ts'
import { errors } from '../carrier-errors.ts'
import { DayText } from '../fields.ts'
import { carrierFor, type HeldCarrier, holdCarrier, moveCarrier } from '../hold-carrier.ts'
import { carrierKinds, inherited, wordFaults } from '../rules/carrier.ts'
import { type Carrier, findCarriers, findOpenRequest, saveRequest, takeCarrierNumber } from '../store/carriers.ts'
import { keepCarrier } from './register-carrier.ts'

export const CopyBody = Type.Object({
  kind: listed(carrierKinds), place: Line(200), keptUntil: Type.Optional(DayText), words: Line(500),
}, { additionalProperties: false })
export type CopyBody = Static<typeof CopyBody>

export type CopyCarrier = { carrierId: string, body: CopyBody, ifMatch: string | undefined }

/**
 * Makes the copies that were approved, each a carrier of its own with its number, under the highest level and the longest
 * period of all that it is made from (B-28, B-41).
 */
export async function copyCarrier (
  deps: Deps, tx: Transaction, caller: Caller, { carrierId, body, ifMatch }: CopyCarrier,
): Promise<Carrier[]> {
  const { staff, request, sources } = await holdSources(tx, caller, { carrierId, ifMatch })
  const { place, words } = body
  refuseFaults(wordFaults({ place, words }))
  if (sources.some(({ carrier }) => carrier.state !== 'kept')) throw errors.carrierNotKept()
  const facts = inherited(sources.map(({ carrier }) => carrier))
  if (facts.circle.length === 0) throw errors.circlesApart()
  const at = deps.clock.now()
  await saveRequest(tx, { ...request, state: 'done' })
  for (const { carrier, head } of sources) {
    await moveCarrier(tx, { staff, head }, carrier, { act: 'copied', words, at, requestId: request.id, approvedBy: request.decidedBy })
  }
  const { agencyCode, classifier } = sources.find(({ carrier }) => carrier.id === carrierId)!.carrier
  const year = Number((await agencyDay(deps, tx, agencyCode)).slice(0, 4))
  const copies: Carrier[] = []
  for (let made = 0; made < (request.copies ?? 0); made += 1) {
    const { kind, keptUntil = null } = body
    const copy: Carrier = {
      id: uuidv7(), agencyCode, number: await takeCarrierNumber(tx, { agencyCode, year }), kind, ...facts, circle: [...facts.circle],
      keptUntil, classifier, madeFrom: sources.map(({ carrier }) => carrier.id), madeBy: request.id, madeByWordOf: request.decidedBy,
      recordId: null, place, holderId: null, returnOn: null, receivedAt: null, state: 'kept', registeredBy: staff.personId, registeredAt: at,
    }
    await keepCarrier(tx, staff, copy, words)
    copies.push(copy)
  }
  return copies
}

type Sources = Pick<HeldCarrier, 'staff'> & {
  request: Awaited<ReturnType<typeof approvedRequest>>, sources: readonly Pick<HeldCarrier, 'carrier' | 'head'>[]
}

/** Holds all that the approved copies are made from, in one order for everybody. */
async function holdSources (tx: Transaction, caller: Caller, { carrierId, ifMatch }: Omit<CopyCarrier, 'body'>): Promise<Sources> {
  await carrierFor(tx, caller, { id: carrierId, verb: 'keep' })
  const asked = await findOpenRequest(tx, carrierId)
  const ids = [carrierId, ...asked?.alsoFrom ?? []].toSorted()
  const heads = new Map<string, CaseHead>()
  for (const id of ids) {
    const head = await lockCase(tx, id)
    if (head !== undefined) heads.set(id, head)
  }
  const { staff, head } = await holdCarrier(tx, caller, { id: carrierId, verb: 'keep', ifMatch })
  heads.set(carrierId, head)
  const request = await approvedRequest(tx, { carrierId, act: 'copied', by: staff.personId })
  // Another was asked for in between: what it is made from is not held.
  if (request.id !== asked?.id) throw errors.notApproved()
  const carriers = await findCarriers(tx, ids)
  return { staff, request, sources: carriers.map((carrier) => ({ carrier, head: heads.get(carrier.id)! })) }
}
