import type { Day } from '@lightwell/calendar/day'
import type { EventType } from '@lightwell/events/contracts'
import type { Envelope } from '@lightwell/events/envelope'
import { inTurn, type Handler, type Subscriptions } from '@lightwell/events/subscriptions'
import { lawOf } from '@lightwell/regimes/law-of'
import type { Consultation, Regime } from '@lightwell/regimes/regime'
import { addEntry } from './commands/add-entry.ts'
import { passClock } from './commands/pass-clock.ts'
import { startClock } from './commands/start-clock.ts'
import { takeUpExtension } from './commands/take-up-extension.ts'
import { disputeTermHandlers } from './dispute-term-handlers.ts'
import type { ClockEntry } from './rules/clock-entry.ts'
import {
  clarificationAnswered, clarificationAsked, consultationAnswered, consultationServed, feeCharged, feePaid, feeWaived,
  requestAcknowledged, requestReopened,
} from './rules/entry-under-law.ts'
import { importedEntries } from './rules/imported-entries.ts'
import type { DeadlineRow } from './store/deadlines.ts'
import { secretTermHandlers } from './secret-term-handlers.ts'
import { findConsultationKind } from './store/term-subjects.ts'
import { termHandlers } from './term-handlers.ts'

type Told = Pick<ClockEntry, 'kind' | 'cause' | 'evidence'> & { onDay: string, workingDays?: number }

/** Adds the entry that an event tells of; none where it tells of none. */
function enters<T extends EventType> (read: (event: Envelope<T>) => Told | undefined): Handler<T> {
  return async (deps, tx, event) => {
    const told = read(event)
    if (told === undefined) return
    const { kind, cause, evidence, onDay, workingDays = null } = told
    const entry = { kind, cause, evidence, workingDays, onDay: onDay as Day, untilOn: null }
    await addEntry(deps, tx, { requestId: event.subject, author: event.actor, entry })
  }
}

type UnderLaw<T extends EventType> = (regime: Regime, event: Envelope<T>, deadline: DeadlineRow) => ClockEntry | undefined

/** Adds the entry that the law of a clock makes of an event; none where the time runs on. */
function entersUnderLaw<T extends EventType> (read: UnderLaw<T>): Handler<T> {
  return async (deps, tx, event) => await addEntry(deps, tx, {
    requestId: event.subject, author: event.actor, entry: (deadline) => read(lawOf(deadline).regime, event, deadline),
  })
}

type Consulting = 'lightwell.consultation.served.v1' | 'lightwell.consultation.closed.v1'

/** The same of a consultation, by the rule of whom it asks. */
function entersOfConsultation<T extends Consulting> (read: (rule: Consultation, event: Envelope<T>) => ClockEntry | undefined): Handler<T> {
  return async (deps, tx, event) => {
    const kind = await findConsultationKind(tx, event.data.consultationId)
    const handle = entersUnderLaw<T>(({ consultation: { thirdParty, otherBody } }) =>
      read(kind === 'co_maker' || kind === 'other_body' ? otherBody : thirdParty, event))
    await handle(deps, tx, event)
  }
}

/** What the clock does when something happens elsewhere. */
const clockHandlers: Subscriptions = {
  'lightwell.request.registered.v1': startClock,
  'lightwell.request.receipt_confirmed.v1': enters(({ id, data }) =>
    ({ kind: 'restarted', onDay: data.receivedOn, cause: 'receipt_confirmed', evidence: id })),
  'lightwell.request.clock_imported.v1': async (deps, tx, event) => {
    for (const entry of importedEntries(event.data.entries, event.id)) {
      await addEntry(deps, tx, { requestId: event.subject, author: event.actor, entry })
    }
  },
  'lightwell.request.passed_on.v1': passClock,

  'lightwell.request.clarification_requested.v1': entersUnderLaw((regime, { data }) =>
    clarificationAsked(regime, { onDay: data.askedOn, evidence: data.clarificationId })),
  'lightwell.request.clarified.v1': entersUnderLaw((regime, { data }) =>
    clarificationAnswered(regime, { onDay: data.answeredOn, evidence: data.clarificationId })),
  'lightwell.request.lapsed.v1': enters(({ data }) =>
    ({ kind: 'stopped', onDay: data.lapsedOn, cause: 'lapsed', evidence: data.noticeId })),
  'lightwell.request.reopened.v1': entersUnderLaw((regime, { data }) =>
    requestReopened(regime, { onDay: data.answeredOn, evidence: data.clarificationId })),

  'lightwell.consultation.served.v1': entersOfConsultation((rule, { data }) =>
    consultationServed(rule, { onDay: data.servedOn, untilOn: data.answerBy, evidence: data.consultationId })),
  'lightwell.consultation.closed.v1': entersOfConsultation((rule, { data }) =>
    consultationAnswered(rule, { onDay: data.answeredOn, evidence: data.consultationId })),

  'lightwell.fee.charged.v1': entersUnderLaw((regime, { data }) => feeCharged(regime, { onDay: data.noticedOn, evidence: data.feeId })),
  'lightwell.fee.paid.v1': entersUnderLaw((regime, { data }) => feePaid(regime, { onDay: data.paidOn, evidence: data.feeId })),
  'lightwell.fee.waived.v1': entersUnderLaw((regime, { data }) => feeWaived(regime, { onDay: data.waivedOn, evidence: data.feeId })),

  'lightwell.request.deferred.v1': enters(({ data: { deferredOn, workingDays, reasonRequestId } }) =>
    ({ kind: 'extended', onDay: deferredOn, workingDays, cause: 'deferred', evidence: reasonRequestId })),

  'lightwell.request.transferred.v1': enters(({ data }) =>
    ({ kind: 'stopped', onDay: data.transferredOn, cause: 'transferred', evidence: data.noticeId })),
  // What is divided whole goes on as its parts; a part that leaves the rest behind stops nothing.
  'lightwell.request.divided.v1': enters(({ id, data: { whole, dividedOn } }) =>
    whole ? { kind: 'stopped', onDay: dividedOn, cause: 'transferred', evidence: id } : undefined),
  'lightwell.request.withdrawn.v1': enters(({ id, data }) =>
    ({ kind: 'stopped', onDay: data.withdrawnOn, cause: 'withdrawn', evidence: id })),
  'lightwell.notice.served.v1': async (deps, tx, event) => {
    const { answers, kind } = event.data
    if (answers) await enterAnswer(deps, tx, event)
    else if (kind === 'extension') await takeUpExtension(deps, tx, event)
    else if (kind === 'registration') await enterAcknowledgement(deps, tx, event)
  },
}

const enterAnswer: Handler<'lightwell.notice.served.v1'> = enters(({ data }) =>
  ({ kind: 'stopped', onDay: data.servedOn, cause: 'answered', evidence: data.noticeId }))

const enterAcknowledgement: Handler<'lightwell.notice.served.v1'> = entersUnderLaw((regime, { data }, deadline) =>
  requestAcknowledged(regime, deadline, { onDay: data.servedOn, evidence: data.noticeId }))

/** What this room does with the events of the others: first the clock of the answer moves, then what else has its day. */
export const subscriptions: Subscriptions = [termHandlers, secretTermHandlers, disputeTermHandlers].reduce(inTurn, clockHandlers)
