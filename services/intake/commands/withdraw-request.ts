import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { lockMatchingCase } from '@lightwell/http/etag'
import { errors } from '../errors.ts'
import type { CaseView } from '../case-view.ts'
import { nextStatus } from '../rules/request-status.ts'
import { findCase } from '../store/cases.ts'
import { updateStatus } from '../store/requests.ts'
import { visibleRequest } from '../visible-request.ts'

/** Takes a request back before its answer is approved, on the applicant's word. Throws 409 afterwards. */
export async function withdrawRequest (
  deps: Deps, tx: Transaction, caller: Caller, { id, ifMatch }: { id: string, ifMatch: string | undefined },
): Promise<CaseView> {
  const { zone } = await visibleRequest(tx, caller, id, 'withdraw')
  const head = await lockMatchingCase(tx, id, ifMatch)
  const view = await findCase(tx, id) as CaseView
  const from = view.request.status
  // The status follows an approval by event; under the lock the decision itself tells whether there is one.
  const to = view.decision?.state === 'issued' ? undefined : nextStatus(from, 'withdrawn')
  if (to === undefined) throw errors.notWithdrawable()
  await updateStatus(tx, id, { from, to })
  const at = deps.clock.now()
  await append(tx, head, {
    type: 'lightwell.request.withdrawn.v1', room: 'intake', actor: actorOf(caller), at,
    data: { withdrawnOn: dayIn(at, zone) },
  })
  return { ...view, request: { ...view.request, status: to }, version: head.version }
}
