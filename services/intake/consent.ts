import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import { Line } from '@lightwell/http/line'
import type { FieldFault } from '@lightwell/http/refusal'
import { DayText } from './day-text.ts'
import { faults } from './errors.ts'

/** That the applicant consented: when, and what shows it. */
export const Consent = Type.Object({ on: DayText, evidence: Line(500) }, { additionalProperties: false })
export type Consent = Static<typeof Consent>

/** What is wrong with a consent, where one is needed. It may not fit its schema. */
export function consentFaults (consent: unknown, today: Day): FieldFault[] {
  if (consent === undefined) return [faults.consentRequired('/consent')]
  const { on } = (consent ?? {}) as Partial<Consent>
  return typeof on === 'string' && on > today ? [faults.inTheFuture('/consent/on')] : []
}
