import { addWorkingDays } from '@lightwell/calendar/working-calendar'
import type { Transaction } from '@lightwell/database/connect'
import { deferralNotice } from '@lightwell/documents/deferral-notice'
import type { IssuedNotice } from '@lightwell/documents/notices'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { permission } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { lawOf } from '@lightwell/regimes/law-of'
import { sourceText } from '@lightwell/regimes/source-text'
import { holdCase, type HeldCase } from '../hold-case.ts'
import { issuePaper } from '../issue-paper.ts'
import { currentDeadline } from '../rules/current-deadline.ts'
import { deferralFaults } from '../rules/deferral-faults.ts'
import { todayAt } from '../rules/guards.ts'
import { subjectOf } from '../rules/why-not.ts'
import { changeReasonRequest, findReasonRequest } from '../store/reason-requests.ts'
import { requestOfStep } from '../views/visible-step.ts'

/** By how many working days the answer is put off, and why. */
export type Deferral = { workingDays: number, reason: string }

export type DeferAnswer = SentBody<Deferral> & { id: string, ifMatch: string | undefined }

type Granted = Deferral & { asDeputy: boolean, at: Date, actor: string }

/**
 * Puts an answer off where the reasons were found good and the time is too short (条例第三十五条): by the duty that the
 * regime names, before the due day ends, and never by who judged the reasons. The applicant is told both days.
 */
export async function deferAnswer (
  deps: Deps, tx: Transaction, caller: Caller, { id, body, schemaFaults, ifMatch }: DeferAnswer,
): Promise<void> {
  const at = deps.clock.now()
  const requestId = requestOfStep(caller, await findReasonRequest(tx, id))
  const held = await holdCase(tx, caller, { id: requestId, action: 'defer', ifMatch, now: at })
  if (caller.kind !== 'staff') throw doorErrors.notAllowed()
  const { excessive, limit } = lawOf(held.view.request).regime
  refuseFaults(toldFaults(schemaFaults, deferralFaults(body, excessive.deferral.value)))
  const { workingDays, reason } = body as Deferral
  const asDeputy = permission(caller, 'reasons', 'defer', subjectOf(held.view)).posts
    .filter(({ duty }) => duty === limit.approvingDuty.value).every((post) => post.asDeputy)
  const actor = actorOf(caller)
  const { id: noticeId } = await issueDeferralNotice(tx, held, { workingDays, reason, asDeputy, at, actor })
  await changeReasonRequest(tx, id, {
    deferredWorkingDays: workingDays, deferredBy: caller.personId, deferredAt: at, deferredAsDeputy: asDeputy,
    deferralReason: reason, deferralNoticeId: noticeId,
  })
  await append(tx, held.head, {
    type: 'lightwell.request.deferred.v1', room: 'intake', actor, at,
    data: { reasonRequestId: id, deferredOn: todayAt(held.view, at), workingDays, noticeId },
  })
}

async function issueDeferralNotice (
  tx: Transaction, held: HeldCase, { workingDays, reason, asDeputy, at, actor }: Granted,
): Promise<IssuedNotice> {
  const { view } = held
  const { regime, calendar } = lawOf(view.request)
  // No pause lies after the due day, so that the clock, which counts from the start, comes to the same day.
  const { dueOn: oldDueOn, provisional } = currentDeadline(view, at)
  const { day: newDueOn, unknownYears } = addWorkingDays(calendar, oldDueOn, workingDays)
  return await issuePaper(tx, held, {
    kind: 'deferral',
    write: (head) => deferralNotice({
      ...head, kind: view.request.kind, workingDays, oldDueOn, newDueOn, reason,
      provisional: provisional || unknownYears.length > 0,
      article: sourceText(regime.excessive.deferral, head.language),
      approvedBy: { duty: regime.limit.approvingDuty.value, asDeputy },
    }),
  }, { at, actor })
}
