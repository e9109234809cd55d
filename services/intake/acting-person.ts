import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { permission, type Resource, type Subject, type Verb } from '@lightwell/http/policy'

/** The person who acts, for what is open to staff alone. */
export function actingPerson (caller: Caller): string {
  if (caller.kind !== 'staff') throw errors.notAllowed()
  return caller.personId
}

/** Whether a caller does this only in the place of an absent holder. */
export function actsAsDeputy<R extends Resource> (caller: Caller, resource: R, verb: Verb<R>, subject: Subject): boolean {
  return permission(caller, resource, verb, subject).posts.every((post) => post.asDeputy)
}
