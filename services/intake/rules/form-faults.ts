import type { Form } from '@lightwell/regimes/form'
import type { Setting } from '@lightwell/regimes/citation'
import { citationText } from '@lightwell/regimes/article-text'
import type { FieldFault, Text } from '@lightwell/http/refusal'
import { faults, requiredBy } from '../errors.ts'
import { valueAt } from './value-at.ts'

/**
 * What a regime's form asks and the body lacks (细则第十一条, 条例第二十九条). A field of blanks is lacking. The body may
 * be anything: what has the wrong type is the schema's fault, not this one's.
 */
export function formFaults (form: Form, body: unknown): FieldFault[] {
  const missing = [
    ...requiredFields('/applicant', form.applicant),
    ...requiredFields('', form.request),
  ].filter(({ pointer }) => isLacking(valueAt(body, pointer)))
  return [
    ...missing.map(({ pointer, setting }) => requiredBy(pointer, citationOf(setting))),
    ...contactFaults(form.contact.value, body),
  ]
}

function requiredFields (parent: string, fields: Form['applicant'] | Form['request']) {
  return Object.entries(fields)
    .filter(([, setting]) => setting.value === 'required')
    .map(([field, setting]) => ({ pointer: `${parent}/${field}`, setting }))
}

// Any one contact will do; the fault stands at the first, where a form can show it.
function contactFaults (contacts: readonly string[], body: unknown): FieldFault[] {
  const pointers = contacts.map((field) => `/applicant/${field}`)
  const first = pointers[0]
  const reachable = pointers.some((pointer) => !isLacking(valueAt(body, pointer)))
  return first === undefined || reachable ? [] : [faults.contactRequired(first)]
}

function isLacking (value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '')
}

function citationOf (setting: Setting<unknown>): Text | undefined {
  if (!('act' in setting)) return undefined
  return { zh: citationText(setting, 'zh-CN'), en: citationText(setting, 'en') }
}
