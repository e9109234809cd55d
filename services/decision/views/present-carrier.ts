import { Type, type Static } from '@sinclair/typebox'
import { dayIn } from '@lightwell/calendar/zoned'
import { nullable } from '@lightwell/http/nullable'
import type { CarrierAct, CarrierRequest, ListedCarrier } from '../store/carriers.ts'

/** A carrier as its register shows it. What it says does not stand here, nor its title. */
export const CarrierView = Type.Object({
  id: Type.String(),
  agency: Type.String(),
  number: Type.String({ description: 'Given at its registration, without gaps in a year.' }),
  kind: Type.String(),
  level: Type.String(),
  secret: Type.Object({ until: nullable(Type.String()), condition: nullable(Type.String()) }),
  keptUntil: nullable(Type.String({ description: 'Until when it must be kept; not how long it is secret.' })),
  classifier: Type.String(),
  circle: Type.Array(Type.String()),
  madeFrom: Type.Array(Type.String()),
  recordId: nullable(Type.String()),
  place: Type.String(),
  state: Type.String({ description: 'kept, lent, away or destroyed' }),
  holder: nullable(Type.Object({ id: Type.String(), name: Type.String() })),
  returnOn: nullable(Type.String()),
  receivedAt: nullable(Type.String({ description: 'When its holder signed for it.' })),
  overdue: Type.Boolean({ description: 'Whether it had to be back before today.' }),
  registeredBy: Type.String(),
  registeredAt: Type.String(),
})
export type CarrierView = Static<typeof CarrierView>

/** A carrier as it stands at an instant. */
export function presentCarrier (carrier: ListedCarrier, now: Date): CarrierView {
  const { id, agencyCode, number, kind, level, secretUntil, secretCondition, keptUntil, classifier, circle, madeFrom } = carrier
  const { recordId, place, state, holderId, holderName, returnOn, receivedAt, registeredBy, registeredAt, zone } = carrier
  return {
    id, agency: agencyCode, number, kind, level, secret: { until: secretUntil, condition: secretCondition }, keptUntil, classifier, circle,
    madeFrom, recordId, place, state, holder: holderId === null ? null : { id: holderId, name: holderName ?? '' }, returnOn,
    receivedAt: receivedAt?.toISOString() ?? null,
    overdue: returnOn !== null && returnOn < dayIn(now, zone), registeredBy, registeredAt: registeredAt.toISOString(),
  }
}

/** One entry of the register of a carrier. */
export const CarrierActView = Type.Object({
  number: Type.Integer(),
  act: Type.String(),
  by: Type.String(),
  approvedBy: nullable(Type.String()),
  firstBy: nullable(Type.String({ description: 'Of a destruction: the first of the two.' })),
  level: Type.String(),
  abroad: Type.Boolean(),
  toHolder: nullable(Type.String()),
  until: nullable(Type.String()),
  words: Type.String(),
  at: Type.String(),
})

export function presentCarrierAct (
  { seq, act, by, approvedBy, witnessOf, level, abroad, toHolder, until, words, at }: CarrierAct,
): Static<typeof CarrierActView> {
  return { number: seq, act, by, approvedBy, firstBy: witnessOf, level, abroad, toHolder, until, words, at: at.toISOString() }
}

/** What was asked for a carrier, and what the leader said to it. */
export const CarrierRequestView = Type.Object({
  id: Type.String(),
  agency: Type.String(),
  carrierId: Type.String(),
  act: Type.String(),
  state: Type.String({ description: 'asked, approved, refused, begun (a destruction that waits for its second person) or done' }),
  words: Type.String(),
  copies: nullable(Type.Integer()),
  alsoFrom: Type.Array(Type.String()),
  consent: nullable(Type.String()),
  toHolder: nullable(Type.String()),
  companion: nullable(Type.String()),
  abroad: nullable(Type.Boolean()),
  permit: nullable(Type.String()),
  until: nullable(Type.String()),
  askedBy: Type.String(),
  askedAt: Type.String(),
  decidedBy: nullable(Type.String()),
  decidedAt: nullable(Type.String()),
  asDeputy: nullable(Type.Boolean()),
  reason: nullable(Type.String()),
  begunBy: nullable(Type.String()),
  begunAt: nullable(Type.String()),
})
export type CarrierRequestView = Static<typeof CarrierRequestView>

export function presentCarrierRequest (
  { agencyCode: agency, companionId, askedAt, decidedAt, decidedAsDeputy, decisionWords, begunAt, ...request }: CarrierRequest,
): CarrierRequestView {
  return {
    ...request, agency, companion: companionId, askedAt: askedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null,
    asDeputy: decidedAsDeputy, reason: decisionWords, begunAt: begunAt?.toISOString() ?? null,
  }
}
