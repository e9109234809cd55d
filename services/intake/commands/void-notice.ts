import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { lockMatchingCase } from '@lightwell/http/etag'
import { actingPerson } from '../acting-person.ts'
import { errors } from '../errors.ts'
import { isVoidable } from '../rules/paper-kinds.ts'
import { findPaper, insertVoid, type Paper } from '../store/papers.ts'
import { visiblePaper } from '../views/visible-paper.ts'

export type VoidNotice = { noticeId: string, reason: string, ifMatch: string | undefined }

/**
 * Makes the number of a paper void, with the reason: it stays in its series and is shown so. Throws 409 for a paper that
 * has had its effect, and for one that is void already.
 */
export async function voidNotice (
  deps: Deps, tx: Transaction, caller: Caller, { noticeId, reason, ifMatch }: VoidNotice,
): Promise<Paper> {
  const { caseId, kind } = await visiblePaper(tx, caller, noticeId, 'void')
  const head = await lockMatchingCase(tx, caseId, ifMatch)
  if (!isVoidable(kind)) throw errors.notVoidable()
  if ((await findPaper(tx, noticeId))?.voiding !== null) throw errors.noticeVoided()
  const now = deps.clock.now()
  await insertVoid(tx, { noticeId, caseId, reason, voidedBy: actingPerson(caller), voidedAt: now })
  await append(tx, head, {
    type: 'lightwell.notice.voided.v1', room: 'intake', actor: actorOf(caller), at: now, data: { noticeId },
  })
  return await findPaper(tx, noticeId) as Paper
}
