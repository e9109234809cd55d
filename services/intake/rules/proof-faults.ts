import { parseDay, type Day } from '@lightwell/calendar/day'
import type { Caller } from '@lightwell/http/caller'
import type { FieldFault } from '@lightwell/http/refusal'
import type { ApplicantKind } from '@lightwell/regimes/form'
import { faults } from '../errors.ts'
import { textAt, valueAt } from './value-at.ts'

type Context = { caller: Caller, today: Day, kind: ApplicantKind | undefined }

/**
 * What is wrong with the proof of identity at a pointer. A portal speaks of the real-name account that it keeps, a clerk
 * or officer of what he saw; nobody else can prove an applicant, least of all the applicant.
 */
export function proofFaults (body: unknown, proof: string, { caller, today, kind }: Context): FieldFault[] {
  if (valueAt(body, proof) === undefined) return []
  if (caller.kind !== 'portal' && caller.kind !== 'staff') return [faults.provesNothing(proof)]
  const method = textAt(body, `${proof}/method`)
  const on = parseDay(textAt(body, `${proof}/on`) ?? '')
  const known = method !== undefined
  return [
    ...known && (method === 'portal_realname') !== (caller.kind === 'portal') ? [faults.anothersProof(`${proof}/method`)] : [],
    ...method === 'org_licence' && kind !== undefined && kind !== 'organisation' ? [faults.licenceOfNobody(`${proof}/method`)] : [],
    ...on !== undefined && on > today ? [faults.inTheFuture(`${proof}/on`)] : [],
  ]
}
