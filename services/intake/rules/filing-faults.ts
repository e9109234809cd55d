import type { Day } from '@lightwell/calendar/day'
import type { Caller } from '@lightwell/http/caller'
import type { FieldFault } from '@lightwell/http/refusal'
import { toldFaults } from '@lightwell/http/told-faults'
import type { Regime } from '@lightwell/regimes/regime'
import { faults, mergedInto } from '../errors.ts'
import { codeFaults } from './code-faults.ts'
import { kindAt, requestFormFaults } from './form-faults.ts'
import { partyFaults, personFaults } from './party-faults.ts'
import { proofFaults } from './proof-faults.ts'
import { toldDay } from './receipt.ts'
import { receiptFaults, type Entry } from './receipt-faults.ts'
import { textAt, valueAt } from './value-at.ts'

type Successor = Parameters<typeof mergedInto>[1]

/** What a filing is held against. `regime` is null for an agency that takes no requests, undefined for none at all. */
export type FilingContext = {
  regime: Regime | null | undefined
  /** The body that the agency has become, where it was merged into another. */
  successor?: Successor | undefined
  caller: Caller
  entry: Entry
  /** The current day in the zone of the agency. */
  today: Day
}

/** Every fault of a filing at once, the schema's and the rules'. The body may be anything that is JSON. */
export function filingFaults (body: unknown, schemaFaults: readonly FieldFault[], context: FilingContext): FieldFault[] {
  const { regime, successor, caller, entry, today } = context
  return toldFaults(schemaFaults, [
    ...successor === undefined ? agencyFaults(body, regime) : [mergedInto('/agency', successor)],
    ...receiptFaults(body, { entry, today, regime }),
    ...personFaults(body, '/applicant', { regime, today }),
    ...partyFaults(body, { regime, today, receivedOn: toldDay(body, today) }),
    ...proofFaults(body, '/identityProof', { caller, today, kind: kindAt(body, '/applicant') }),
    ...correctionFaults(body),
    ...valueAt(body, '/externalId') === undefined || entry === 'own' && caller.kind === 'portal' ? [] : [faults.portalOnly('/externalId')],
    ...regime ? [...requestFormFaults(regime, body), ...codeFaults(body, regime)] : [],
  ])
}

function agencyFaults (body: unknown, regime: FilingContext['regime']): FieldFault[] {
  if (regime || textAt(body, '/agency') === undefined) return []
  return [regime === null ? faults.takesNoRequests('/agency') : faults.unknownAgency('/agency')]
}

// What is wrong with a record is asked by a request to correct it, and by no other (条例第四十一条, 细则第十三条).
function correctionFaults (body: unknown): FieldFault[] {
  const asked = valueAt(body, '/correction') !== undefined
  switch (textAt(body, '/kind')) {
    case 'correction': return asked ? [] : [faults.claimRequired('/correction')]
    case 'disclosure': return asked ? [faults.claimUnasked('/correction')] : []
    default: return []
  }
}
