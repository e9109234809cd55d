import type { Reader } from '@lightwell/database/connect'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import { findTokenHash } from './store/feeds.ts'

/**
 * The name under which a caller's feeds are kept. An applicant's is that of his token, by its hash: a feed ends with the
 * token that it was opened with. Throws 401 or 403 to those who may have none.
 */
export async function feedOwner (db: Reader, caller: Caller): Promise<string> {
  authorize(caller, 'feed', 'open', { agencyCode: null })
  if (caller.kind !== 'applicant') return actorOf(caller)
  const hash = await findTokenHash(db, caller.requestIds[0] ?? '')
  if (hash === undefined) throw errors.unauthenticated()
  return applicantOwner(hash)
}

const prefix = 'applicant:'

function applicantOwner (tokenHash: string): string {
  return prefix + tokenHash
}

/** The hash of the token that an applicant's feed was opened with. */
export function tokenHashOf (createdBy: string): string {
  return createdBy.slice(prefix.length)
}
