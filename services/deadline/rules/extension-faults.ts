import { isVisible } from '@lightwell/http/line'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import { fault, type FieldFault, type Text } from '@lightwell/http/refusal'
import type { Regime } from '@lightwell/regimes/regime'

/** What is asked for, of whatever shape: only what can be read is judged here. */
export type AskedFields = { additionalWorkingDays?: unknown, cause?: unknown, reason?: unknown }

/** The cause that stands for all that the law does not name, where it has one. */
export const otherCause = 'other'

const unsaid = fault('required', '须说明理由。', 'The reason must be stated.')

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
    ...typeof reason === 'string' ? [...blankFaults(reason), ...outgoingFaults(reason, '/reason')] : [],
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
  return reason !== '' && !isVisible(reason) ? [unsaid('/reason')] : []
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
