import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { lockCase } from '@lightwell/events/case-head'
import type { EventType } from '@lightwell/events/contracts'
import type { Deps } from '@lightwell/events/deps'
import type { Envelope } from '@lightwell/events/envelope'
import type { Handler, Subscriptions } from '@lightwell/events/subscriptions'
import { lawOf } from '@lightwell/regimes/law-of'
import { servesOnline } from '@lightwell/regimes/serves-online'
import type { TermKind } from '@lightwell/regimes/term'
import { closeTermOf, endSteps, type TermEnd } from './close-term.ts'
import { openTerm, type TermCase } from './open-term.ts'
import { confidentialKinds } from './rules/term-handling.ts'
import { reviewsOf, windowsOf } from './rules/terms-of-answer.ts'
import { findTimedCase } from './store/deadlines.ts'
import {
  findConsultedCalendar, findDelivery, findIssuedAt, findPublicationPlace, findReceipt, listGrounds,
} from './store/term-subjects.ts'
import { passTerms } from './store/terms.ts'
import { toldBy } from './told-by.ts'

type Registered = Envelope<'lightwell.request.registered.v1'>
type Served = Envelope<'lightwell.notice.served.v1'>

/** What begins and ends beside the answer when something happens elsewhere. */
export const termHandlers: Subscriptions = {
  'lightwell.request.registered.v1': async (deps, tx, event) => {
    if (mayNeedConfirming(event.data)) await openConfirmation(deps, tx, event)
  },
  'lightwell.request.receipt_confirmed.v1': closes(({ subject, data }) =>
    ({ kind: 'receipt_confirmation', subjectId: subject, end: { done: data.confirmedOn as Day } })),

  'lightwell.request.clarification_requested.v1': onCase(async (deps, tx, held, { data }) => {
    await openTerm(deps, tx, held, {
      kind: 'clarification_reply', subjectId: data.clarificationId, startedOn: data.askedOn as Day, dueOn: data.respondBy as Day,
    })
  }),
  'lightwell.request.clarified.v1': closes(({ data }) =>
    ({ kind: 'clarification_reply', subjectId: data.clarificationId, end: { done: data.answeredOn as Day } })),

  'lightwell.consultation.served.v1': onCase(async (deps, tx, held, { data }) => {
    const calendarId = await findConsultedCalendar(tx, data.consultationId) ?? held.place.calendarId
    await openTerm(deps, tx, { ...held, place: { ...held.place, calendarId } }, {
      kind: 'consultation_answer', subjectId: data.consultationId, startedOn: data.servedOn as Day, dueOn: data.answerBy as Day,
    })
  }),
  'lightwell.consultation.closed.v1': closes(({ data }) =>
    ({ kind: 'consultation_answer', subjectId: data.consultationId, end: { done: data.answeredOn as Day } })),

  'lightwell.fee.charged.v1': onCase(async (deps, tx, held, { data }) => {
    await openTerm(deps, tx, held, {
      kind: 'fee_payment', subjectId: data.feeId, startedOn: data.noticedOn as Day, dueOn: data.payBy as Day,
    })
  }),
  'lightwell.fee.paid.v1': closes(({ data }) =>
    ({ kind: 'fee_payment', subjectId: data.feeId, end: { done: data.paidOn as Day } })),
  'lightwell.fee.waived.v1': closes(({ data }) =>
    ({ kind: 'fee_payment', subjectId: data.feeId, end: { ended: data.waivedOn as Day } })),

  'lightwell.section_task.opened.v1': onCase(async (deps, tx, held, { data: { taskId, openedOn, dueOn } }) => {
    await openTerm(deps, tx, held, { kind: 'section_task', subjectId: taskId, startedOn: openedOn as Day, dueOn: dueOn as Day })
  }),
  'lightwell.section_task.answered.v1': closes(({ data }) =>
    ({ kind: 'section_task', subjectId: data.taskId, end: { done: data.answeredOn as Day } })),
  'lightwell.section_task.ended.v1': closes(({ data }) =>
    ({ kind: 'section_task', subjectId: data.taskId, end: { ended: data.endedOn as Day } })),

  // A doubt is to be reported, and a report answered (保密法实施条例第二十五条); the answer to the request waits for neither.
  'lightwell.referral.needed.v1': onCase(async (deps, tx, held, { data: { recordId, neededOn } }) => {
    await openTerm(deps, tx, held, { kind: 'referral_report', subjectId: recordId, startedOn: neededOn as Day, again: true })
  }),
  'lightwell.referral.opened.v1': onCase(async (deps, tx, held, { data }) => {
    const { referralId, recordId, question, answerBy } = data
    const on = data.openedOn as Day
    if (question === 'level' || question === 'unsuitable') {
      await closeTermOf(deps, tx, held, { kind: 'referral_report', subjectId: recordId, end: { done: on } })
    }
    await openTerm(deps, tx, held, { kind: 'referral_answer', subjectId: referralId, startedOn: on, dueOn: answerBy as Day })
  }),
  'lightwell.referral.passed_up.v1': closes(({ data }) =>
    ({ kind: 'referral_answer', subjectId: data.referralId, end: { done: data.passedOn as Day } })),
  'lightwell.referral.ruled.v1': closes(({ data }) =>
    ({ kind: 'referral_answer', subjectId: data.referralId, end: { done: data.ruledOn as Day } })),
  'lightwell.referral.ended.v1': closes(({ data }) =>
    ({ kind: 'referral_answer', subjectId: data.referralId, end: { ended: data.endedOn as Day } })),

  'lightwell.record.scanned.v1': onCase(async (deps, tx, held, { data: { recordId, sealed, secretUntil }, time }) => {
    if (!sealed) return
    const startedAt = new Date(time)
    const found = { subjectId: recordId, startedOn: dayIn(startedAt, held.place.zone) }
    await openTerm(deps, tx, held, { ...found, kind: 'leak_report', startedAt })
    if (secretUntil === undefined) return
    await openTerm(deps, tx, held, { ...found, kind: 'secrecy_period', dueOn: secretUntil as Day })
  }),
  'lightwell.work_secret.determined.v1': onCase(async (deps, tx, held, { data: { workSecretId, untilOn, replacedId }, time }) => {
    const startedOn = dayIn(new Date(time), held.place.zone)
    if (replacedId !== null) await closeTermOf(deps, tx, held, { kind: 'secrecy_period', subjectId: replacedId, end: { ended: startedOn } })
    await openTerm(deps, tx, held, { kind: 'secrecy_period', subjectId: workSecretId, startedOn, dueOn: untilOn as Day })
  }),
  'lightwell.work_secret.released.v1': onCase(async (deps, tx, held, { data: { workSecretId }, time }) => {
    const ended = dayIn(new Date(time), held.place.zone)
    await closeTermOf(deps, tx, held, { kind: 'secrecy_period', subjectId: workSecretId, end: { ended } })
  }),
  // A secret that a person found has its 24 hours like one that was read.
  'lightwell.record.checked.v1': onCase(async (deps, tx, held, { data: { recordId, sealed }, time }) => {
    if (!sealed) return
    const startedAt = new Date(time)
    const startedOn = dayIn(startedAt, held.place.zone)
    await openTerm(deps, tx, held, { kind: 'leak_report', subjectId: recordId, startedOn, startedAt, again: true })
  }),
  'lightwell.incident.reported.v1': closes(({ data, time }) =>
    ({ kind: 'leak_report', subjectId: data.recordId, end: { done: new Date(time) } })),
  'lightwell.record.unsealed.v1': onCase(async (deps, tx, held, { data: { recordId: subjectId }, time }) => {
    const end = { ended: dayIn(new Date(time), held.place.zone) }
    for (const kind of confidentialKinds) await closeTermOf(deps, tx, held, { kind, subjectId, end })
  }),
  'lightwell.decision.issued.v1': onCase(async (deps, tx, held, { data: { decisionId, noticeId }, subject, time }) => {
    const startedOn = dayIn(new Date(time), held.place.zone)
    const delivery = await findDelivery(tx, subject)
    if (delivery !== undefined && !servesOnline(delivery)) {
      await openTerm(deps, tx, held, { kind: 'notice_service', subjectId: noticeId, startedOn })
    }
    for (const kind of reviewsOf(await listGrounds(tx, decisionId), lawOf(held.place).regime)) {
      await openTerm(deps, tx, held, { kind, subjectId: decisionId, startedOn })
    }
  }),
  'lightwell.notice.served.v1': onCase(async (deps, tx, held, event) => {
    const { noticeId, servedOn, answers, kind } = event.data
    const on = servedOn as Day
    await closeTermOf(deps, tx, held, { kind: 'notice_service', subjectId: noticeId, end: { done: on } })
    if (answers) await endSteps(deps, tx, held, { on, version: Number(event.sequence) })
    if (answers || kind === 'lapse') await openWindows(deps, tx, held, event)
  }),

  // A paper that counted and came back is owed to its reader still.
  'lightwell.notice.returned.v1': onCase(async (deps, tx, held, { data: { sendingId, returnedOn, counted } }) => {
    if (counted) await openTerm(deps, tx, held, { kind: 'notice_service', subjectId: sendingId, startedOn: returnedOn as Day })
  }),
  'lightwell.notice.served_again.v1': closes(({ data }) =>
    ({ kind: 'notice_service', subjectId: data.returnedSendingId, end: { done: data.servedOn as Day } })),

  'lightwell.publication.opened.v1': onCase(async (deps, tx, held, { data: { publicationId, openness, normative, madeOn } }) => {
    if (openness !== 'proactive') return
    const kind = normative ? 'normative_document' : 'proactive_publication'
    await openTerm(deps, tx, held, { kind, subjectId: publicationId, startedOn: madeOn as Day })
  }),
  'lightwell.publication.published.v1': closesPublication(({ publishedOn }) => ({ done: publishedOn as Day })),
  'lightwell.publication.refused.v1': closesPublication(({ decidedOn }) => ({ ended: decidedOn as Day })),
  'lightwell.publication.ended.v1': closesPublication(({ endedOn }) => ({ ended: endedOn as Day })),

  'lightwell.request.lapsed.v1': onCase(async (deps, tx, held, { sequence, data: { cause, lapsedOn } }) => {
    const missed = cause === 'fee' ? 'fee_payment' : 'clarification_reply'
    await endSteps(deps, tx, held, { on: lapsedOn as Day, version: Number(sequence), missed })
  }),
  'lightwell.request.transferred.v1': onCase(async (deps, tx, held, { sequence, data }) =>
    await endSteps(deps, tx, held, { on: data.transferredOn as Day, version: Number(sequence) })),
  'lightwell.request.divided.v1': onCase(async (deps, tx, held, { sequence, data: { whole, dividedOn } }) => {
    if (whole) await endSteps(deps, tx, held, { on: dividedOn as Day, version: Number(sequence) })
  }),
  'lightwell.request.withdrawn.v1': onCase(async (deps, tx, held, { sequence, data }) =>
    await endSteps(deps, tx, held, { on: data.withdrawnOn as Day, version: Number(sequence) })),
  'lightwell.request.passed_on.v1': async (_deps, tx, { subject, data }) => {
    await lockCase(tx, subject)
    await passTerms(tx, subject, data.toAgency)
  },
}

