import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { Line } from '@lightwell/http/line'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { requireToken } from '../authorize-staff.ts'
import { faults as doorFaults } from '../errors.ts'
import { DayText } from '../fields.ts'
import { noticeToServe } from '../notice-to-serve.ts'
import { countsOnLeaving } from '../rules/service-faults.ts'
import { errors, faults } from '../service-errors.ts'
import { findSending, saveSending, type Sending } from '../store/sendings.ts'

/** What came back, when, and why: addressee unknown, refused, not collected. */
export const ReturnedBody = Type.Object({ on: DayText, reason: Line(2_000) }, { additionalProperties: false })
export type ReturnedBody = Static<typeof ReturnedBody>

export type ReturnSending = SentBody<ReturnedBody> & { sendingId: string, ifMatch: string | undefined }

/**
 * Writes down that a paper came back. Where the day on which it was handed over counted, it counts still, for the body did
 * what the law asks of it by then; that its reader does not have it stands beside it, and it is served a second time.
 */
export async function returnSending (
  deps: Deps, tx: Transaction, caller: Caller, { sendingId, body, schemaFaults, ifMatch }: ReturnSending,
): Promise<Sending> {
  requireToken(caller)
  const { noticeId } = await findSending(tx, sendingId) ?? {}
  if (noticeId === undefined) throw doorErrors.notFound()
  const { held, sendings, context, now } = await noticeToServe(deps, tx, caller, { noticeId, ifMatch })
  const sending = sendings.find(({ id }) => id === sendingId) as Sending
  refuseFaults(toldFaults(schemaFaults, [
    ...body.on !== undefined && body.on > context.today ? [doorFaults.inTheFuture('/on')] : [],
    ...body.on !== undefined && body.on < sending.sentOn ? [faults.beforeSent('/on')] : [],
  ]))
  if (sending.state === 'returned') throw errors.sendingReturned()
  const counted = sending.state === 'served'
  if (counted && !countsOnLeaving(context.regime, sending.method)) throw errors.sendingReached()
  const { on: returnedOn, reason: returnReason } = body as ReturnedBody
  const actor = actorOf(caller)
  const returned: Sending = { ...sending, state: 'returned', returnedOn, returnReason, returnedBy: actor }
  await saveSending(tx, returned)
  await append(tx, held.head, {
    type: 'lightwell.notice.returned.v1', room: 'decision', actor, at: now, data: { noticeId, sendingId, returnedOn, counted },
  })
  return returned
}
