import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { lapseNotice, type LapseNotice } from '@lightwell/documents/lapse-notice'
import { inLanguage } from '@lightwell/documents/notice-shell'
import type { IssuedNotice } from '@lightwell/documents/notices'
import { bodyAbove } from '@lightwell/regimes/body-above'
import type { Ground } from '@lightwell/regimes/ground'
import { groundText } from '@lightwell/regimes/ground-text'
import { lawOf } from '@lightwell/regimes/law-of'
import { remedyOn } from '@lightwell/regimes/remedy-on'
import type { Clarification, Fee } from './case-view.ts'
import type { HeldCase } from './hold-case.ts'
import { issuePaper } from './issue-paper.ts'
import { findReconsiderationBody } from './store/reconsideration-body.ts'
import { todayAt } from './rules/guards.ts'

/** What was found, by whom and when; `lateAnswerOn` is the day of a late answer that did not change it. */
export type Lapse = { reason: string, at: Date, actor: string, lateAnswerOn?: Day }

/** What was asked of the applicant and did not come, by which paper and until which day. */
type Unanswered = { cause: LapseNotice['cause'], groundCode: string, noticeId: string | null, on: string | null, by: string | null }

/** Signs the paper that tells an applicant that a request which he did not complete is no longer handled. */
export async function issueLapseNotice (tx: Transaction, held: HeldCase, lapse: Lapse): Promise<IssuedNotice> {
  const { askedOn, respondBy, noticeId } = held.view.clarification as Clarification
  return await issue(tx, held, { cause: 'clarification', groundCode: 'clarification_lapsed', noticeId, on: askedOn, by: respondBy }, lapse)
}

/** Signs the paper that tells an applicant that a request whose fee he did not pay is no longer handled. */
export async function issueUnpaidNotice (tx: Transaction, held: HeldCase, lapse: Lapse): Promise<IssuedNotice> {
  const { noticedOn, payBy, noticeId } = held.view.fee as Fee
  return await issue(tx, held, { cause: 'fee', groundCode: 'fee_unpaid', noticeId, on: noticedOn, by: payBy }, lapse)
}

async function issue (
  tx: Transaction, held: HeldCase, { cause, groundCode, noticeId, on, by }: Unanswered, { reason, at, actor, lateAnswerOn }: Lapse,
): Promise<IssuedNotice> {
  const { request, notices } = held.view
  const { regime } = lawOf(request)
  const ground = regime.grounds[groundCode] as Ground
  const today = todayAt(held.view, at)
  const body = await findReconsiderationBody(tx, request.agencyCode, today)
  const asked = { number: notices.find(({ id }) => id === noticeId)?.number ?? '', on: on as Day, by: by as Day }
  return await issuePaper(tx, held, {
    kind: 'lapse',
    write: (head) => lapseNotice({
      ...head, kind: request.kind, cause, asked, reason, lateAnswerOn,
      ground: groundText(ground, head.language),
      remedy: inLanguage(remedyOn(regime, ground.remedy, today).text, head.language),
      reconsiderationBody: bodyAbove(regime, body && inLanguage(body, head.language)),
    }),
  }, { at, actor })
}
