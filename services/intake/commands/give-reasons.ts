import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import type { ReasonRequest } from '../case-view.ts'
import { holdCase } from '../hold-case.ts'
import { answerFaults } from '../rules/answer-faults.ts'
import { todayAt } from '../rules/guards.ts'
import { changeReasonRequest, findReasonRequest } from '../store/reason-requests.ts'
import { requestOfStep } from '../views/visible-step.ts'

/** The reasons. Staff who enter paper say when, and how, they arrived. */
export type GivenReasons = { reasons: string, receivedOn?: string, channel?: string }

export type GiveReasons = SentBody<GivenReasons> & { id: string, ifMatch: string | undefined }

/** Takes the reasons of an applicant, also after the day that the notice named, as long as nobody has judged without them. */
export async function giveReasons (
  deps: Deps, tx: Transaction, caller: Caller, { id, body, schemaFaults, ifMatch }: GiveReasons,
): Promise<void> {
  const at = deps.clock.now()
  const requestId = requestOfStep(caller, await findReasonRequest(tx, id))
  const held = await holdCase(tx, caller, { id: requestId, action: 'give_reasons', ifMatch, now: at })
  const { request: { zone }, reasons: asked } = held.view
  const today = todayAt(held.view, at)
  const askedOn = dayIn((asked as ReasonRequest).askedAt, zone)
  const byStaff = caller.kind === 'staff'
  refuseFaults(toldFaults(schemaFaults, answerFaults(body, { byStaff, askedOn, today })))
  const { reasons, receivedOn, channel } = body as GivenReasons
  await changeReasonRequest(tx, id, {
    state: 'answered', reasons, answeredOn: receivedOn ?? today, answeredBy: actorOf(caller), answeredAt: at,
    answerChannel: channel ?? null,
  })
  await append(tx, held.head, {
    type: 'lightwell.request.reasons_given.v1', room: 'intake', actor: actorOf(caller), at, data: { reasonRequestId: id },
  })
}
