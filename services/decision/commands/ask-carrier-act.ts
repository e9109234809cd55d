import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { agencyDay } from '../agency-day.ts'
import { errors, faults } from '../carrier-errors.ts'
import { holdCarrier } from '../hold-carrier.ts'
import { requestFaults, type RequestBody } from '../rules/carrier.ts'
import { type Carrier, type CarrierRequest, findCarriers, findOpenRequest, insertRequest } from '../store/carriers.ts'
import { holdsPost } from '../store/circles.ts'

export type AskCarrierAct = SentBody<RequestBody> & { carrierId: string, ifMatch: string | undefined }

/** Asks the leader for his word that a carrier is copied, carried out or destroyed. */
export async function askCarrierAct (
  deps: Deps, tx: Transaction, caller: Caller, { carrierId, body, schemaFaults, ifMatch }: AskCarrierAct,
): Promise<CarrierRequest> {
  const { staff, head, carrier } = await holdCarrier(tx, caller, { id: carrierId, verb: 'keep', ifMatch })
  const at = deps.clock.now()
  const today = await agencyDay(deps, tx, carrier.agencyCode)
  const others = (schemaFaults.length === 0 ? await findCarriers(tx, body.alsoFrom ?? []) : [])
    .filter(({ agencyCode }) => agencyCode === carrier.agencyCode)
  refuseFaults(toldFaults(schemaFaults, [
    ...requestFaults(body, { levels: [carrier, ...others].map(({ level }) => level), today }),
    ...schemaFaults.length === 0 ? await namedFaults(tx, body, { carrier, others }) : [],
  ]))
  if (carrier.state !== 'kept') throw errors.carrierNotKept()
  if (await findOpenRequest(tx, carrierId) !== undefined) throw errors.requestOpen()
  const request = newRequest(body as RequestBody, { agencyCode: carrier.agencyCode, carrierId, askedBy: staff.personId, askedAt: at })
  if (request.act === 'destroyed') requireKeptLongEnough(carrier, today)
  await insertRequest(tx, request)
  await append(tx, head, {
    type: 'lightwell.carrier.asked.v1', room: 'decision', actor: actorOf(caller), at,
    data: { carrierId, carrierRequestId: request.id, act: request.act },
  })
  return request
}

/** How long it is secret and how long it is kept are two things: what must be kept is not destroyed (B-22). */
export function requireKeptLongEnough ({ keptUntil }: Pick<Carrier, 'keptUntil'>, today: string): void {
  if (keptUntil !== null && keptUntil >= today) throw errors.stillToBeKept()
}

/** Further carriers are of the same agency and where they are kept; who carries it is on the staff. */
async function namedFaults (
  tx: Transaction, { alsoFrom = [], toHolder, companion }: Partial<RequestBody>,
  { carrier, others }: { carrier: Carrier, others: readonly Carrier[] },
): Promise<FieldFault[]> {
  const { agencyCode, id } = carrier
  const found = alsoFrom.flatMap((one, at) => {
    const other = others.find((candidate) => candidate.id === one)
    return one !== id && other?.state === 'kept' ? [] : [faults.unknownCarrier(`/alsoFrom/${at}`)]
  })
  for (const [field, personId] of Object.entries({ toHolder, companion })) {
    if (personId !== undefined && !await holdsPost(tx, { personId, agencyCode })) found.push(faults.notOnStaff(`/${field}`))
  }
  return found
}

function newRequest (
  body: RequestBody, asked: Pick<CarrierRequest, 'agencyCode' | 'carrierId' | 'askedBy' | 'askedAt'>,
): CarrierRequest {
  const { act, words, copies = null, alsoFrom = [], consent = null } = body
  const { toHolder = null, companion = null, abroad = null, permit = null, until = null } = body
  return {
    id: uuidv7(), ...asked, act, words, copies, alsoFrom, consent, toHolder, companionId: companion, abroad, permit, until,
    state: 'asked',
    decidedBy: null, decidedAt: null, decidedAsDeputy: null, decisionWords: null, begunBy: null, begunAt: null,
  }
}
