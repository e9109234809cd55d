import { bearsMark, holdsIdNumber } from '@lightwell/documents/outgoing-text'
import type { FieldFault, Text } from '@lightwell/http/refusal'
import type { Regime } from '@lightwell/regimes/regime'

/** What is asked for, of whatever shape: only what can be read is judged here. */
export type AskedFields = { additionalWorkingDays?: unknown, cause?: unknown, reason?: unknown }

/** The cause that stands for all that the law does not name, where it has one. */
export const otherCause = 'other'

const words: Readonly<Record<string, Text>> = {
  required: { zh: '须说明理由。', en: 'The reason must be stated.' },
  mark_in_text: { zh: '理由将写入告知书，不得含有密级标志。', en: 'The reason goes into a notice; it bears a classification mark.' },
  id_number_in_text: {
    zh: '理由将写入告知书，不得含有身份证件号码。', en: 'The reason goes into a notice; it holds an identity number.',
  },
}

/**
 * What the law finds wrong with a wish to extend: more days than the cap leaves, a cause that it does not know, no reason,
 * or a reason that must not stand in the notice, where the applicant will read it.
 */
export function extensionFaults (
  asked: AskedFields, { limit, extension }: Pick<Regime, 'limit' | 'extension'>, most: number,
): FieldFault[] {
  const { additionalWorkingDays, cause, reason } = asked
  const beyondCap = typeof additionalWorkingDays === 'number' && additionalWorkingDays > most
  return [
    ...beyondCap ? [capFault(most, limit.unit.value)] : [],
    ...causeFaults(cause, Object.keys(extension.reasons.value)),
    ...typeof reason === 'string' ? [...blankFaults(reason), ...outgoingFaults(reason)] : [],
  ]
}

function causeFaults (cause: unknown, known: readonly string[]): FieldFault[] {
  const codes = known.join(', ')
  if (cause === undefined && !known.includes(otherCause)) {
    return [{
      pointer: '/cause', code: 'required', detail: { zh: `须写明事由：${codes}。`, en: `Name the cause, one of: ${codes}.` },
    }]
  }
  if (typeof cause !== 'string' || known.includes(cause)) return []
  return [{ pointer: '/cause', code: 'not_listed', detail: { zh: `只能是：${codes}。`, en: `This must be one of: ${codes}.` } }]
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

const units: Readonly<Record<Regime['limit']['unit']['value'], Text>> = {
  working_days: { zh: '个工作日', en: 'working days' },
  calendar_days: { zh: '日', en: 'days' },
  months: { zh: '个月', en: 'months' },
}

function capFault (most: number, unit: keyof typeof units): FieldFault {
  const { zh, en } = units[unit]
  return {
    pointer: '/additionalWorkingDays', code: 'beyond_cap',
    detail: { zh: `最多可以延长 ${most} ${zh}。`, en: `It can be extended by ${most} ${en} at most.` },
  }
}
