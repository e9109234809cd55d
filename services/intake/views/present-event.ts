import { Type, type Static } from '@sinclair/typebox'
import type { Caller } from '@lightwell/http/caller'
import { contracts, type EventType } from '@lightwell/events/contracts'
import { listed } from '@lightwell/http/listed'
import type { Envelope } from '@lightwell/events/envelope'

const actorKinds = ['staff', 'portal', 'applicant', 'consulted', 'anonymous', 'system'] as const

/** One line of a request's history. */
export const HistoryEntry = Type.Object({
  id: Type.String({ format: 'uuid' }),
  type: listed(Object.keys(contracts) as EventType[]),
  time: Type.String({ format: 'date-time' }),
  sequence: Type.Integer(),
  actorKind: listed(actorKinds),
  actorId: Type.Optional(Type.String({ description: 'Who of the staff or which portal; told to staff only.' })),
})
export type HistoryEntry = Static<typeof HistoryEntry>

// What the agency does among its own people before it answers is no news to the applicant.
const forParties: readonly EventType[] = [
  'lightwell.request.registered.v1', 'lightwell.request.receipt_confirmed.v1', 'lightwell.request.identity_proved.v1',
  'lightwell.request.token_renewed.v1', 'lightwell.request.applicant_changed.v1', 'lightwell.request.attached.v1',
  'lightwell.request.clarification_requested.v1', 'lightwell.request.clarified.v1', 'lightwell.request.answered_late.v1',
  'lightwell.request.late_answer_rejected.v1', 'lightwell.request.lapsed.v1', 'lightwell.request.reopened.v1',
  'lightwell.request.reasons_requested.v1', 'lightwell.request.reasons_given.v1', 'lightwell.request.deferred.v1',
  'lightwell.request.transferred.v1', 'lightwell.request.redirected.v1', 'lightwell.request.divided.v1',
  'lightwell.request.passed_on.v1', 'lightwell.request.withdrawn.v1',
  'lightwell.deadline.started.v1', 'lightwell.deadline.paused.v1', 'lightwell.deadline.resumed.v1',
  'lightwell.deadline.restarted.v1', 'lightwell.deadline.redated.v1', 'lightwell.deadline.corrected.v1',
  'lightwell.deadline.stopped.v1',
  'lightwell.fee.charged.v1', 'lightwell.fee.paid.v1', 'lightwell.fee.waived.v1',
  'lightwell.correction.issued.v1', 'lightwell.extension.approved.v1', 'lightwell.extension.took_effect.v1',
  'lightwell.decision.issued.v1', 'lightwell.notice.served.v1',
]

/** The types of events a caller may see; undefined is all of them. */
export function visibleEvents (caller: Caller): readonly EventType[] | undefined {
  return caller.kind === 'staff' ? undefined : forParties
}

/** Presents an event: what happened and when, never its data. */
export function presentEvent ({ id, type, time, sequence, actor }: Envelope, caller: Caller): HistoryEntry {
  const [actorKind, actorId] = actor.split(':')
  return {
    id, type, time, sequence: Number(sequence), actorKind: actorKind as HistoryEntry['actorKind'],
    ...caller.kind === 'staff' && actorId !== undefined && { actorId },
  }
}
