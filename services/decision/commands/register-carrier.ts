import { Type, type Static } from '@sinclair/typebox'
import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import { newCaseHead } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { authorize } from '@lightwell/http/policy'
import { invalid, refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { agencyDay } from '../agency-day.ts'
import { faults } from '../carrier-errors.ts'
import { DayText, Id } from '../fields.ts'
import { carrierKinds, carrierLevels, Secrecy, wordFaults } from '../rules/carrier.ts'
import { type Carrier, insertAct, insertCarrier, takeCarrierNumber } from '../store/carriers.ts'
import { findRecord } from '../store/records.ts'

/** A carrier to be registered. What it says has no place here, its title neither. */
export const CarrierBody = Type.Object({
  agency: AgencyCode,
  kind: listed(carrierKinds),
  level: listed(carrierLevels.slice(1)),
  secret: Secrecy,
  keptUntil: Type.Optional({ ...DayText, description: 'Until when it must be kept, where it must; it is not how long it is secret.' }),
  classifier: { ...Line(200), description: 'The body that determined its level.' },
  circle: Type.Array(Line(100), { minItems: 1, maxItems: 100, uniqueItems: true, description: 'The posts and people that may know it.' }),
  place: { ...Line(200), description: 'Where it is kept.' },
  recordId: Type.Optional({ ...Id, description: 'The record in whose place it stands.' }),
  words: { ...Line(500), description: 'Whence it came.' },
}, { additionalProperties: false })
export type CarrierBody = Static<typeof CarrierBody>

/** Registers a carrier: it gets its number, and is a case of its own (B-26, B-37). */
export async function registerCarrier (
  deps: Deps, tx: Transaction, caller: Caller, { body, schemaFaults }: SentBody<CarrierBody>,
): Promise<Carrier> {
  const { agency, recordId } = body
  authorize(caller, 'carrier', 'keep', { agencyCode: typeof agency === 'string' ? agency : null })
  if (caller.kind !== 'staff') throw doorErrors.notFound()
  if (typeof agency !== 'string') throw invalid(schemaFaults)
  const { circle, classifier, place, words } = body
  refuseFaults(toldFaults(schemaFaults, [
    ...wordFaults({ circle, classifier, place, words }),
    ...body.secret !== undefined && 'condition' in body.secret ? wordFaults({ 'secret/condition': body.secret.condition }) : [],
  ]))
  if (recordId !== undefined && (await findRecord(tx, recordId))?.agencyCode !== agency) refuseFaults([faults.unknownRecord('/recordId')])
  const at = deps.clock.now()
  const year = Number((await agencyDay(deps, tx, agency)).slice(0, 4))
  const carrier = newCarrier(body as CarrierBody, {
    number: await takeCarrierNumber(tx, { agencyCode: agency, year }), registeredBy: caller.personId, registeredAt: at,
  })
  await keepCarrier(tx, caller, carrier, body.words!)
  return carrier
}

/** Begins the case of a carrier and signs its registration. */
export async function keepCarrier (
  tx: Transaction, staff: Caller & { kind: 'staff' }, carrier: Carrier, words: string,
): Promise<void> {
  const { id: carrierId, agencyCode, level, madeFrom, registeredAt: at } = carrier
  await append(tx, newCaseHead({ id: carrierId, kind: 'carrier', agencyCode }), {
    type: 'lightwell.carrier.registered.v1', room: 'decision', actor: actorOf(staff), at,
    data: { carrierId, agency: agencyCode, level, madeFrom },
  })
  await insertCarrier(tx, carrier)
  await insertAct(tx, {
    id: uuidv7(), carrierId, act: 'registered', by: staff.personId, requestId: null, approvedBy: null, witnessOf: null, level,
    abroad: false, toHolder: null, until: null, words, at,
  })
}

function newCarrier (body: CarrierBody, registered: Pick<Carrier, 'number' | 'registeredBy' | 'registeredAt'>): Carrier {
  const { agency: agencyCode, kind, level, secret, keptUntil = null, classifier, circle, place, recordId = null } = body
  return {
    id: uuidv7(), agencyCode, kind, level, classifier, circle, place, recordId, keptUntil, ...registered,
    secretUntil: 'until' in secret ? secret.until : null, secretCondition: 'condition' in secret ? secret.condition : null,
    madeFrom: [], madeBy: null, madeByWordOf: null, holderId: null, returnOn: null, receivedAt: null, state: 'kept',
  }
}
