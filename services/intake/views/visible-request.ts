import type { Reader } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { authorize, type Verb } from '@lightwell/http/policy'
import { findOwner } from '../store/requests.ts'

/**
 * Whose a request is, for a caller who may do this with it. Throws 401 without a token, 404 where it does not exist for
 * him, 403 where he may only read it. Ask before anything else is told, the version of the case included.
 */
export async function visibleRequest (db: Reader, caller: Caller, id: string, verb: Verb<'request'>) {
  if (caller.kind === 'anonymous') throw errors.unauthenticated()
  const owner = await findOwner(db, id)
  if (owner === undefined) throw errors.notFound()
  authorize(caller, 'request', verb, { agencyCode: owner.agencyCode, requestId: id, clientId: owner.clientId })
  return owner
}