type CaseWork<T extends EventType> = (deps: Deps, tx: Transaction, held: TermCase, event: Envelope<T>) => Promise<unknown>

/** Does something with the terms of the request or publication that an event is about, under the lock of its case. */
export function onCase<T extends EventType> (work: CaseWork<T>): Handler<T> {
  return async (deps, tx, event) => {
    const head = await lockCase(tx, event.subject)
    const place = (await findTimedCase(tx, event.subject))?.request ?? await findPublicationPlace(tx, event.subject)
    if (head === undefined || place === undefined) throw new Error(`There is no case ${event.subject}`)
    await work(deps, tx, { head, place, actor: event.actor }, event)
  }
}

/** Closes the term that an event tells of. */
function closes<T extends EventType> (
  read: (event: Envelope<T>) => { kind: TermKind, subjectId: string, end: TermEnd },
): Handler<T> {
  return onCase(async (deps, tx, held, event) => await closeTermOf(deps, tx, held, read(event)))
}

type PublicationEnd = `lightwell.publication.${'published' | 'refused' | 'ended'}.v1`

/** Closes the time to publish, of whichever of its two kinds it is. */
function closesPublication<T extends PublicationEnd> (end: (data: Envelope<T>['data']) => TermEnd): Handler<T> {
  return onCase(async (deps, tx, held, { data }) => {
    for (const kind of ['proactive_publication', 'normative_document'] as const) {
      await closeTermOf(deps, tx, held, { kind, subjectId: data.publicationId, end: end(data) })
    }
  })
}

