import { createHash } from 'node:crypto'
import type { Deps } from '@lightwell/events/deps'
import { openDataKey } from '@lightwell/secrets/data-key'
import { openStream } from '@lightwell/secrets/seal-stream'
import { UnsealError } from '@lightwell/secrets/seal'
import { errors } from './errors.ts'
import type { Attachment } from './store/attachments.ts'

/** Where the parts of an attachment belong: moved to another they no longer open. */
export function placeOf (id: string, part: 'sealed_key' | 'bytes'): string {
  return `attachments:${id}:${part}`
}

/** What opens the bytes of an attachment. */
export type Sealed = Pick<Attachment, 'id' | 'sealedKey'>

/** The bytes of an attachment as they stream from the store. Throws UnsealError, on the way too, where they were changed. */
export async function * openBytes (deps: Deps, { id, sealedKey }: Sealed): AsyncGenerator<Buffer> {
  const key = openDataKey(deps.keys, sealedKey, placeOf(id, 'sealed_key'))
  const sealed = await deps.bytes.get(id)
  if (sealed === undefined) throw new UnsealError()
  yield * openStream(key, placeOf(id, 'bytes'), sealed)
}

/**
 * The bytes of an attachment, once all of them were read and found to be those that were handed in: they stream a second
 * time to who asked, so that nothing of changed bytes is sent and a file is never held whole. Throws 500 where they
 * differ or are gone.
 */
export async function soundBytes (deps: Deps, attachment: Attachment): Promise<AsyncIterable<Buffer>> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of openBytes(deps, attachment)) hash.update(chunk)
  } catch (error) {
    throw error instanceof UnsealError ? errors.storedBytesDiffer() : error
  }
  if (hash.digest('hex') !== attachment.sha256) throw errors.storedBytesDiffer()
  return openBytes(deps, attachment)
}
