import type { Caller, Duty } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import { mayKnow } from '../rules/term-handling.ts'
import type { FoundTerm } from '../store/terms.ts'

/** A term that the caller may read, and the duties through which he does. Throws 401 or 404 otherwise. */
export function visibleTerm (caller: Caller, found: FoundTerm | undefined): FoundTerm & { duties: Duty[] } {
  if (found === undefined) throw caller.kind === 'anonymous' ? errors.unauthenticated() : errors.notFound()
  const duties = authorize(caller, 'term', 'read', { agencyCode: found.term.agencyCode }).map(({ duty }) => duty)
  if (!mayKnow(found.term.kind, duties)) throw errors.notFound()
  return { ...found, duties }
}
