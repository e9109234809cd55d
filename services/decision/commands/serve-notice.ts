import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { refuseFaults } from '@lightwell/http/refusal'
import { requestFor, requireToken } from '../authorize-staff.ts'
import { errors, faults } from '../errors.ts'
import { DayText } from '../fields.ts'
import { holdRequest } from '../open-request.ts'
import { recordService } from '../record-service.ts'
import { findNotice, findService, isVoid, type Notice, type Service } from '../store/notices.ts'
import { findDayAtStake } from '../store/days-at-stake.ts'

/** How and when a paper reached its reader. The day is that of the act the regime counts: signed for, handed over. */
export const ServiceBody = Type.Object({
  method: listed(['online', 'direct', 'left', 'post', 'fax', 'public_notice']),
  on: DayText,
  evidence: Line(2_000),
}, { additionalProperties: false })
export type ServiceBody = Static<typeof ServiceBody>

export type ServeNotice = { noticeId: string, body: ServiceBody, ifMatch: string | undefined }

/**
 * Records the service of a notice, once, with its evidence. That of a letter of consultation is recorded where it is
 * consulted: the time of its reader runs from there.
 */
export async function serveNotice (
  deps: Deps, tx: Transaction, caller: Caller, { noticeId, body, ifMatch }: ServeNotice,
): Promise<Service> {
  requireToken(caller)
  const notice = await findNotice(tx, noticeId)
  if (notice === undefined) throw doorErrors.notFound()
  await requestFor(tx, notice.caseId, { caller, resource: 'notice', verb: 'serve' })
  const { head, request } = await holdRequest(tx, notice.caseId, ifMatch)
  if (notice.kind === 'consultation' || notice.kind === 'cooperation') throw errors.servedAtConsultation()
  if (await isVoid(tx, noticeId)) throw errors.noticeVoided()
  if (await findService(tx, noticeId) !== undefined) throw errors.noticeServed()
  const now = deps.clock.now()
  const on = body.on as Day
  refuseFaults([
    ...on > dayIn(now, request.zone) ? [faults.inTheFuture('/on')] : [],
    ...on < dayIn(notice.issuedAt, request.zone) ? [faults.beforeIssue('/on')] : [],
  ])
  if (await makesOwnWorkTimely(tx, caller, { notice, on, now })) throw errors.ownWorkAtStake()
  return await recordService(tx, head, notice, {
    method: body.method, servedOn: on, evidence: body.evidence, actor: actorOf(caller), at: now,
  })
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
