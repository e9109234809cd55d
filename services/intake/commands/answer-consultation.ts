import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import type { ConsultationResponse } from '../consultation.ts'
import { holdConsultation, type HeldConsultation } from '../hold-consultation.ts'
import { responseFaults } from '../rules/consultation-faults.ts'
import { todayAt } from '../rules/guards.ts'
import { updateAnswer } from '../store/consultations.ts'

export type AnswerConsultation = SentBody<ConsultationResponse> & { id: string, ifMatch: string | undefined }

/**
 * Takes the one answer of who was consulted: from himself by his token, or from paper by staff who say when it arrived. A
 * late one is kept too, though his silence has had its effect by then.
 */
export async function answerConsultation (
  deps: Deps, tx: Transaction, caller: Caller, { id, body, schemaFaults, ifMatch }: AnswerConsultation,
): Promise<HeldConsultation> {
  const at = deps.clock.now()
  const held = await holdConsultation(tx, caller, { id, action: 'answer_consultation', ifMatch, now: at })
  const { consultation, view, head } = held
  const today = todayAt(view, at)
  const ruled = responseFaults(body, { byStaff: caller.kind === 'staff', servedOn: consultation.servedOn as Day, today })
  refuseFaults(toldFaults(schemaFaults, ruled))
  const { answer, reason = null, receivedOn = today, evidence = null } = body as ConsultationResponse
  const answered = {
    answer, answerReason: reason, answeredOn: receivedOn, answeredBy: actorOf(caller), answeredAt: at, answerEvidence: evidence,
  }
  await updateAnswer(tx, id, answered)
  await append(tx, head, {
    type: 'lightwell.consultation.closed.v1', room: 'intake', actor: actorOf(caller), at,
    data: { consultationId: id, answer, answeredOn: receivedOn },
  })
  return { ...held, consultation: { ...consultation, ...answered } }
}
