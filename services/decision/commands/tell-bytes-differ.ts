import { append } from '@lightwell/events/append'
import { lockCase } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { transact } from '@lightwell/events/transact'
import { isDifferenceTold } from '../store/told-differences.ts'

/**
 * Tells, once for a record, that its stored bytes are not those that were released: an incident. It is a transaction of its
 * own, for what asked is refused.
 */
export async function tellBytesDiffer (deps: Deps, { caseId, recordId }: { caseId: string, recordId: string }): Promise<void> {
  await transact(deps, async (tx) => {
    const head = await lockCase(tx, caseId)
    if (head === undefined || await isDifferenceTold(tx, { caseId, recordId })) return
    await append(tx, head, {
      type: 'lightwell.record.bytes_differed.v1', room: 'decision', actor: 'system', at: deps.clock.now(), data: { recordId },
    })
  })
}
