import { findCalendar } from '@lightwell/calendar/calendars'
import { type Day, yearOf } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { issueNotice } from '@lightwell/documents/notices'
import { append } from '@lightwell/events/append'
import type { CaseHead } from '@lightwell/events/case-head'
import { servesOnline } from '@lightwell/regimes/serves-online'
import { termDue } from '@lightwell/regimes/term-due'
import { errors } from './dispute-errors.ts'
import { recordService } from './record-service.ts'
import { regimeOf } from './regime-of.ts'
import { renderDisputeResult } from './render-dispute-result.ts'
import { disputeOutcome } from './rules/secrecy-dispute.ts'
import { findCalendarOf } from './store/agencies.ts'
import { findRequest, type RequestCase } from './store/cases.ts'
import { closeDispute, listOpenDisputesOn, listRulingsSince, type SecrecyDispute } from './store/secrecy-disputes.ts'

const kind = 'dispute_result'

/** A ruling on a record, the case of which this transaction holds: when, and by whose word. */
export type RuledRecord = { recordId: string, at: Date, actor: string }

/**
 * Ends the disputes about a record that nothing more is awaited for: the applicant gets a paper that says how. Where it is no
 * state secret the agency decides that part anew, within the time of an answer.
 */
export async function settleDisputes (tx: Transaction, head: CaseHead, { recordId, at, actor }: RuledRecord): Promise<void> {
  for (const dispute of await listOpenDisputesOn(tx, recordId)) {
    const outcome = disputeOutcome(await listRulingsSince(tx, dispute))
    const request = await findRequest(tx, dispute.caseId)
    if (outcome === undefined || request === undefined) continue
    const decideBy = outcome === 'overturned' ? await dayOfNewDecision(tx, request, at) : null
    await tell(tx, head, request, { ...dispute, state: outcome, decideBy, closedBy: actor, closedAt: at })
  }
}

/** The paper of a result, served at once to those who are answered online. */
async function tell (
  tx: Transaction, head: CaseHead, request: RequestCase, closed: SecrecyDispute & { closedBy: string | null, closedAt: Date },
): Promise<void> {
  const { id: disputeId, state: outcome, decideBy, closedBy, closedAt: at } = closed
  const [actor, online, issuedOn] = [closedBy ?? '', servesOnline(request), dayIn(at, request.zone)]
  const notice = await issueNotice(tx, {
    caseId: request.id, agencyCode: request.agencyCode, kind, language: request.language, issuedAt: at, year: yearOf(issuedOn),
    write: await renderDisputeResult(tx, { request, dispute: closed, issuedOn }), refuse: errors.resultNotClean,
  })
  await closeDispute(tx, { ...closed, noticeId: notice.id })
  await append(tx, head, {
    type: 'lightwell.secrecy_dispute.ended.v1', room: 'decision', actor, at,
    data: { disputeId, outcome, noticeId: notice.id, endedOn: issuedOn, decideBy },
  })
  await append(tx, head, {
    type: 'lightwell.notice.issued.v1', room: 'decision', actor, at,
    data: { noticeId: notice.id, kind, noticeSha256: notice.sha256, noticePdfSha256: notice.pdfSha256, online },
  })
  if (!online) return
  await recordService(tx, head, { id: notice.id, kind }, {
    method: 'online', servedOn: issuedOn, evidence: '认定后即可凭查询码查阅。', actor: 'system', at,
  })
}

async function dayOfNewDecision (tx: Transaction, request: RequestCase, at: Date): Promise<Day> {
  const { limit } = regimeOf(request)
  const calendar = findCalendar(await findCalendarOf(tx, request.agencyCode))
  if (calendar === undefined) throw new Error(`The agency ${request.agencyCode} has no calendar`)
  const startedOn = dayIn(at, request.zone)
  const length = { unit: limit.unit.value, n: limit.base.value, roll: limit.roll.value }
  return termDue(length, { startedOn, startedAt: at, zone: request.zone, calendar }).dueOn
}
