import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import type { FieldFault } from '@lightwell/http/refusal'
import type { Regime, ServiceMethod } from '@lightwell/regimes/regime'
import { faults as doorFaults } from '../errors.ts'
import { DayText } from '../fields.ts'
import { faults } from '../service-errors.ts'

/** How and when a paper reached its reader. The day is that of the act the regime counts: signed for, handed over. */
export const ServiceBody = Type.Object({
  method: listed(['online', 'direct', 'left', 'post', 'fax', 'public_notice']),
  on: DayText,
  evidence: Line(2_000),
  witness: Type.Optional({ ...Line(200), description: 'Of a paper that was left: who saw it.' }),
  place: Type.Optional({ ...Line(500), description: 'Of a public notice: where it stands.' }),
  untilOn: Type.Optional({ ...DayText, description: 'Of a public notice: its last day.' }),
}, { additionalProperties: false })
export type ServiceBody = Static<typeof ServiceBody>

/** A paper that leaves the house, by hand, by post or by fax. */
export const SendingBody = Type.Object({
  method: listed(['direct', 'post', 'fax']),
  on: DayText,
  waybill: Type.Optional({ ...Line(100), description: 'The number of the letter; what is posted has one.' }),
}, { additionalProperties: false })
export type SendingBody = Static<typeof SendingBody>

/** A sending as the rules see it. `servedOn` is the day on which it counted as having reached its reader. */
export type SendingFacts = {
  id: string, method: ServiceMethod, sentOn: string, state: 'sent' | 'served' | 'returned', servedOn: string | null
  returnedOn: string | null
}

export type ServiceContext = { issuedOn: Day, today: Day, regime: Regime, sendings: readonly SendingFacts[] }

/** The sending that this service ends: the one on its way in this manner. Who finds the door shut may leave what he carries. */
export function sendingServedBy (sendings: readonly SendingFacts[], method: ServiceMethod | undefined): SendingFacts | undefined {
  return sendings.find((sending) => sending.state === 'sent' &&
    (sending.method === method || sending.method === 'direct' && method === 'left'))
}

/** The last sending that counted, where it came back after it did: its reader does not have the paper. */
export function returnedAfterService (sendings: readonly SendingFacts[]): SendingFacts | undefined {
  const counted = sendings.findLast(({ servedOn }) => servedOn !== null)
  return counted?.state === 'returned' ? counted : undefined
}

/** Whether what was sent in this manner may come back after it has counted, because it counts when it leaves the house. */
export function countsOnLeaving ({ closing }: Regime, method: ServiceMethod): boolean {
  return ['handed_over', 'sent'].includes(closing[method].value)
}

/** Every fault of a service that its schema cannot see. The body may not fit the schema. */
export function serviceFaults (body: Partial<ServiceBody>, context: ServiceContext): FieldFault[] {
  const { method, on } = body
  return [
    ...dayFaults(on, context),
    ...on === undefined || method === undefined ? [] : sentFaults({ method, on }, context),
    ...method === undefined ? [] : evidenceFaults({ ...body, method }),
  ]
}

/** Every fault of a sending that its schema cannot see. */
export function sendingFaults ({ method, on, waybill }: Partial<SendingBody>, context: ServiceContext): FieldFault[] {
  return [
    ...dayFaults(on, context),
    ...method === 'post' && waybill === undefined ? [faults.waybillRequired('/waybill')] : [],
    ...method !== undefined && method !== 'post' && waybill !== undefined ? [faults.notOfThisMethod('/waybill')] : [],
  ]
}

// Days are text of one form, so they compare as they stand; what has another form has its fault from the schema.
function dayFaults (on: string | undefined, { issuedOn, today, sendings }: ServiceContext): FieldFault[] {
  if (on === undefined) return []
  if (on > today) return [doorFaults.inTheFuture('/on')]
  if (on < issuedOn) return [doorFaults.beforeIssue('/on')]
  const { returnedOn } = returnedAfterService(sendings) ?? {}
  return returnedOn && on < returnedOn ? [faults.beforeReturn('/on')] : []
}

/** What counts when it is handed over counts on the day on which it was (国办公开办函〔2016〕235号): no other can be recorded. */
function sentFaults ({ method, on }: { method: ServiceMethod, on: string }, { regime, sendings }: ServiceContext): FieldFault[] {
  const sending = sendingServedBy(sendings, method)
  if (sending === undefined || on === sending.sentOn) return []
  if (countsOnLeaving(regime, method)) return [faults.notTheDaySent('/on')]
  return on < sending.sentOn ? [faults.beforeSent('/on')] : []
}

const shownBy = { witness: 'left', place: 'public_notice', untilOn: 'public_notice' } as const

/**
 * What may show a service beside the words of its evidence: of a paper that was left, its witness; of a public notice, its
 * place and period. How long a public notice stands is the body's to say, since no text of these laws does.
 */
function evidenceFaults (body: Partial<ServiceBody> & { method: ServiceMethod }): FieldFault[] {
  const { method, on, untilOn } = body
  const beside = (Object.keys(shownBy) as (keyof typeof shownBy)[])
    .filter((field) => body[field] !== undefined && method !== shownBy[field])
    .map((field) => faults.notOfThisMethod(`/${field}`))
  const endsTooEarly = method === 'public_notice' && on !== undefined && untilOn !== undefined && untilOn <= on
  return endsTooEarly ? [...beside, faults.endsTooEarly('/untilOn')] : beside
}
