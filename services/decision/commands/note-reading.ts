import { v7 as uuidv7 } from 'uuid'
import { append } from '@lightwell/events/append'
import { lockCase } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { transact } from '@lightwell/events/transact'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { contentHash } from '../content-hash.ts'
import { hasReading, insertReading } from '../store/readings.ts'

/** What a reader from outside opened: a paper, or a record in the bytes that were released to him. */
export type Opened = { caseId: string } & ({ noticeId: string } | { recordId: string, sha256: string })

/**
 * Notes that its reader opened a paper, or what was released to him: the first time of each, which shows that it reached him.
 * Of the staff this is not asked.
 */
export async function noteReading (deps: Deps, caller: Caller, opened: Opened): Promise<void> {
  if (caller.kind === 'staff' || caller.kind === 'anonymous') return
  const reader = caller.kind
  const of = 'noticeId' in opened ? { noticeId: opened.noticeId, recordId: null } : { noticeId: null, recordId: opened.recordId }
  if (await hasReading(deps.db, { ...of, reader })) return
  await transact(deps, async (tx) => {
    const head = await lockCase(tx, opened.caseId)
    const at = deps.clock.now()
    if (head === undefined || !await insertReading(tx, { id: uuidv7(), caseId: opened.caseId, ...of, reader, readAt: at })) return
    const by = { room: 'decision', actor: actorOf(caller), at } as const
    if ('noticeId' in opened) {
      await append(tx, head, { ...by, type: 'lightwell.notice.read.v1', data: { noticeId: opened.noticeId, reader } })
    } else {
      const { recordId, sha256 } = opened
      await append(tx, head, {
        ...by, type: 'lightwell.record.opened.v1',
        data: { recordId, contentHash: contentHash(deps.keys, sha256), reader: by.actor },
      })
    }
  })
}
