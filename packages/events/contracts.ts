import { Type, type Static } from '@sinclair/typebox'
import { closed, Code, Day, Hash, Id } from './contract-fields.ts'
import { secrecyContracts } from './secrecy-contracts.ts'

const due = { dueOn: Day, provisional: Type.Boolean() }
const extension = { extensionId: Id }
const clockCorrection = { correctionId: Id }
const term = { termId: Id, kind: Code }
const record = { recordId: Id }
const decision = { decisionId: Id }
const clarification = { clarificationId: Id }
const consultation = { consultationId: Id }
const reasons = { reasonRequestId: Id }
const fee = { feeId: Id }
const correction = { outcomeId: Id }
const personal = { personalHash: Hash }
const Ids = Type.Array(Id)
const publication = { publicationId: Id }
const disclosure = { disclosureId: Id }
const referral = { referralId: Id }
const sectionTask = { taskId: Id }
const workSecret = { workSecretId: Id }
const carrier = { carrierId: Id }
const incident = { incidentId: Id }
const sending = { noticeId: Id, sendingId: Id }
const staffing = {
  agency: Code, on: Day,
  gaps: Type.Array(closed({ step: Code, level: Type.Union([Type.Integer(), Type.Null()]), reason: Code })),
}

/** A past clock entry of a case that was brought in from elsewhere. */
const ImportedEntry = closed({
  kind: Code, onDay: Day, workingDays: Type.Union([Type.Integer(), Type.Null()]), untilOn: Type.Union([Day, Type.Null()]),
})

/**
 * What each event type carries. Rows are named by id; personal values, titles, record text, reasons and opinions never
 * stand here: `personalHash` is a keyed hash under the case's own key, so the chain still verifies after erasure, and
 * `contentHash` is a keyed hash of a record's SHA-256: a plain one would confirm a guess of what was sealed or destroyed.
 */
