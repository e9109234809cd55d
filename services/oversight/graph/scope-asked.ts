import { isAgencyCode } from '@lightwell/http/agency-code'
import { refuseFaults } from '@lightwell/http/refusal'
import { narrow, type Scope } from '../store/scope.ts'
import type { GraphContext } from './context.ts'

/**
 * What the caller sees of the agencies that a filter asks for. Throws 422 for what is no code of an agency, as REST does:
 * the text of a query may hold, as an escape, characters that would reach the database as an error.
 */
export function scopeAsked ({ scope }: GraphContext, agencies: readonly string[] | null | undefined): Scope {
  refuseFaults((agencies ?? []).flatMap((code, at) => isAgencyCode(code) ? [] : [wrongCode(at)]))
  return narrow(scope, agencies)
}

function wrongCode (at: number) {
  const detail = { zh: '格式不正确。', en: 'This has the wrong format.' }
  return { pointer: `/filter/agencies/${at}`, code: 'wrong_format', detail }
}
