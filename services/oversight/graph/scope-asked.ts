import { isAgencyCode } from '@lightwell/http/agency-code'
import { fault, refuseFaults } from '@lightwell/http/refusal'
import { narrow, type Scope } from '../store/scope.ts'
import type { GraphContext } from './context.ts'

/**
 * What the caller sees of the agencies that a filter asks for. Throws 422 for what is no code of an agency, as REST
 * does: an escape in the text of a query may stand for a character that the database would not even read.
 */
export function scopeAsked ({ scope }: GraphContext, agencies: readonly string[] | null | undefined): Scope {
  refuseFaults((agencies ?? []).flatMap((code, at) => isAgencyCode(code) ? [] : [wrongCode(`/filter/agencies/${at}`)]))
  return narrow(scope, agencies)
}

const wrongCode = fault('wrong_format', '格式不正确。', 'This has the wrong format.')
