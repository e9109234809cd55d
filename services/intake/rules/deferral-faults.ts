import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import type { FieldFault } from '@lightwell/http/refusal'

/** What is wrong with putting an answer off: more days than the regime allows, or words that must not go out. */
export function deferralFaults (
  { workingDays, reason }: { workingDays?: unknown, reason?: unknown }, most: number,
): FieldFault[] {
  return [
    ...typeof workingDays === 'number' && workingDays > most ? [beyond(most)] : [],
    ...typeof reason === 'string' ? outgoingFaults(reason, '/reason') : [],
  ]
}

function beyond (most: number): FieldFault {
  return {
    pointer: '/workingDays', code: 'too_large',
    detail: { zh: `最多可以延迟 ${most} 个工作日。`, en: `The answer can be put off by ${most} working days at most.` },
  }
}
