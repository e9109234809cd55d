import type { FieldFault } from '@lightwell/http/refusal'
import { faults } from '../errors.ts'

/** A body that a request, or a part of one, is to go to; undefined where there is none of that name. */
export type Target = { code: string, regimeId: string | null, endedOn: string | null, top: string | undefined } | undefined

/** Where a request comes from, and whether it keeps its day of receipt: then it stays in one government. */
export type Leaving = { code: string, top: string | undefined, keepsDay: boolean }

/**
 * What forbids a body as the place where a request goes on. Within one government a request that went to the wrong door
 * is moved; telling whom else to ask is an answer (条例第三十六条第五项).
 */
export function targetFaults (target: Target, from: Leaving, pointer: string): FieldFault[] {
  if (target === undefined) return [faults.unknownAgency(pointer)]
  if (target.endedOn !== null) return [faults.endedAgency(pointer)]
  if (target.regimeId === null) return [faults.takesNoRequests(pointer)]
  return from.keepsDay && target.top !== from.top ? [faults.anotherGovernment(pointer)] : []
}
