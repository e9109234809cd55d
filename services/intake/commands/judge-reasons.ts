import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { lawOf } from '@lightwell/regimes/law-of'
import type { ReasonRequest } from '../case-view.ts'
import { holdCase } from '../hold-case.ts'
import { requireTimeToReply } from '../require-time-to-reply.ts'
import { changeReasonRequest, findReasonRequest } from '../store/reason-requests.ts'
import { requestOfStep } from '../views/visible-step.ts'

/** Whether the reasons are good, and why. */
export type ReasonsFinding = { finding: 'reasonable' | 'unreasonable', opinion: string }

export type JudgeReasons = SentBody<ReasonsFinding> & { id: string, ifMatch: string | undefined }

/**
 * Judges the reasons of an applicant: after his answer, or once the day for it is over. His silence is no finding of its
 * own: the article speaks of reasons that are not good, so that the officer says why they are not, or why they are.
 */
export async function judgeReasons (
  deps: Deps, tx: Transaction, caller: Caller, { id, body, schemaFaults, ifMatch }: JudgeReasons,
): Promise<void> {
  const at = deps.clock.now()
  const requestId = requestOfStep(caller, await findReasonRequest(tx, id))
  const held = await holdCase(tx, caller, { id: requestId, action: 'judge_reasons', ifMatch, now: at })
  if (caller.kind !== 'staff') throw doorErrors.notAllowed()
  const { state, noticeId } = held.view.reasons as ReasonRequest
  const { least } = lawOf(held.view.request).regime.excessive.reply.value
  if (state === 'open') await requireTimeToReply(tx, held.view, { noticeId, least, now: at })
  refuseFaults(schemaFaults)
  const { finding, opinion } = body as ReasonsFinding
  await changeReasonRequest(tx, id, { state: finding, finding: opinion, judgedBy: caller.personId, judgedAt: at })
  await append(tx, held.head, {
    type: 'lightwell.request.reasons_judged.v1', room: 'intake', actor: actorOf(caller), at,
    data: { reasonRequestId: id, finding },
  })
}
