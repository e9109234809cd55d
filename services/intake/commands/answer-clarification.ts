import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import type { Clarification } from '../case-view.ts'
import { completeRequest } from '../complete-request.ts'
import { faults } from '../errors.ts'
import { holdCase, moveOn } from '../hold-case.ts'
import { answerFaults } from '../rules/answer-faults.ts'
import { todayAt } from '../rules/guards.ts'
import { changeClarification, findClarification } from '../store/clarifications.ts'
import { requestOfStep } from '../views/visible-step.ts'

/** The completed description. Staff who enter paper say when, and how, it arrived, and what shows it. */
export type ClarificationAnswer = {
  description: string, note?: string, lateReason?: string, receivedOn?: string, channel?: string,
  evidence?: string
}

export type AnswerClarification = SentBody<ClarificationAnswer> & { id: string, ifMatch: string | undefined }

/**
 * Takes the answer to a clarification. As long as nobody has found that the request lapsed it completes the request, late
 * or not: nothing was given up yet. Afterwards it must say why it is late, and waits to be judged.
 */
export async function answerClarification (
  deps: Deps, tx: Transaction, caller: Caller, { id, body, schemaFaults, ifMatch }: AnswerClarification,
): Promise<void> {
  const at = deps.clock.now()
  const found = await findClarification(tx, id)
  const requestId = requestOfStep(caller, found)
  const lapsed = found?.state === 'lapsed'
  const action = lapsed ? 'answer_late' : 'answer_clarification'
  const held = await holdCase(tx, caller, { id: requestId, action, ifMatch, now: at })
  const { askedOn } = held.view.clarification as Clarification
  const today = todayAt(held.view, at)
  const byStaff = caller.kind === 'staff'
  refuseFaults(toldFaults(schemaFaults, [
    ...answerFaults(body, { byStaff, askedOn: askedOn as Day, today }),
    ...evidenceFaults(body, { byStaff, today }),
    ...lapsed && body.lateReason === undefined ? [faults.lateReasonRequired('/lateReason')] : [],
  ]))
  const answer = body as ClarificationAnswer
  const answeredOn = (answer.receivedOn ?? today) as Day
  await changeClarification(tx, id, {
    ...answerRow(answer), answeredOn, answeredBy: actorOf(caller), answeredAt: at,
    ...lapsed ? { state: 'late_answer' } : { state: 'answered', oldDescription: held.view.request.description },
  })
  const fact = { room: 'intake', actor: actorOf(caller), at } as const
  if (lapsed) {
    const data = { clarificationId: id, answeredOn }
    await append(tx, held.head, { ...fact, type: 'lightwell.request.answered_late.v1', data })
    return
  }
  await moveOn(tx, held)
  const personalHash = await completeRequest(deps.keys, tx, held.view.request, answer.description)
  const data = { clarificationId: id, answeredOn, personalHash }
  await append(tx, held.head, { ...fact, type: 'lightwell.request.clarified.v1', data })
}

// The time to answer begins anew with the day that staff say: one that is not the day of their entry has something to show it.
function evidenceFaults (
  { evidence, receivedOn }: Partial<ClarificationAnswer>, { byStaff, today }: { byStaff: boolean, today: Day },
): FieldFault[] {
  if (!byStaff) return evidence === undefined ? [] : [faults.paperDetails('/evidence')]
  return evidence === undefined && receivedOn !== undefined && receivedOn !== today ? [faults.evidenceRequired('/evidence')] : []
}

function answerRow ({ description, note, lateReason, channel, evidence }: ClarificationAnswer) {
  return {
    newDescription: description, answerNote: note ?? null, lateReason: lateReason ?? null, answerChannel: channel ?? null,
    answerEvidence: evidence ?? null,
  }
}
