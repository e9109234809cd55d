import { v7 as uuidv7 } from 'uuid'
import { findCalendar } from '@lightwell/calendar/calendars'
import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { CaseHead } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { termDue } from '@lightwell/regimes/term-due'
import { recordFor } from '../authorize-staff.ts'
import { competentBodies } from '../competent-bodies.ts'
import { holdOpenRecordCase } from '../hold-record-case.ts'
import { errors } from '../referral-errors.ts'
import { regimeOf } from '../regime-of.ts'
import { referralFaults, type ReferralBody } from '../rules/referral.ts'
import { findCalendarOf } from '../store/agencies.ts'
import type { RecordCase } from '../store/record-cases.ts'
import { insertReferral, isReferred, type ListedReferral, type Referral } from '../store/referrals.ts'

export type OpenReferral = SentBody<ReferralBody> & { recordId: string, ifMatch: string | undefined }

/**
 * Puts a doubt about a record before the body that has a word in it (保密法实施条例第二十五条). From here on it is not
 * released, and the answer to the request pauses for nothing.
 */
export async function openReferral (
  deps: Deps, tx: Transaction, caller: Caller, { recordId, body, schemaFaults, ifMatch }: OpenReferral,
): Promise<ListedReferral> {
  const { record, staff } = await recordFor(tx, recordId, { caller, resource: 'referral', verb: 'open' })
  const { head, of } = await holdOpenRecordCase(tx, record.caseId, ifMatch)
  const competent = await competentBodies(tx, record)
  refuseFaults(toldFaults(schemaFaults, referralFaults(body, competent)))
  const { question, claimedLevel, toAgency = competent[question][0]!, words } = body as ReferralBody
  if (await isReferred(tx, recordId, question)) throw errors.referralOpen()
  const at = deps.clock.now()
  return await keepReferral(tx, { head, of, at }, {
    recordId, sha256: record.sha256, caseId: record.caseId, agencyCode: record.agencyCode, toAgency, question,
    claimedLevel, words, openedBy: staff.personId, raisedFrom: null,
  })
}

type Asked = Pick<ListedReferral,
  'recordId' | 'sha256' | 'caseId' | 'agencyCode' | 'toAgency' | 'question' | 'claimedLevel' | 'words' | 'openedBy' | 'raisedFrom'>

/** The case that is held, and who asks where it is not the one that opens it. */
type Keeping = { head: CaseHead, of: RecordCase, at: Date, actor?: string }

/** Keeps a referral with the day of its answer, and tells of it. */
export async function keepReferral (
  tx: Transaction, { head, of, at, actor }: Keeping, asked: Asked,
): Promise<ListedReferral> {
  const { recordId, question, toAgency } = asked
  const openedOn = dayIn(at, of.zone)
  const answerBy = await answerDay(tx, of, { openedOn, at })
  const referral: Referral = {
    id: uuidv7(), ...asked, answerBy, state: 'open', openedAt: at, ruling: null, ruledLevel: null, paper: null,
    closedBy: null, closedAt: null, reason: null,
  }
  await insertReferral(tx, referral)
  await append(tx, head, {
    type: 'lightwell.referral.opened.v1', room: 'decision', actor: actor ?? `staff:${asked.openedBy}`, at,
    data: { referralId: referral.id, recordId, question, toAgency, openedOn, answerBy },
  })
  return { ...referral, zone: of.zone, handovers: [] }
}

/** The last day of the answer under the law of the case. Throws 409 where that law knows no referrals. */
async function answerDay (
  tx: Transaction, of: RecordCase, { openedOn, at }: { openedOn: Day, at: Date },
): Promise<Day> {
  const rule = regimeOf(of).terms.referral_answer?.value
  const calendar = findCalendar(await findCalendarOf(tx, of.agencyCode))
  if (rule === undefined || rule.n === null || calendar === undefined) throw errors.noReferralLaw()
  return termDue({ ...rule, n: rule.n }, { startedOn: openedOn, startedAt: at, zone: of.zone, calendar }).dueOn
}
