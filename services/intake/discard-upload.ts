import type { Deps } from '@lightwell/events/deps'
import { lockCase } from '@lightwell/events/case-head'
import { describeError } from '@lightwell/events/describe-error'
import { listKept } from './store/attachments.ts'

/**
 * Removes the bytes of an upload that no row tells of: it broke off, was refused, repeated what is there, or its
 * transaction failed. Which rows there are is asked under the lock of the case, so that a commit whose outcome nobody
 * was told is waited for. What cannot be removed now is told to the operators; nobody has the key to it.
 */
export async function discardUpload (deps: Deps, requestId: string, staged: ReadonlySet<string>): Promise<void> {
  if (staged.size === 0) return
  try {
    const kept = await deps.db.transaction(async (tx) => {
      await lockCase(tx, requestId)
      return await listKept(tx, [...staged])
    })
    for (const id of staged) if (!kept.includes(id)) await deps.bytes.remove(id)
  } catch (error) {
    deps.log.warn({ ids: [...staged], error: describeError(error) }, 'Bytes of an upload could not be removed')
  }
}
