import { todayAt } from '../rules/guards.ts'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import type { CaseView } from '../case-view.ts'
import { holdCase, moveOn } from '../hold-case.ts'

/** Takes a request back before its answer is approved, on the applicant's word. Throws 409 afterwards. */
export async function withdrawRequest (
  deps: Deps, tx: Transaction, caller: Caller, { id, ifMatch }: { id: string, ifMatch: string | undefined },
): Promise<CaseView> {
  const now = deps.clock.now()
  const held = await holdCase(tx, caller, { id, action: 'withdraw', ifMatch, now })
  const request = await moveOn(tx, held)
  await append(tx, held.head, {
    type: 'lightwell.request.withdrawn.v1', room: 'intake', actor: actorOf(caller), at: now,
    data: { withdrawnOn: todayAt(held.view, now) },
  })
  return { ...held.view, request, version: held.head.version }
}
