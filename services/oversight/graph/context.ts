import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { permission, readableAgencies } from '@lightwell/http/policy'
import type { Scope } from '../store/scope.ts'

/**
 * What every resolver is given: whose question it is, what he sees, and the one instant that all of it is about. What was
 * read once for a question is `kept` for its other fields.
 */
export type GraphContext = { deps: Deps, caller: Caller, scope: Scope, now: Date, kept: Map<string, Promise<unknown>> }

/** The context of one query. Throws 401 for a caller without a token; one without a post sees nothing. */
export function graphContext (deps: Deps, caller: Caller): GraphContext {
  if (caller.kind === 'anonymous') throw errors.unauthenticated()
  return { deps, caller, scope: readableAgencies(caller, 'oversight', 'read'), now: deps.clock.now(), kept: new Map() }
}

/** Refuses a list to a caller whom no post lets see any. */
export function authorizeList ({ caller }: GraphContext): void {
  if (!permission(caller, 'oversight', 'read', { agencyCode: null }).allowed) throw errors.notAllowed()
}

/** Reads a thing once for a question, whichever of its fields ask for it. */
export async function readOnce<T> ({ kept }: GraphContext, name: string, read: () => Promise<T>): Promise<T> {
  const known = kept.get(name) ?? read()
  kept.set(name, known)
  return await known as T
}
