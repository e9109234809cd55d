import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'

/** The portal that calls. Throws 401 without a token, 403 to anybody else. */
export function portalOf (caller: Caller): string {
  authorize(caller, 'disclosure', 'copy', { agencyCode: null })
  if (caller.kind !== 'portal') throw errors.notAllowed()
  return caller.clientId
}
