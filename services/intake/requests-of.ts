import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import type { CaseFilter } from './store/cases.ts'

/**
 * The requests that a caller's list holds: a token's one, a portal's own, a staff member's agency, a supervisor's all.
 * `agency` narrows it; one that he may not read leaves nothing.
 */
export function requestsOf (
  caller: Caller, agency: string | undefined,
): Pick<CaseFilter, 'ids' | 'clientId' | 'agencyCodes'> {
  authorize(caller, 'request', 'list', { agencyCode: null })
  const asked = agency === undefined ? {} : { agencyCodes: [agency] }
  switch (caller.kind) {
    case 'anonymous': throw errors.unauthenticated()
    case 'applicant': return { ...asked, ids: caller.requestIds }
    case 'consulted': throw errors.notAllowed()
    case 'portal': return { ...asked, clientId: caller.clientId }
    case 'staff': return { agencyCodes: staffAgencies(caller, agency) }
  }
}

function staffAgencies (caller: Caller, agency: string | undefined): readonly string[] | undefined {
  const readable = readableAgencies(caller, 'request', 'list')
  if (agency === undefined) return readable === 'all' ? undefined : readable
  return readable === 'all' || readable.includes(agency) ? [agency] : []
}
