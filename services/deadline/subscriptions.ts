import type { Day } from '@lightwell/calendar/day'
import type { EventType } from '@lightwell/events/contracts'
import type { Envelope } from '@lightwell/events/envelope'
import type { Handler, Subscriptions } from '@lightwell/events/subscriptions'
import { addEntry } from './commands/add-entry.ts'
import { passClock } from './commands/pass-clock.ts'
import { startClock } from './commands/start-clock.ts'
import type { ClockEntry } from './rules/clock-entry.ts'
import { importedEntries } from './rules/imported-entries.ts'

type Told = Pick<ClockEntry, 'kind' | 'cause' | 'evidence'> & { onDay: string, untilOn?: string, workingDays?: number }

/** Adds the entry that an event tells of; none where it tells of none. */
function enters<T extends EventType> (read: (event: Envelope<T>) => Told | undefined): Handler<T> {
  return async (deps, tx, event) => {
    const told = read(event)
    if (told === undefined) return
    const { kind, cause, evidence, onDay, untilOn = null, workingDays = null } = told
    const entry = { kind, cause, evidence, workingDays, onDay: onDay as Day, untilOn: untilOn as Day | null }
    await addEntry(deps, tx, { requestId: event.subject, author: event.actor, entry })
  }
}

/** What the clock does when something happens elsewhere. */
export const subscriptions: Subscriptions = {
  'lightwell.request.registered.v1': startClock,
  'lightwell.request.receipt_confirmed.v1': enters(({ id, data }) =>
    ({ kind: 'restarted', onDay: data.receivedOn, cause: 'receipt_confirmed', evidence: id })),
  'lightwell.request.clock_imported.v1': async (deps, tx, event) => {
    for (const entry of importedEntries(event.data.entries, event.id)) {
      await addEntry(deps, tx, { requestId: event.subject, author: event.actor, entry })
    }
  },
  'lightwell.request.passed_on.v1': passClock,

  'lightwell.request.clarification_requested.v1': enters(({ data }) =>
    ({ kind: 'paused', onDay: data.askedOn, cause: 'clarification', evidence: data.clarificationId })),
  'lightwell.request.clarified.v1': enters(({ data }) =>
    ({ kind: 'restarted', onDay: data.answeredOn, cause: 'clarified', evidence: data.clarificationId })),
  'lightwell.request.lapsed.v1': enters(({ data }) =>
    ({ kind: 'stopped', onDay: data.lapsedOn, cause: 'lapsed', evidence: data.noticeId })),
  'lightwell.request.reopened.v1': enters(({ data }) =>
    ({ kind: 'restarted', onDay: data.answeredOn, cause: 'reopened', evidence: data.clarificationId })),

  'lightwell.consultation.served.v1': enters(({ data }) => ({
    kind: 'paused', onDay: data.servedOn, untilOn: data.answerBy, cause: 'consultation', evidence: data.consultationId,
  })),
  'lightwell.consultation.closed.v1': enters(({ data }) =>
    ({ kind: 'resumed', onDay: data.answeredOn, cause: 'consultation', evidence: data.consultationId })),

  'lightwell.fee.charged.v1': enters(({ data }) =>
    ({ kind: 'paused', onDay: data.noticedOn, cause: 'fee', evidence: data.feeId })),
  'lightwell.fee.paid.v1': enters(({ data }) =>
    ({ kind: 'restarted', onDay: data.paidOn, cause: 'fee_paid', evidence: data.feeId })),
  // Only a payment makes the time count anew: what the agency itself gives up moves no day but those it waited.
  'lightwell.fee.waived.v1': enters(({ data }) =>
    ({ kind: 'resumed', onDay: data.waivedOn, cause: 'fee_waived', evidence: data.feeId })),

  'lightwell.request.deferred.v1': enters(({ data: { deferredOn, workingDays, reasonRequestId } }) =>
    ({ kind: 'extended', onDay: deferredOn, workingDays, cause: 'deferred', evidence: reasonRequestId })),

  'lightwell.request.transferred.v1': enters(({ data }) =>
    ({ kind: 'stopped', onDay: data.transferredOn, cause: 'transferred', evidence: data.noticeId })),
  // What is divided whole goes on as its parts; a part that leaves the rest behind stops nothing.
  'lightwell.request.divided.v1': enters(({ id, data: { whole, dividedOn } }) =>
    whole ? { kind: 'stopped', onDay: dividedOn, cause: 'transferred', evidence: id } : undefined),
  'lightwell.request.withdrawn.v1': enters(({ id, data }) =>
    ({ kind: 'stopped', onDay: data.withdrawnOn, cause: 'withdrawn', evidence: id })),
  // A notice that does not answer, such as that of an extension, stops nothing.
  'lightwell.notice.served.v1': enters(({ data: { answers, servedOn, noticeId } }) =>
    answers ? { kind: 'stopped', onDay: servedOn, cause: 'answered', evidence: noticeId } : undefined),
}
