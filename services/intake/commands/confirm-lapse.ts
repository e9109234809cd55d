import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { lawOf } from '@lightwell/regimes/law-of'
import type { Clarification } from '../case-view.ts'
import { holdCase, moveOn } from '../hold-case.ts'
import { issueLapseNotice } from '../issue-lapse-notice.ts'
import { requireTimeToReply } from '../require-time-to-reply.ts'
import { todayAt } from '../rules/guards.ts'
import { changeClarification, findClarification } from '../store/clarifications.ts'
import { requestOfStep } from '../views/visible-step.ts'

export type ConfirmLapse = SentBody<{ reason: string }> & { id: string, ifMatch: string | undefined }

/**
 * Establishes that a request was not completed in time and why there was no good reason for it (条例第三十条). The clock
 * only proposes it; a person ends the request, by a paper that names the remedy. Throws 409 before the day is over,
 * and where nothing shows that he had the notice in time.
 */
export async function confirmLapse (
  deps: Deps, tx: Transaction, caller: Caller, { id, body, schemaFaults, ifMatch }: ConfirmLapse,
): Promise<void> {
  const at = deps.clock.now()
  const requestId = requestOfStep(caller, await findClarification(tx, id))
  const held = await holdCase(tx, caller, { id: requestId, action: 'confirm_lapse', ifMatch, now: at })
  if (caller.kind !== 'staff') throw doorErrors.notAllowed()
  await requireTimeToReply(tx, held.view, {
    noticeId: (held.view.clarification as Clarification).noticeId, now: at,
    least: lawOf(held.view.request).regime.clarification.reply.value.least,
  })
  refuseFaults(toldFaults(schemaFaults, outgoingFaults(body.reason ?? '', '/reason')))
  const { reason } = body as { reason: string }
  const actor = actorOf(caller)
  const { id: noticeId } = await issueLapseNotice(tx, held, { reason, at, actor })
  await changeClarification(tx, id, {
    state: 'lapsed', lapsedBy: caller.personId, lapsedAt: at, lapseReason: reason, lapseNoticeId: noticeId,
  })
  await moveOn(tx, held)
  const lapsedOn: Day = todayAt(held.view, at)
  await append(tx, held.head, {
    type: 'lightwell.request.lapsed.v1', room: 'intake', actor, at, data: { cause: 'clarification', lapsedOn, noticeId },
  })
}
