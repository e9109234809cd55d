import type { Day } from '@lightwell/calendar/day'
import type { FieldFault } from '@lightwell/http/refusal'
import type { Regime } from '@lightwell/regimes/regime'
import { faults } from '../errors.ts'
import { formFaults } from './form-faults.ts'
import { identityFaults, nameFaults } from './identity-faults.ts'
import { receiptFaults } from './receipt-faults.ts'
import { textAt } from './value-at.ts'

/** What a filing is held against. `regime` is null for an agency that takes no requests, undefined for none at all. */
export type FilingContext = {
  regime: Regime | null | undefined
  byClerk: boolean
  /** The current day in the zone of the agency. */
  today: Day
}

/** Every fault of a filing at once, the schema's and the rules'. The body may be anything that is JSON. */
export function filingFaults (
  body: unknown, schemaFaults: readonly FieldFault[], { regime, byClerk, today }: FilingContext,
): FieldFault[] {
  const ruled = [
    ...agencyFaults(body, regime),
    ...receiptFaults(body, { byClerk, today }),
    ...regime ? formFaults(regime.form.citizen, body) : [],
    ...nameFaults(body),
    ...identityFaults(body, today),
  ]
  return [...schemaFaults, ...ruled.filter(({ pointer }) => !isToldBy(schemaFaults, pointer))]
}

function agencyFaults (body: unknown, regime: FilingContext['regime']): FieldFault[] {
  if (regime || textAt(body, '/agency') === undefined) return []
  return [regime === null ? faults.takesNoRequests('/agency') : faults.unknownAgency('/agency')]
}

// A field that the schema refuses, or that stands in what the schema refuses, has its fault already.
function isToldBy (schemaFaults: readonly FieldFault[], pointer: string): boolean {
  return schemaFaults.some((told) => pointer === told.pointer || pointer.startsWith(`${told.pointer}/`))
}
