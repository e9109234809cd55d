import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { authorize, permission, type Subject } from '@lightwell/http/policy'
import type { TimedCase } from '../store/deadlines.ts'

/** A request as permissions ask about it. */
export function subjectOf ({ request }: TimedCase): Subject {
  return { agencyCode: request.agencyCode, requestId: request.id, clientId: request.apiClientId }
}

/** Passes on a request whose deadline the caller may read. Throws 401 or 404 otherwise. */
export function visibleCase (caller: Caller, found: TimedCase | undefined): TimedCase {
  if (found === undefined) throw caller.kind === 'anonymous' ? errors.unauthenticated() : errors.notFound()
  authorize(caller, 'deadline', 'read', subjectOf(found))
  return found
}

/** Whether a caller may read the deadlines of an agency. */
export function mayReadDeadline (caller: Caller, agencyCode: string): boolean {
  return permission(caller, 'deadline', 'read', { agencyCode }).allowed
}
