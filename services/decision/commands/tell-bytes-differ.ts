import { append } from '@lightwell/events/append'
import { lockCase } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { transact } from '@lightwell/events/transact'
import type { Differing } from '../bytes-differ.ts'
import { isDifferenceTold } from '../store/told-differences.ts'

/**
 * Tells, once for a record or a paper, that its stored bytes are not those on record: an incident. It is a transaction of its
 * own, for what asked is refused.
 */
export async function tellBytesDiffer (deps: Deps, differing: Differing): Promise<void> {
  await transact(deps, async (tx) => {
    const head = await lockCase(tx, differing.caseId)
    if (head === undefined || await isDifferenceTold(tx, differing)) return
    const by = { room: 'decision', actor: 'system', at: deps.clock.now() } as const
    if ('recordId' in differing) {
      await append(tx, head, { ...by, type: 'lightwell.record.bytes_differed.v1', data: { recordId: differing.recordId } })
    } else {
      await append(tx, head, { ...by, type: 'lightwell.notice.bytes_differed.v1', data: { noticeId: differing.noticeId } })
    }
  })
}
