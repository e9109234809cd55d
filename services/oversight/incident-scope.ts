import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import type { Duty } from '@lightwell/http/caller'
import type { Scope } from './store/scope.ts'

const readers: ReadonlySet<Duty> = new Set(['head', 'secrecy', 'supervisor'])

/** The agencies whose incidents a caller sees: all for a supervisor, their own for the secrecy officer and the head. */
export function incidentScope (caller: Caller): Scope {
  if (caller.kind === 'anonymous') throw errors.unauthenticated()
  const posts = caller.kind === 'staff' ? caller.posts.filter(({ duty }) => readers.has(duty)) : []
  if (posts.length === 0) throw errors.notAllowed()
  if (posts.some(({ duty }) => duty === 'supervisor')) return 'all'
  return [...new Set(posts.map(({ agencyCode }) => agencyCode))]
}
