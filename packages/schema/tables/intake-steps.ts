import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { notices } from './common.ts'
import { agencies, requests } from './intake.ts'

/** The one ask to complete an unclear request (补正, 条例第三十条). */
export const clarifications = pgTable('clarifications', {
  id: id().primaryKey(),
  requestId: id().notNull().references(() => requests.id),
  state: text({ enum: ['open', 'answered', 'lapsed', 'late_answer', 'reopened'] }).notNull(),
  items: text().array().notNull(),
  askedOn: date().notNull(),
  respondBy: date().notNull(),
  askedBy: id().notNull(),
  askedAt: instant().notNull(),
  noticeId: id().notNull().references(() => notices.id),
  // What was asked for before the answer; the request then says what the answer says.
  oldDescription: text(),
  answeredOn: date(),
  answeredBy: text(),
  answeredAt: instant(),
  // How an answer came that was not given online, and what was said beside it.
  answerChannel: text(),
  answerNote: text(),
  // What shows that it came on the day that staff say.
  answerEvidence: text(),
  lateReason: text(),
  newDescription: text(),
  // Why there was no good reason for the silence, by whose word.
  lapsedBy: id(),
  lapsedAt: instant(),
  lapseReason: text(),
  lapseNoticeId: id().references(() => notices.id),
  // Whether a late answer had a good reason, by whose word.
  judgedBy: id(),
  judgedAt: instant(),
  judgement: text(),
}, (table) => [
  unique('clarifications_once').on(table.requestId),
  index('clarifications_answered_late').on(table.requestId).where(sql`state = 'late_answer'`),
  check('clarifications_answered_by_someone',
    sql`(${table.state} in ('answered', 'late_answer', 'reopened')) = (${table.answeredOn} is not null)
      or ${table.state} = 'lapsed'`),
  check('clarifications_lapse_has_reason',
    sql`(${table.lapsedAt} is null) = (${table.lapseReason} is null) and (${table.lapsedAt} is null) = (${table.lapsedBy} is null)`),
])

/** Asking a third party, or another body, whose interest a request touches (条例第三十二、三十四条). */
export const consultations = pgTable('consultations', {
  id: id().primaryKey(),
  requestId: id().notNull().references(() => requests.id),
  kind: text({ enum: ['third_party', 'co_maker', 'other_body'] }).notNull(),
  partyName: text().notNull(),
  partyAgency: text().references(() => agencies.code),
  partyAddress: text(),
  partyPhone: text(),
  partyEmail: text(),
  interest: text().notNull(),
  question: text().notNull(),
  tokenHash: text().notNull(),
  calendarId: text().notNull(),
  openedBy: id().notNull(),
  openedAt: instant().notNull(),
  noticeId: id().notNull().references(() => notices.id),
  applicantNoticeId: id().references(() => notices.id),
  serviceMethod: text({ enum: ['online', 'direct', 'left', 'post', 'fax', 'public_notice'] }),
  servedOn: date(),
  serviceEvidence: text(),
  // The day on which the pause ends if no answer comes: the last working day of the limit.
  answerBy: date(),
  answer: text({ enum: ['agrees', 'objects', 'partly'] }),
  answerReason: text(),
  answeredOn: date(),
  answeredBy: text(),
  answeredAt: instant(),
  // Of an answer that came on paper: what shows when it arrived, and what it says.
  answerEvidence: text(),
}, (table) => [
  unique('consultations_token').on(table.tokenHash),
  index('consultations_by_request').on(table.requestId, table.id),
  check('consultations_service',
    sql`(${table.servedOn} is null) = (${table.serviceMethod} is null) and (${table.servedOn} is null) = (${table.answerBy} is null)`),
  check('consultations_answer',
    sql`(${table.answer} is null) = (${table.answeredOn} is null) and (${table.answer} is null) = (${table.answeredBy} is null)`),
  check('consultations_objection_has_reason',
    sql`${table.answer} is null or ${table.answer} = 'agrees' or ${table.answerReason} is not null`),
  check('consultations_answer_after_service',
    sql`${table.answeredOn} is null or coalesce(${table.servedOn} <= ${table.answeredOn}, false)`),
  check('consultations_paper_answer_has_evidence',
    sql`(${table.answeredBy} is null or ${table.answeredBy} = 'consulted') = (${table.answerEvidence} is null)`),
])

