import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { permission, readableAgencies } from '@lightwell/http/policy'
import type { Scope } from '../store/scope.ts'

/** What every resolver is given: whose question it is, what he sees, and the one instant that all of it is about. */
export type GraphContext = { deps: Deps, caller: Caller, scope: Scope, now: Date }

/** The context of one query. Throws 401 for a caller without a token; one without a post sees nothing. */
export function graphContext (deps: Deps, caller: Caller): GraphContext {
  if (caller.kind === 'anonymous') throw errors.unauthenticated()
  return { deps, caller, scope: readableAgencies(caller, 'oversight', 'read'), now: deps.clock.now() }
}

/** Refuses a list to a caller whom no post lets see any. */
export function authorizeList ({ caller }: GraphContext): void {
  if (!permission(caller, 'oversight', 'read', { agencyCode: null }).allowed) throw errors.notAllowed()
}
