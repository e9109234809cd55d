import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { blindIndex } from '@lightwell/secrets/hashes'
import { attachmentLimits, type ReceivedFile } from '../attachment-upload.ts'
import { errors } from '../errors.ts'
import { holdCase } from '../hold-case.ts'
import { insertAttachment, listAttachments, type Attachment } from '../store/attachments.ts'

export type AddAttachments = { id: string, files: readonly ReceivedFile[], ifMatch: string | undefined }

/** The attachments that these files are now, in their order, and whether any of them is new. */
export type Added = { attachments: Attachment[], anyNew: boolean }

/**
 * Puts files to a request. One that is there already, by the SHA-256 of its bytes, is not put there again. Throws 409
 * where nothing more can be handed in, or more than a request may hold.
 */
export async function addAttachments (
  deps: Deps, tx: Transaction, caller: Caller, { id: requestId, files, ifMatch }: AddAttachments,
): Promise<Added> {
  const now = deps.clock.now()
  const { head } = await holdCase(tx, caller, { id: requestId, action: 'add_attachment', ifMatch, now })
  const there = await listAttachments(tx, [requestId])
  const bySha256 = new Map(there.map((attachment) => [attachment.sha256, attachment]))
  const actor = actorOf(caller)
  for (const { declaredType: _declared, ...file } of files) {
    if (bySha256.has(file.sha256)) continue
    const attachment = { ...file, requestId, addedBy: actor, addedAt: now }
    await insertAttachment(tx, attachment)
    bySha256.set(file.sha256, attachment)
    await append(tx, head, {
      type: 'lightwell.request.attached.v1', room: 'intake', actor, at: now,
      // A plain hash would confirm a guess of what was handed in.
      data: { attachmentId: file.id, contentHash: blindIndex(deps.keys, 'content', file.sha256) },
    })
  }
  if (bySha256.size > attachmentLimits.files) throw errors.attachmentsFull()
  const attachments = [...new Set(files.map(({ sha256 }) => sha256))].map((sha256) => bySha256.get(sha256) as Attachment)
  return { attachments, anyNew: bySha256.size > there.length }
}