// A letter that nobody signed for is confirmed like a fax, and only its receipt tells which one it was.
function mayNeedConfirming ({ regimeVersion, calendar, channel }: Registered['data']): boolean {
  const { receipt } = lawOf({ regimeVersion, calendarId: calendar }).regime
  return channel === 'letter' || receipt[channel as keyof typeof receipt]?.value.confirmation === 'by_clerk'
}

const openConfirmation: Handler<Registered['type']> = onCase(async (deps, tx, held, { subject, data }) => {
  const { confirmBy, confirmedOn, arrivedOn } = await findReceipt(tx, subject) ?? {}
  if (!confirmBy || confirmedOn) return
  const startedOn = arrivedOn ?? data.receivedOn as Day
  await openTerm(deps, tx, held, { kind: 'receipt_confirmation', subjectId: subject, startedOn, dueOn: confirmBy })
})

async function openWindows (deps: Deps, tx: Transaction, held: TermCase, event: Served): Promise<void> {
  const { noticeId, servedOn } = event.data
  const told = await toldBy(tx, event)
  const issuedAt = await findIssuedAt(tx, noticeId)
  if (told === undefined || issuedAt === undefined) return
  for (const kind of windowsOf(told, lawOf(held.place).regime, dayIn(issuedAt, held.place.zone))) {
    await openTerm(deps, tx, held, { kind, subjectId: noticeId, startedOn: servedOn as Day })
  }
}
