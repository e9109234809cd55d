import { isVisible } from '@lightwell/http/line'
import type { ApplicantKind, Form } from '@lightwell/regimes/form'
import type { Setting } from '@lightwell/regimes/citation'
import { citationText } from '@lightwell/regimes/article-text'
import type { Regime } from '@lightwell/regimes/regime'
import type { FieldFault, Text } from '@lightwell/http/refusal'
import { applicantKinds } from '../applicant.ts'
import { faults, requiredBy } from '../errors.ts'
import { textAt, valueAt } from './value-at.ts'

/**
 * What a regime's form asks of the person at a pointer and the body lacks (细则第十一条, 条例第二十九条). A field of blanks
 * is lacking. The body may be anything: what has the wrong type, or names no kind, is the schema's fault, not this one's.
 */
export function personFormFaults (regime: Regime, body: unknown, person: string): FieldFault[] {
  const kind = kindAt(body, person)
  if (kind === undefined) return []
  const { applicant, contact }: Form = regime.form[kind]
  return [...lacking(applicant, body, person), ...contactFaults(contact.value, body, person)]
}

/** What a regime's form asks about the information that is wanted, and the body lacks. */
export function requestFormFaults (regime: Regime, body: unknown): FieldFault[] {
  return lacking(regime.form[kindAt(body, '/applicant') ?? 'citizen'].request, body, '')
}

/** The kind of the person at a pointer; undefined where none is named. */
export function kindAt (body: unknown, person: string): ApplicantKind | undefined {
  return applicantKinds.find((kind) => kind === textAt(body, `${person}/kind`))
}

function lacking (fields: Form['applicant'] | Form['request'], body: unknown, parent: string): FieldFault[] {
  return Object.entries(fields)
    .filter(([field, need]) => need.value === 'required' && isLacking(valueAt(body, `${parent}/${field}`)))
    .map(([field, need]) => requiredBy(`${parent}/${field}`, citationOf(need)))
}

// Any one contact will do; the fault stands at the first, where a form can show it.
function contactFaults (contacts: readonly string[], body: unknown, person: string): FieldFault[] {
  const pointers = contacts.map((field) => `${person}/${field}`)
  const first = pointers[0]
  const reachable = pointers.some((pointer) => !isLacking(valueAt(body, pointer)))
  return first === undefined || reachable ? [] : [faults.contactRequired(first)]
}

function isLacking (value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && !isVisible(value))
}

function citationOf (setting: Setting<unknown>): Text | undefined {
  if (!('act' in setting)) return undefined
  return { zh: citationText(setting, 'zh-CN'), en: citationText(setting, 'en') }
}
