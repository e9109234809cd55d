import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Reader } from '@lightwell/database/connect'
import { disputeResult } from '@lightwell/documents/dispute-result'
import { inLanguage } from '@lightwell/documents/notice-shell'
import type { Paper } from '@lightwell/documents/paper'
import { remediesOf } from '@lightwell/regimes/remedies-of'
import { regimeOf } from './regime-of.ts'
import { bodiesOf } from './render-notice.ts'
import { findRemedyBodies } from './store/agencies.ts'
import type { RequestCase } from './store/cases.ts'
import { findDecision, listParts } from './store/decisions.ts'
import { findNotice } from './store/notices.ts'
import type { SecrecyDispute } from './store/secrecy-disputes.ts'

/** A dispute that ended, about to be told to who disputed. */
export type DisputeToTell = { request: RequestCase, dispute: SecrecyDispute, issuedOn: Day }

/** Loads what the paper of a result says, and gives what writes it under its number: how it ended, and what can be done, no more. */
export async function renderDisputeResult (
  db: Reader, { request, dispute, issuedOn }: DisputeToTell,
): Promise<(number: string) => Paper> {
  const regime = regimeOf(request)
  const decision = await findDecision(db, dispute.decisionId)
  const part = (await listParts(db, dispute.decisionId)).find(({ number }) => number === dispute.part)
  const answer = decision?.noticeId ? await findNotice(db, decision.noticeId) : undefined
  if (part === undefined || answer === undefined) throw new Error(`The dispute ${dispute.id} is about no answer`)
  const answeredOn = dayIn(answer.issuedAt, request.zone)
  const { language, receiptNumber, applicantName, agencyNameZh, agencyNameEn } = request
  const bodies = await findRemedyBodies(db, request.agencyCode, issuedOn)
  return (number) => disputeResult({
    language, number, receiptNumber, applicantName, issuedOn, agency: { zh: agencyNameZh, en: agencyNameEn },
    receivedOn: request.receivedOn as Day, answer: { number: answer.number, on: answeredOn }, part: dispute.part,
    filedOn: dispute.filedOn as Day, decideBy: dispute.decideBy as Day | null ?? undefined,
    remedies: remediesOf([part], regime, answeredOn).map(({ text }) => inLanguage(text, language)),
    ...bodiesOf({ request, whole: { regime }, bodies }, language),
  })
}
