import { v7 as uuidv7 } from 'uuid'
import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { errors } from '../errors.ts'
import { noticeToServe, type NoticeToServe } from '../notice-to-serve.ts'
import { recordService, type NewService } from '../record-service.ts'
import { returnedAfterService, sendingServedBy, serviceFaults, type ServiceBody } from '../rules/service-faults.ts'
import { findDayAtStake } from '../store/days-at-stake.ts'
import { findService, type Notice, type Service } from '../store/notices.ts'
import { insertSending, saveSending, type Sending } from '../store/sendings.ts'

export type ServeNotice = SentBody<ServiceBody> & { noticeId: string, ifMatch: string | undefined }

/**
 * Records the service of a notice with its evidence: once, and a second time only where it came back after it had counted.
 * The first alone stops a clock.
 */
export async function serveNotice (
  deps: Deps, tx: Transaction, caller: Caller, { noticeId, body, schemaFaults, ifMatch }: ServeNotice,
): Promise<Service> {
  const serving = await noticeToServe(deps, tx, caller, { noticeId, ifMatch })
  const { notice, held: { head }, sendings, context, now } = serving
  refuseFaults(toldFaults(schemaFaults, serviceFaults(body, context)))
  const { on, ...how } = body as ServiceBody
  const service = { ...how, servedOn: on as Day, actor: actorOf(caller), at: now }
  const returned = returnedAfterService(sendings)
  if (await findService(tx, noticeId) !== undefined) {
    if (returned === undefined) throw errors.noticeServed()
    return await serveAgain(tx, serving, { service, returnedSendingId: returned.id })
  }
  if (await makesOwnWorkTimely(tx, caller, { notice, on: service.servedOn, now })) throw errors.ownWorkAtStake()
  await endSending(tx, serving, service)
  return await recordService(tx, head, notice, service)
}

/** The paper that came back reached its reader after all. The clock stopped by the first time, and stays so. */
async function serveAgain (
  tx: Transaction, serving: NoticeToServe, { service, returnedSendingId }: { service: NewService, returnedSendingId: string },
): Promise<Service> {
  const { notice: { id: noticeId }, held: { head } } = serving
  const { actor: recordedBy, at: recordedAt, method, servedOn, evidence, witness = null, place = null, untilOn = null } = service
  const { id: sendingId } = await endSending(tx, serving, service)
  await append(tx, head, {
    type: 'lightwell.notice.served_again.v1', room: 'decision', actor: recordedBy, at: recordedAt,
    data: { noticeId, sendingId, method, servedOn, returnedSendingId },
  })
  return { id: sendingId, noticeId, method, servedOn, evidence, witness, place, untilOn, recordedBy, recordedAt }
}

/** Ends the sending that reached its reader; one that nobody wrote down left the house when it is said to have been served. */
async function endSending (
  tx: Transaction, { notice: { id: noticeId }, sendings }: NoticeToServe,
  { method, servedOn, evidence, actor, at }: NewService,
): Promise<Sending> {
  const onItsWay = sendings.find(({ id }) => id === sendingServedBy(sendings, method)?.id)
  const served = { state: 'served', servedOn, evidence } as const
  if (onItsWay !== undefined) {
    const ended: Sending = { ...onItsWay, ...served }
    await saveSending(tx, ended)
    return ended
  }
  const sending: Sending = {
    id: uuidv7(), noticeId, method, sentOn: servedOn, waybill: null, ...served,
    returnedOn: null, returnReason: null, returnedBy: null, recordedBy: actor, recordedAt: at,
  }
  await insertSending(tx, sending)
  return sending
}

// No one alone makes timely what is late: once the due day is over, that a paper was served in time is recorded by another
// than the one whose answer it is, whose extension it lets hold, or who acknowledged the request by it.
async function makesOwnWorkTimely (
  tx: Transaction, caller: Caller,
  { notice, on, now }: { notice: Notice, on: Day, now: Date },
): Promise<boolean> {
  const stake = await findDayAtStake(tx, notice)
  return stake !== undefined && caller.kind === 'staff' && caller.personId === stake.by && now >= stake.dueAt && on <= stake.dueOn
}
