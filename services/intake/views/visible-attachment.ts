import type { Reader } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { authorize, permission, type Verb } from '@lightwell/http/policy'
import { findAttachment, type Attachment } from '../store/attachments.ts'
import { listDescendants } from '../store/families.ts'
import { findOwner } from '../store/requests.ts'

/**
 * Passes who may do this with the attachments of a request. Throws 401 without a token, 404 where the request or its
 * attachments are not for him, 403 where he may only read them.
 */
export async function authorizeAttachments (
  db: Reader, caller: Caller, requestId: string, verb: Verb<'attachment'>,
): Promise<void> {
  if (caller.kind === 'anonymous') throw errors.unauthenticated()
  const owner = await findOwner(db, requestId)
  if (owner === undefined) throw errors.notFound()
  authorize(caller, 'attachment', verb, { agencyCode: owner.agencyCode, requestId, clientId: owner.clientId })
}

/** An attachment that the caller may read: of a request that is his to read, or that such a request came of. */
export async function visibleAttachment (db: Reader, caller: Caller, id: string): Promise<Attachment> {
  if (caller.kind === 'anonymous') throw errors.unauthenticated()
  const attachment = await findAttachment(db, id)
  if (attachment === undefined) throw errors.notFound()
  const descendants = await listDescendants(db, [attachment.requestId])
  const readsOn = descendants.some(({ id: requestId, agencyCode, apiClientId: clientId }) =>
    permission(caller, 'attachment', 'read', { agencyCode, requestId, clientId }).allowed)
  if (!readsOn) await authorizeAttachments(db, caller, attachment.requestId, 'read')
  return attachment
}
