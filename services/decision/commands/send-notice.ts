import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { errors } from '../errors.ts'
import { noticeToServe } from '../notice-to-serve.ts'
import { returnedAfterService, sendingFaults, type SendingBody } from '../rules/service-faults.ts'
import { errors as serviceErrors } from '../service-errors.ts'
import { findService } from '../store/notices.ts'
import { insertSending, type Sending } from '../store/sendings.ts'

export type SendNotice = SentBody<SendingBody> & { noticeId: string, ifMatch: string | undefined }

/**
 * Writes down that a paper left the house. That answers nothing: its service does. It is sent again only when it came back.
 */
export async function sendNotice (
  deps: Deps, tx: Transaction, caller: Caller, { noticeId, body, schemaFaults, ifMatch }: SendNotice,
): Promise<Sending> {
  const { held, sendings, context, now } = await noticeToServe(deps, tx, caller, { noticeId, ifMatch })
  refuseFaults(toldFaults(schemaFaults, sendingFaults(body, context)))
  if (sendings.some(({ state }) => state === 'sent')) throw serviceErrors.sendingOnItsWay()
  if (await findService(tx, noticeId) !== undefined && returnedAfterService(sendings) === undefined) throw errors.noticeServed()
  const { method, on: sentOn, waybill = null } = body as SendingBody
  const actor = actorOf(caller)
  const sending: Sending = {
    id: uuidv7(), noticeId, method, sentOn, waybill, state: 'sent', servedOn: null, evidence: null,
    returnedOn: null, returnReason: null, returnedBy: null, recordedBy: actor, recordedAt: now,
  }
  await insertSending(tx, sending)
  await append(tx, held.head, {
    type: 'lightwell.notice.sent.v1', room: 'decision', actor, at: now, data: { noticeId, sendingId: sending.id, method, sentOn },
  })
  return sending
}
