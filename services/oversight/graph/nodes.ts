import type { DaysHeld } from '../rules/days-held.ts'
import type { DeadlineRow } from '../store/deadlines.ts'
import type { DecisionRow } from '../store/decisions.ts'
import type { ExtensionRow } from '../store/extensions.ts'
import { momentOf, type Moment } from '../store/moment.ts'
import type { RequestRow } from '../store/requests.ts'
import type { Workload, WorkloadKey } from '../store/workload.ts'
import { timesAt } from '../supervised-case.ts'

/** A value of an enum as the graph spells it. */
export function shout (value: string): string {
  return value.toUpperCase()
}

/** A request as it is now; its loaders answer for the same instant. */
export function requestNode ({ status, kind, channel, ...row }: RequestRow, now: Date) {
  return {
    ...row, requestId: row.id, moment: momentOf(null, now),
    status: shout(status), kind: shout(kind), channel: shout(channel),
  }
}

/** A deadline as it stood at a moment; its loaders answer for the same moment. */
export function deadlineNode (row: DeadlineRow, moment: Moment) {
  const { requestId, agencyCode, regimeId, dueOn, dueAt, provisional } = row
  const { state, standing, ...times } = timesAt(row, moment.at)
  return {
    requestId, agencyCode, moment, row, regime: regimeId, dueOn, dueAt, provisional,
    state: shout(state), standing: shout(standing), ...times,
  }
}

/** How long a case lay with a duty. */
export function daysHeldNode ({ duty, ...days }: DaysHeld) {
  return { duty: duty === null ? null : shout(duty), ...days }
}

/** An extension; who asked and decided is in the audit. */
export function extensionNode (row: ExtensionRow) {
  const { id, requestId, additionalWorkingDays, reason, requestedAt, decidedAt, decidedAsDeputy, decisionReason } = row
  return {
    id, requestId, additionalWorkingDays, reason, requestedAt, decidedAt, decidedAsDeputy, decisionReason,
    oldDueOn: row.oldDueOn, newDueOn: row.newDueOn, state: shout(row.state), approvingDuty: shout(row.approvingDuty),
  }
}

/** A decision. A returned one was decided on too, but not issued. */
export function decisionNode ({ id, outcome, state, decidedAt }: DecisionRow) {
  return { id, outcome: shout(outcome), state: shout(state), issuedAt: state === 'issued' ? decidedAt : null }
}

/** One line of a count. Keys that are values of an enum are spelled as the enum is; the id of a regime is none. */
export function workloadNode (row: Workload, by: WorkloadKey) {
  return { ...row, key: by === 'regime' ? row.key : shout(row.key) }
}

export type RequestNode = ReturnType<typeof requestNode>
export type DeadlineNode = ReturnType<typeof deadlineNode>
export type ExtensionNode = ReturnType<typeof extensionNode>
