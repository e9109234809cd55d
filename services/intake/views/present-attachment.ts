import { Type, type Static } from '@sinclair/typebox'
import type { Caller } from '@lightwell/http/caller'
import { permission } from '@lightwell/http/policy'
import type { CaseView } from '../case-view.ts'
import type { Attachment } from '../store/attachments.ts'

/** A file that came with a request, without its bytes. */
export const AttachmentView = Type.Object({
  id: Type.String({ format: 'uuid' }),
  requestId: Type.String({ format: 'uuid' }),
  name: Type.String(),
  mediaType: Type.String({ description: 'By the bytes; what the sender called it is not believed.' }),
  sizeBytes: Type.Integer(),
  sha256: Type.String(),
  addedAt: Type.String({ format: 'date-time' }),
})
export type AttachmentView = Static<typeof AttachmentView>

/** An attachment as the case shows it. */
export const AttachmentSummary = Type.Pick(AttachmentView, ['id', 'name', 'mediaType', 'sizeBytes'])
export type AttachmentSummary = Static<typeof AttachmentSummary>

/** Presents the attachments in their case to those who may read them; their names are content too. */
export function presentAttachments (
  { request, attachments }: CaseView, caller: Caller,
): { attachments?: AttachmentSummary[] } {
  const { agencyCode, id: requestId, apiClientId: clientId } = request
  if (!permission(caller, 'attachment', 'read', { agencyCode, requestId, clientId }).allowed) return {}
  return { attachments: attachments.map(({ id, name, mediaType, sizeBytes }) => ({ id, name, mediaType, sizeBytes })) }
}

/** Presents an attachment to one who may read it. */
export function presentAttachment (attachment: Attachment): AttachmentView {
  const { id, requestId, name, mediaType, sizeBytes, sha256, addedAt } = attachment
  return { id, requestId, name, mediaType, sizeBytes, sha256, addedAt: addedAt.toISOString() }
}
