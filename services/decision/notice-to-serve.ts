import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { requestFor, requireToken } from './authorize-staff.ts'
import { errors } from './errors.ts'
import { holdRequest, type HeldRequest } from './open-request.ts'
import { regimeOf } from './regime-of.ts'
import type { ServiceContext } from './rules/service-faults.ts'
import { findNotice, isVoid, type Notice } from './store/notices.ts'
import { listSendings, type Sending } from './store/sendings.ts'

/** A paper whose case this transaction holds, with each way that it went, and what a service of it is held against. */
export type NoticeToServe = { notice: Notice, held: HeldRequest, sendings: readonly Sending[], context: ServiceContext, now: Date }

/**
 * A paper that this caller may send and serve. A letter of consultation is served where it is consulted: the time of its reader
 * runs from there. Throws 409 for that, and for a paper that is void.
 */
export async function noticeToServe (
  deps: Deps, tx: Transaction, caller: Caller, { noticeId, ifMatch }: { noticeId: string, ifMatch: string | undefined },
): Promise<NoticeToServe> {
  requireToken(caller)
  const notice = await findNotice(tx, noticeId)
  if (notice === undefined) throw doorErrors.notFound()
  await requestFor(tx, notice.caseId, { caller, resource: 'notice', verb: 'serve' })
  const held = await holdRequest(tx, notice.caseId, ifMatch)
  if (notice.kind === 'consultation' || notice.kind === 'cooperation') throw errors.servedAtConsultation()
  if (await isVoid(tx, noticeId)) throw errors.noticeVoided()
  const sendings = await listSendings(tx, noticeId)
  const now = deps.clock.now()
  const { zone } = held.request
  const context = { issuedOn: dayIn(notice.issuedAt, zone), today: dayIn(now, zone), regime: regimeOf(held.request), sendings }
  return { notice, held, sendings, context, now }
}
