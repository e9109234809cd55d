import type { CodeList } from '@lightwell/regimes/codes'
import type { FieldFault } from '@lightwell/http/refusal'
import type { Regime } from '@lightwell/regimes/regime'
import { faults } from '../errors.ts'
import { textAt, valueAt } from './value-at.ts'

/** The subject and contexts of a body that the regime does not list. */
export function codeFaults (body: unknown, { codes }: Regime): FieldFault[] {
  const subject = textAt(body, '/subject')
  const contexts = valueAt(body, '/contexts')
  return [
    ...subject === undefined || isListed(codes.subjects.value, subject) ? [] : [faults.notListed('/subject')],
    ...Array.isArray(contexts) ? contextFaults(contexts, codes.contexts.value) : [],
  ]
}

function contextFaults (contexts: readonly unknown[], list: CodeList): FieldFault[] {
  return contexts.flatMap((code, at) =>
    typeof code !== 'string' || isListed(list, code) ? [] : [faults.notListed(`/contexts/${at}`)])
}

function isListed (list: CodeList, code: string): boolean {
  return Object.hasOwn(list, code)
}
