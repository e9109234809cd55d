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
import type { Clarification } from '../case-view.ts'
import { completeRequest } from '../complete-request.ts'
import { holdCase, moveOn, type HeldCase } from '../hold-case.ts'
import { issueLapseNotice } from '../issue-lapse-notice.ts'
import { findLastSuccessor } from '../store/agencies.ts'
import { changeClarification, findClarification } from '../store/clarifications.ts'
import { handOver } from '../store/successions.ts'
import { requestOfStep } from '../views/visible-step.ts'

/** Whether a late answer had a good reason, and why. */
export type LateAnswerFinding = { goodReason: boolean, reason: string }

export type JudgeLateAnswer = SentBody<LateAnswerFinding> & { id: string, ifMatch: string | undefined }

/**
 * Judges a late answer. With good reason the request is taken up again as it was completed, and its time counts from the
 * day of that answer; without, it stays lapsed for good, and a paper says so.
 */
export async function judgeLateAnswer (
  deps: Deps, tx: Transaction, caller: Caller, { id, body, schemaFaults, ifMatch }: JudgeLateAnswer,
): Promise<void> {
  const at = deps.clock.now()
  const requestId = requestOfStep(caller, await findClarification(tx, id))
  const action = body.goodReason === true ? 'accept_late_answer' : 'reject_late_answer'
  const held = await holdCase(tx, caller, { id: requestId, action, ifMatch, now: at })
  if (caller.kind !== 'staff') throw doorErrors.notAllowed()
  refuseFaults(toldFaults(schemaFaults, outgoingFaults(body.reason ?? '', '/reason')))
  const { goodReason, reason } = body as LateAnswerFinding
  const { answeredOn, newDescription } = held.view.clarification as Clarification
  const { request } = held.view
  const judged = { judgedBy: caller.personId, judgedAt: at, judgement: reason }
  const fact = { room: 'intake', actor: actorOf(caller), at } as const
  if (!goodReason) {
    await changeClarification(tx, id, { state: 'lapsed', ...judged })
    const notice = await issueLapseNotice(tx, held, { reason, at, actor: fact.actor, lateAnswerOn: answeredOn as Day })
    const data = { clarificationId: id, noticeId: notice.id }
    await append(tx, held.head, { ...fact, type: 'lightwell.request.late_answer_rejected.v1', data })
    return
  }
  await changeClarification(tx, id, { state: 'reopened', oldDescription: request.description, ...judged })
  await moveOn(tx, held)
  const personalHash = await completeRequest(deps.keys, tx, request, newDescription as string)
  const data = { clarificationId: id, answeredOn: answeredOn as Day, personalHash }
  await append(tx, held.head, { ...fact, type: 'lightwell.request.reopened.v1', data })
  await passToSuccessor(tx, held, fact)
}

// A body that was merged while the request had lapsed has no open cases any more: this one is its successor's.
async function passToSuccessor (
  tx: Transaction, { head, view: { request } }: HeldCase, fact: { room: 'intake', actor: string, at: Date },
): Promise<void> {
  const fromAgency = request.agencyCode
  const toAgency = (await findLastSuccessor(tx, fromAgency))?.code ?? fromAgency
  if (toAgency === fromAgency) return
  await append(tx, head, { ...fact, type: 'lightwell.request.passed_on.v1', data: { fromAgency, toAgency } })
  await handOver(tx, [request.id], toAgency)
}