/** Asking why someone files so many requests (说明理由, 条例第三十五条), and what was found of his reasons. */
export const reasonRequests = pgTable('reason_requests', {
  id: id().primaryKey(),
  requestId: id().notNull().references(() => requests.id),
  state: text({ enum: ['open', 'answered', 'unreasonable', 'reasonable'] }).notNull(),
  filedLately: integer().notNull(),
  basis: text().notNull(),
  respondBy: date().notNull(),
  askedBy: id().notNull(),
  askedAt: instant().notNull(),
  noticeId: id().notNull().references(() => notices.id),
  reasons: text(),
  answeredOn: date(),
  answeredBy: text(),
  answeredAt: instant(),
  answerChannel: text(),
  finding: text(),
  judgedBy: id(),
  judgedAt: instant(),
  // A later day, given where the reasons are good and the time is too short; by another person.
  deferredWorkingDays: integer(),
  deferredBy: id(),
  deferredAt: instant(),
  deferredAsDeputy: boolean(),
  deferralReason: text(),
  deferralNoticeId: id().references(() => notices.id),
}, (table) => [
  unique('reason_requests_once').on(table.requestId),
  check('reason_requests_judged_by_someone',
    sql`(${table.state} in ('reasonable', 'unreasonable')) = (${table.judgedBy} is not null)`),
  check('reason_requests_deferred_by_another', sql`${table.deferredBy} <> ${table.judgedBy}`),
])

/** The information processing fee of an excessive request (信息处理费, 条例第四十二条). Yuan have no fractions here. */
export const fees = pgTable('fees', {
  id: id().primaryKey(),
  requestId: id().notNull().references(() => requests.id),
  state: text({ enum: ['proposed', 'rejected', 'open', 'paid', 'abandoned', 'waived'] }).notNull(),
  scale: text({ enum: ['by_item', 'by_volume'] }).notNull(),
  quantity: integer().notNull(),
  amountYuan: integer().notNull(),
  reason: text().notNull(),
  proposedBy: id().notNull(),
  proposedAt: instant().notNull(),
  decidedBy: id(),
  decidedAt: instant(),
  decidedAsDeputy: boolean(),
  decisionReason: text(),
  noticeId: id().references(() => notices.id),
  noticedOn: date(),
  payBy: date(),
  paidOn: date(),
  // What shows that it was paid.
  payment: text(),
  recordedBy: text(),
  // Why it was waived, or found not to be paid, by whose word.
  closedBy: id(),
  closedAt: instant(),
  closeReason: text(),
  closeNoticeId: id().references(() => notices.id),
}, (table) => [
  uniqueIndex('fees_one_live').on(table.requestId).where(sql`state in ('proposed', 'open', 'paid')`),
  index('fees_by_request').on(table.requestId, table.id),
  check('fees_positive', sql`${table.quantity} > 0 and ${table.amountYuan} > 0`),
  check('fees_by_another_person', sql`${table.decidedBy} <> ${table.proposedBy}`),
  check('fees_noticed', sql`(${table.state} in ('open', 'paid', 'abandoned', 'waived')) = (${table.noticeId} is not null)`),
  check('fees_paid_with_evidence', sql`(${table.state} = 'paid') = (${table.payment} is not null)
    and (${table.state} = 'paid') = (${table.paidOn} is not null)`),
])

/** What a request to correct a record says is wrong with it (条例第四十一条, 细则第十三条). */
export const corrections = pgTable('corrections', {
  requestId: id().primaryKey().references(() => requests.id),
  defect: text({ enum: ['inaccurate', 'incomplete', 'out_of_date', 'irrelevant'] }).notNull(),
  recordTitle: text().notNull(),
  claim: text().notNull(),
  relation: text().notNull(),
  evidence: text().notNull(),
})

/** What is to become of a record whose correction was asked for; decided by another person than proposes it. */
export const correctionOutcomes = pgTable('correction_outcomes', {
  id: id().primaryKey(),
  requestId: id().notNull().references(() => corrections.requestId),
  state: text({ enum: ['proposed', 'returned', 'issued'] }).notNull(),
  outcome: text({ enum: ['corrected', 'forwarded', 'declined'] }).notNull(),
  reason: text().notNull(),
  // The body that may correct it, where this one may not: one of the register, or named in words.
  forwardedTo: text(),
  proposedBy: id().notNull(),
  proposedAt: instant().notNull(),
  decidedBy: id(),
  decidedAt: instant(),
  decidedAsDeputy: boolean(),
  decisionReason: text(),
  noticeId: id().references(() => notices.id),
}, (table) => [
  index('correction_outcomes_by_request').on(table.requestId, table.id),
  uniqueIndex('correction_outcomes_one_live').on(table.requestId).where(sql`state in ('proposed', 'issued')`),
  check('correction_outcomes_by_another_person', sql`${table.decidedBy} <> ${table.proposedBy}`),
  // A withdrawal returns a proposal by nobody's word.
  check('correction_outcomes_decided', sql`(${table.state} = 'proposed') = (${table.decidedAt} is null)
    and (${table.state} <> 'issued' or ${table.decidedBy} is not null)`),
  check('correction_outcomes_forwarded', sql`(${table.outcome} = 'forwarded') = (${table.forwardedTo} is not null)`),
  check('correction_outcomes_issued', sql`(${table.state} = 'issued') = (${table.noticeId} is not null)`),
])