export const contracts = {
  'lightwell.request.registered.v1': closed({
    agency: Code, regime: Code, regimeVersion: Code, calendar: Code, zone: Code, kind: Code, channel: Code,
    applicantKind: Code, receivedOn: Day, ...personal, parentId: Type.Optional(Id), imported: Type.Optional(Type.Boolean()),
  }),
  'lightwell.request.receipt_confirmed.v1': closed({ confirmedOn: Day, receivedOn: Day }),
  'lightwell.request.clock_imported.v1': closed({ entries: Type.Array(ImportedEntry) }),
  'lightwell.request.identity_proved.v1': closed({ proofId: Id, method: Code, assurance: Code }),
  'lightwell.request.token_renewed.v1': closed({ proofId: Id }),
  'lightwell.request.applicant_changed.v1': closed({ cause: Code, partyId: Id, ...personal }),
  'lightwell.request.attached.v1': closed({ attachmentId: Id, contentHash: Hash }),
  'lightwell.request.classified.v1': closed({
    subject: Type.Union([Code, Type.Null()]), contexts: Type.Array(Code), nature: Type.Union([Code, Type.Null()]),
  }),
  'lightwell.request.clarification_requested.v1': closed({ ...clarification, askedOn: Day, respondBy: Day, noticeId: Id }),
  'lightwell.request.clarified.v1': closed({ ...clarification, answeredOn: Day, ...personal }),
  'lightwell.request.answered_late.v1': closed({ ...clarification, answeredOn: Day }),
  'lightwell.request.late_answer_rejected.v1': closed({ ...clarification, noticeId: Id }),
  'lightwell.request.lapsed.v1': closed({ cause: Code, lapsedOn: Day, noticeId: Id }),
  'lightwell.request.reopened.v1': closed({ ...clarification, answeredOn: Day, ...personal }),
  'lightwell.request.reasons_requested.v1': closed({ ...reasons, respondBy: Day, noticeId: Id }),
  'lightwell.request.reasons_given.v1': closed(reasons),
  'lightwell.request.reasons_judged.v1': closed({ ...reasons, finding: Code }),
  'lightwell.request.deferred.v1': closed({ ...reasons, deferredOn: Day, workingDays: Type.Integer(), noticeId: Id }),
  'lightwell.request.transferred.v1': closed({ toAgency: Code, requestId: Id, transferredOn: Day, noticeId: Id }),
  'lightwell.request.redirected.v1': closed({ toAgency: Code, requestId: Id }),
  'lightwell.request.divided.v1': closed({ requestIds: Ids, whole: Type.Boolean(), dividedOn: Day }),
  'lightwell.request.passed_on.v1': closed({ fromAgency: Code, toAgency: Code }),
  'lightwell.request.withdrawn.v1': closed({ withdrawnOn: Day }),
  'lightwell.deadline.started.v1': closed({ startedOn: Day, calendarVersion: Code, ...due }),
  'lightwell.deadline.stopped.v1': closed({ state: Code, stoppedOn: Day }),
  'lightwell.deadline.paused.v1': closed({ pausedOn: Day, cause: Code, untilOn: Type.Union([Day, Type.Null()]), ...due }),
  'lightwell.deadline.resumed.v1': closed({ resumedOn: Day, cause: Code, ...due }),
  'lightwell.deadline.restarted.v1': closed({ restartedOn: Day, cause: Code, ...due }),
  'lightwell.deadline.redated.v1': closed({
    oldDueOn: Day, cause: Code, calendarVersion: Code, oldCalendarVersion: Code, ...due,
  }),
  'lightwell.deadline.approaching.v1': closed({ dueOn: Day, workingDaysLeft: Type.Integer() }),
  'lightwell.deadline.passed.v1': closed({ dueOn: Day }),
  'lightwell.deadline.correction_requested.v1': closed({ ...clockCorrection, seq: Type.Integer() }),
  'lightwell.deadline.correction_rejected.v1': closed(clockCorrection),
  'lightwell.deadline.corrected.v1': closed({
    ...clockCorrection, seq: Type.Integer(), kind: Code, cause: Code, onDay: Type.Union([Day, Type.Null()]), oldDueOn: Day, ...due,
  }),
  'lightwell.term.opened.v1': closed({ ...term, dueOn: Day }),
  'lightwell.term.redated.v1': closed({ ...term, oldDueOn: Day, dueOn: Day, calendarVersion: Code }),
  'lightwell.term.approaching.v1': closed({ ...term, dueOn: Day, workingDaysLeft: Type.Integer() }),
  'lightwell.term.passed.v1': closed({ ...term, dueOn: Day }),
  'lightwell.term.passed_on.v1': closed({ ...term, fromAgency: Code, toAgency: Code }),
  'lightwell.term.closed.v1': closed({ ...term, state: Code, closedOn: Day }),
  'lightwell.consultation.opened.v1': closed({ ...consultation, kind: Code, noticeId: Id }),
  'lightwell.consultation.served.v1': closed({ ...consultation, servedOn: Day, answerBy: Day }),
  'lightwell.consultation.closed.v1': closed({ ...consultation, answer: Code, answeredOn: Day }),
  'lightwell.fee.proposed.v1': closed(fee),
  'lightwell.fee.rejected.v1': closed(fee),
  'lightwell.fee.charged.v1': closed({ ...fee, noticedOn: Day, payBy: Day, noticeId: Id }),
  'lightwell.fee.paid.v1': closed({ ...fee, paidOn: Day }),
  'lightwell.fee.waived.v1': closed({ ...fee, waivedOn: Day }),
  'lightwell.correction.proposed.v1': closed({ ...correction, outcome: Code }),
  'lightwell.correction.returned.v1': closed(correction),
  'lightwell.correction.issued.v1': closed({ ...correction, outcome: Code, noticeId: Id, asDeputy: Type.Boolean() }),
  'lightwell.extension.requested.v1': closed({ ...extension, additionalWorkingDays: Type.Integer() }),
  'lightwell.extension.approved.v1': closed({
    ...extension, oldDueOn: Day, newDueOn: Day, provisional: Type.Boolean(), noticeId: Id, asDeputy: Type.Boolean(),
  }),
  'lightwell.extension.rejected.v1': closed(extension),
  'lightwell.extension.took_effect.v1': closed({ ...extension, oldDueOn: Day, newDueOn: Day, provisional: Type.Boolean() }),
  // Steps that nobody is left for: of the chain of an agency, or of the case that is opened.
  'lightwell.staffing.short.v1': closed(staffing),
  'lightwell.staffing.mended.v1': closed(staffing),
  'lightwell.search.recorded.v1': closed({ searchId: Id }),
  'lightwell.record.added.v1': closed({ ...record, contentHash: Hash, renditionOf: Type.Union([Id, Type.Null()]) }),
  // `secretUntil` is the last day of the longest period that its marks name.
  'lightwell.record.scanned.v1': closed({
    ...record, state: Code, marks: Type.Integer(), sealed: Type.Boolean(), secretUntil: Type.Optional(Day),
    // Of a sealed one: whether who submitted it had declared its mark.
    declared: Type.Optional(Type.Boolean()),
  }),
  // Those of before do not say what for.
  'lightwell.record.opened.v1': closed({
    ...record, contentHash: Hash, reader: Type.String({ maxLength: 64 }), purpose: Type.Optional(Code),
  }),
  'lightwell.record.reviewed.v1': closed({
    ...record, contentHash: Hash, reviewId: Id, level: Type.Integer(), finding: Code, asDeputy: Type.Boolean(),
  }),
  // A person looked through bytes that could not be read; a second person held a rendition against its original.
  'lightwell.record.checked.v1': closed({ ...record, contentHash: Hash, finding: Code, sealed: Type.Boolean() }),
  'lightwell.record.compared.v1': closed({ ...record, contentHash: Hash, finding: Code }),
  'lightwell.record.unsealing_proposed.v1': closed(record),
  'lightwell.record.unsealed.v1': closed(record),
  'lightwell.record.destroyed.v1': closed(record),
  'lightwell.record.circle_widened.v1': closed({ ...record, person: Id }),
  'lightwell.record.bytes_differed.v1': closed(record),
  'lightwell.incident.reported.v1': closed({ ...incident, ...record }),
  'lightwell.incident.closed.v1': closed({ ...incident, ...record }),
  'lightwell.record.filed.v1': closed({ ...record, filingId: Id, paperSha256: Hash }),
  'lightwell.record.filing_received.v1': closed({ ...record, filingId: Id, by: Code }),
  'lightwell.work_secret.proposed.v1': closed({ ...record, ...workSecret }),
  'lightwell.work_secret.determined.v1': closed({
    ...record, ...workSecret, untilOn: Day, asDeputy: Type.Boolean(), replacedId: Type.Union([Id, Type.Null()]),
  }),
  'lightwell.work_secret.refused.v1': closed({ ...record, ...workSecret }),
  'lightwell.work_secret.released.v1': closed({ ...record, ...workSecret }),
  // A reviewer doubts: from this day it is to be reported.
  'lightwell.referral.needed.v1': closed({ ...record, neededOn: Day }),
  'lightwell.referral.opened.v1': closed({
    ...referral, ...record, question: Code, toAgency: Code, openedOn: Day, answerBy: Day,
  }),
  'lightwell.referral.passed_up.v1': closed({ ...referral, ...record, nextReferralId: Id, passedOn: Day }),
  'lightwell.referral.ruled.v1': closed({ ...referral, ...record, ruling: Code, ruledOn: Day }),
  'lightwell.referral.ended.v1': closed({ ...referral, ...record, endedOn: Day }),
  // Which of the two bodies was merged: the one that asks, or the one that is asked.
  'lightwell.referral.passed_on.v1': closed({ ...referral, ...record, side: Code, fromAgency: Code, toAgency: Code }),
  'lightwell.section_task.opened.v1': closed({ ...sectionTask, dueOn: Day, openedOn: Day }),
  'lightwell.section_task.answered.v1': closed({ ...sectionTask, found: Code, answeredOn: Day }),
  'lightwell.section_task.ended.v1': closed({ ...sectionTask, endedOn: Day }),
  'lightwell.carrier.registered.v1': closed({ ...carrier, agency: Code, level: Code, madeFrom: Ids }),
  'lightwell.carrier.asked.v1': closed({ ...carrier, carrierRequestId: Id, act: Code }),
  'lightwell.carrier.decided.v1': closed({ ...carrier, carrierRequestId: Id, approved: Type.Boolean(), asDeputy: Type.Boolean() }),
  'lightwell.carrier.destruction_begun.v1': closed({ ...carrier, carrierRequestId: Id }),
  'lightwell.carrier.moved.v1': closed({ ...carrier, act: Code, seq: Type.Integer() }),
  'lightwell.carrier.passed_on.v1': closed({ ...carrier, fromAgency: Code, toAgency: Code, seq: Type.Integer() }),
  ...secrecyContracts,
  'lightwell.publication.opened.v1': closed({
    ...publication, agency: Code, regimeVersion: Code, category: Code, openness: Code, madeOn: Day, normative: Type.Boolean(),
  }),
  'lightwell.publication.examined.v1': closed({ ...publication, inScope: Type.Boolean() }),
  'lightwell.publication.proposed.v1': closed(publication),
  'lightwell.publication.returned.v1': closed(publication),
  'lightwell.publication.refused.v1': closed({ ...publication, decidedOn: Day }),
  'lightwell.publication.ended.v1': closed({ ...publication, endedOn: Day }),
  'lightwell.publication.published.v1': closed({
    ...publication, publishedOn: Day, recordHashes: Type.Array(Hash), asDeputy: Type.Boolean(),
  }),
  'lightwell.disclosure.published.v1': closed({ ...disclosure, ...record, contentHash: Hash }),
  'lightwell.disclosure.checked.v1': closed({ ...disclosure, finding: Code }),
  'lightwell.disclosure.taken_down.v1': closed({ ...disclosure, ...record, cause: Code }),
  'lightwell.disclosure.copied.v1': closed({ ...disclosure, client: Id }),
  'lightwell.disclosure.copy_removed.v1': closed({ ...disclosure, client: Id }),
  'lightwell.decision.signed.v1': closed({ ...decision, step: Type.Integer(), duty: Code, asDeputy: Type.Boolean() }),
  'lightwell.notice.sent.v1': closed({ ...sending, method: Code, sentOn: Day }),
  // A letter may have counted when it was handed over, and come back all the same: then it is served a second time.
  'lightwell.notice.returned.v1': closed({ ...sending, returnedOn: Day, counted: Type.Boolean() }),
  'lightwell.notice.served_again.v1': closed({ ...sending, method: Code, servedOn: Day, returnedSendingId: Id }),
  'lightwell.notice.read.v1': closed({ noticeId: Id, reader: Code }),
  // Both hashes: of the paper as it was approved, and of what the signing service made of it.
  'lightwell.notice.sealed.v1': closed({ noticeId: Id, pdfSha256: Hash, sealedSha256: Hash }),
  'lightwell.notice.seal_refused.v1': closed({ noticeId: Id, pdfSha256: Hash, sealedSha256: Hash, fault: Code }),
  'lightwell.notice.bytes_differed.v1': closed({ noticeId: Id }),
  'lightwell.record.redacted.v1': closed({ ...record, renditionId: Id, spans: Type.Integer() }),
  'lightwell.decision.proposed.v1': closed({ ...decision, outcome: Code }),
  'lightwell.decision.returned.v1': closed(decision),
  'lightwell.decision.issued.v1': closed({
    ...decision, outcome: Code, noticeId: Id, noticeSha256: Hash, recordHashes: Type.Array(Hash), asDeputy: Type.Boolean(),
    noticePdfSha256: Type.Optional(Hash),
  }),
  'lightwell.notice.issued.v1': closed({
    noticeId: Id, kind: Code, noticeSha256: Hash, online: Type.Boolean(), consultationId: Type.Optional(Id),
    // Papers of before were not written as PDF.
    noticePdfSha256: Type.Optional(Hash),
  }),
  'lightwell.notice.voided.v1': closed({ noticeId: Id }),
  'lightwell.notice.served.v1': closed({ noticeId: Id, kind: Code, method: Code, servedOn: Day, answers: Type.Boolean() }),
}

export type EventType = keyof typeof contracts

export type EventData<T extends EventType> = Static<(typeof contracts)[T]>
