import { bearsMark, holdsIdNumber } from '@lightwell/documents/outgoing-text'
import type { FieldFault, Text } from '@lightwell/http/refusal'

/** What is asked for, of whatever shape: only what can be read is judged here. */
export type AskedFields = { additionalWorkingDays?: unknown, reason?: unknown }

const words: Readonly<Record<string, Text>> = {
  required: { zh: '须说明理由。', en: 'The reason must be stated.' },
  mark_in_text: { zh: '理由将写入告知书，不得含有密级标志。', en: 'The reason goes into a notice; it bears a classification mark.' },
  id_number_in_text: {
    zh: '理由将写入告知书，不得含有身份证件号码。', en: 'The reason goes into a notice; it holds an identity number.',
  },
}

/**
 * What the law finds wrong with a wish to extend: more days than the cap leaves, no reason, or a reason that must not
 * stand in the notice, where the applicant will read it.
 */
export function extensionFaults (asked: AskedFields, mostWorkingDays: number): FieldFault[] {
  const { additionalWorkingDays, reason } = asked
  const beyondCap = typeof additionalWorkingDays === 'number' && additionalWorkingDays > mostWorkingDays
  return [
    ...beyondCap ? [capFault(mostWorkingDays)] : [],
    ...typeof reason === 'string' ? [...blankFaults(reason), ...outgoingFaults(reason)] : [],
  ]
}

/** What is wrong with a reason that says nothing; that an empty one is too short is told by its schema. */
export function blankFaults (reason: string): FieldFault[] {
  return reason !== '' && reason.trim() === '' ? [reasonFault('required')] : []
}

function outgoingFaults (reason: string): FieldFault[] {
  return [
    ...bearsMark(reason) ? [reasonFault('mark_in_text')] : [],
    ...holdsIdNumber(reason) ? [reasonFault('id_number_in_text')] : [],
  ]
}

function reasonFault (code: keyof typeof words): FieldFault {
  return { pointer: '/reason', code, detail: words[code] as Text }
}

function capFault (most: number): FieldFault {
  return {
    pointer: '/additionalWorkingDays', code: 'beyond_cap',
    detail: { zh: `最多可以延长 ${most} 个工作日。`, en: `It can be extended by ${most} working days at most.` },
  }
}
