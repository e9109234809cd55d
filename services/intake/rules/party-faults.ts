import { parseDay, type Day } from '@lightwell/calendar/day'
import type { FieldFault } from '@lightwell/http/refusal'
import type { Regime } from '@lightwell/regimes/regime'
import { faults } from '../errors.ts'
import { personFormFaults } from './form-faults.ts'
import { identityFaults, nameFaults, residentFaults } from './identity-faults.ts'
import { textAt, valueAt } from './value-at.ts'

type Context = { regime: Regime | null | undefined, today: Day, receivedOn: Day }

/** What is wrong with those who stand beside the applicant: who asks with him, and who files for him. */
export function partyFaults (body: unknown, { regime, today, receivedOn }: Context): FieldFault[] {
  const joint = valueAt(body, '/jointApplicants')
  const pointers = Array.isArray(joint) ? joint.map((_, at) => `/jointApplicants/${at}`) : []
  return [
    ...pointers.flatMap((person) => personFaults(body, person, { regime, today })),
    ...valueAt(body, '/agent') === undefined ? [] : agentFaults(body, { today, receivedOn }),
  ]
}

/** What is wrong with one person that asks: what the form of his kind lacks, and who he says he is. */
export function personFaults (
  body: unknown, person: string, { regime, today }: Pick<Context, 'regime' | 'today'>,
): FieldFault[] {
  return [...regime ? personFormFaults(regime, body, person) : [], ...identityFaults(body, person, today)]
}

function agentFaults (body: unknown, { today, receivedOn }: Pick<Context, 'today' | 'receivedOn'>): FieldFault[] {
  const scope = valueAt(body, '/agent/scope')
  const expiresOn = parseDay(textAt(body, '/agent/expiresOn') ?? '')
  return [
    ...nameFaults(body, '/agent/name'),
    ...residentFaults(body, '/agent', today),
    ...scopeFaults(scope, textAt(body, '/agent/kind')),
    ...expiresOn !== undefined && expiresOn < receivedOn ? [faults.mandateExpired('/agent/expiresOn')] : [],
  ]
}

function scopeFaults (scope: unknown, kind: string | undefined): FieldFault[] {
  if (scope === undefined) return kind === 'guardian' ? [] : [faults.scopeRequired('/agent/scope')]
  return Array.isArray(scope) && !scope.includes('file') ? [faults.mayNotFile('/agent/scope')] : []
}
