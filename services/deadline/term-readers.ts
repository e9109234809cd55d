import type { Caller } from '@lightwell/http/caller'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { confidants } from './rules/term-handling.ts'
import type { TermQuery } from './store/list-terms.ts'

/**
 * Of which bodies a caller is told the terms, of one or of all his own, and of which of them the confidential ones. Throws
 * 401 or 404, and 403 to one who is not told of any.
 */
export function termReaders (caller: Caller, agency: string | undefined): Pick<TermQuery, 'agencies' | 'trusted'> {
  const posts = authorize(caller, 'term', 'read', { agencyCode: agency ?? null })
  const agencies = agency === undefined ? readableAgencies(caller, 'term', 'read') : [agency]
  const trusted = posts.filter(({ duty }) => confidants.includes(duty))
  const seesAll = trusted.some(({ duty }) => duty === 'supervisor')
  return { agencies, trusted: seesAll ? 'all' : [...new Set(trusted.map(({ agencyCode }) => agencyCode))] }
}
