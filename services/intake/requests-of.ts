import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import type { Owners } from './store/register.ts'

/**
 * The requests that a caller's list holds: a token's one, a portal's own, a staff member's agency, a supervisor's all.
 * `agencies` (one with those that were merged into it) narrow it; of those that he may not read nothing is left.
 */
export function requestsOf (caller: Caller, agencies: readonly string[] | undefined): Owners {
  authorize(caller, 'request', 'list', { agencyCode: null })
  const asked = agencies === undefined ? {} : { agencyCodes: agencies }
  switch (caller.kind) {
    case 'anonymous': throw errors.unauthenticated()
    case 'applicant': return { ...asked, ids: caller.requestIds }
    case 'consulted': throw errors.notAllowed()
    case 'portal': return { ...asked, clientId: caller.clientId }
    case 'staff': return { agencyCodes: staffAgencies(caller, agencies) }
  }
}

function staffAgencies (caller: Caller, agencies: readonly string[] | undefined): readonly string[] | undefined {
  const readable = readableAgencies(caller, 'request', 'list')
  if (readable === 'all') return agencies
  return agencies === undefined ? readable : agencies.filter((code) => readable.includes(code))
}
