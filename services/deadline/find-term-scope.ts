import { validate as isUuid } from 'uuid'
import { parseDay } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { fault, type FieldFault } from '@lightwell/http/refusal'
import { faults as register } from '@lightwell/http/register/faults'
import { findRegime, regimeInForce } from '@lightwell/regimes/regimes'
import type { TermKind, TermRule } from '@lightwell/regimes/term'
import type { TermPlace } from './open-term.ts'
import { findTimedCase, type TimedRequest } from './store/deadlines.ts'
import { findTermAgency, type TermAgency } from './store/terms.ts'

/** Under which law a term that a person opens counts, by which rule, and the request that it is about. */
export type TermScope = { place: TermPlace, rule: TermRule, requestId: string | undefined }

type Asked = { agency: string, kind: TermKind, requestId?: unknown, startsOn?: unknown, now: Date }

const faults = {
  notInRegime: fault('not_in_regime', '该机关所适用的规则没有此类期限。', 'The law of this body knows no such term.'),
  unknownRequest: fault('unknown_request', '该机关没有此申请。', 'This body has no such request.'),
}

/** A request keeps the law of its receipt; what is about none falls under the law of its body on the day on which it begins. */
export async function findTermScope (
  tx: Transaction, asked: Asked,
): Promise<TermScope | { faults: FieldFault[] }> {
  const { agency, kind, requestId } = asked
  const body = await findTermAgency(tx, agency)
  if (body === undefined) return { faults: [register.unknownAgency('/agency')] }
  if (body.endedOn !== null) return { faults: [register.endedAgency('/agency')] }
  const request = await findRequest(tx, requestId)
  if (requestId !== undefined && request?.agencyCode !== body.code) return { faults: [faults.unknownRequest('/requestId')] }
  return scopeUnder(request ?? placeOf(body, asked), kind, request?.id)
}

function scopeUnder (
  place: TermPlace | undefined, kind: TermKind, requestId: string | undefined,
): TermScope | { faults: FieldFault[] } {
  const rule = place && findRegime(place.regimeVersion)?.terms[kind]?.value
  return place === undefined || rule === undefined ? { faults: [faults.notInRegime('/kind')] } : { place, rule, requestId }
}

async function findRequest (tx: Transaction, id: unknown): Promise<TimedRequest | undefined> {
  return typeof id === 'string' && isUuid(id) ? (await findTimedCase(tx, id))?.request : undefined
}

/** A body that no one can ask for information has no law here. */
function placeOf ({ code, regimeId, calendarId, zone }: TermAgency, { startsOn, now }: Asked): TermPlace | undefined {
  const day = typeof startsOn === 'string' ? parseDay(startsOn) : undefined
  const regime = regimeId === null ? undefined : regimeInForce(regimeId, day ?? dayIn(now, zone))
  return regime && { agencyCode: code, regimeVersion: regime.version, calendarId, zone }
}
