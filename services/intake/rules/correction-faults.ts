import { isAgencyCode } from '@lightwell/http/agency-code'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults, requiredBy } from '../errors.ts'

/** An outcome as it was proposed, of whatever shape: only what can be read is judged here. */
export type ProposedOutcome = { outcome?: unknown, reason?: unknown, forwardedTo?: unknown }

/** What is known of the body that is named: whether the register has it, and which agency names it. */
export type NamedBody = { isRegistered: boolean, ownCode: string }

/**
 * What is wrong with a proposal. Only what is forwarded names another body (条例第四十一条): one of the register by its
 * code, any other in words. Reason and name go into the answer.
 */
export function correctionFaults ({ outcome, reason, forwardedTo }: ProposedOutcome, named: NamedBody): FieldFault[] {
  return [
    ...typeof reason === 'string' ? outgoingFaults(reason, '/reason') : [],
    ...outcome === 'forwarded' ? bodyFaults(forwardedTo, named)
      : forwardedTo !== undefined && outcome !== undefined ? [faults.forwardedOnly('/forwardedTo')] : [],
  ]
}

function bodyFaults (forwardedTo: unknown, { isRegistered, ownCode }: NamedBody): FieldFault[] {
  if (forwardedTo === undefined) return [requiredBy('/forwardedTo', undefined)]
  if (typeof forwardedTo !== 'string') return []
  if (forwardedTo === ownCode) return [faults.ownAgency('/forwardedTo')]
  if (isAgencyCode(forwardedTo)) return isRegistered ? [] : [faults.unknownAgency('/forwardedTo')]
  return outgoingFaults(forwardedTo, '/forwardedTo')
}
