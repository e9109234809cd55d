import { calendarNamed } from '@lightwell/calendar/calendars'
import { isOverdue, stateAt, workingDaysLate } from '@lightwell/regimes/lateness'
import type { DeadlineRow } from '../store/deadlines.ts'
import type { DecisionRow } from '../store/decisions.ts'
import type { ExtensionRow } from '../store/extensions.ts'
import { momentOf, type Moment } from '../store/moment.ts'
import type { RequestRow } from '../store/requests.ts'
import type { Workload } from '../store/workload.ts'

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
  const { requestId, agencyCode, dueOn, dueAt, provisional } = row
  const timed = { ...row, state: stateAt(row, moment.at) }
  return {
    requestId, agencyCode, moment, dueOn, dueAt, provisional, state: shout(timed.state),
    overdue: isOverdue(timed, moment.at),
    workingDaysLate: workingDaysLate(calendarNamed(row.calendarId), timed, moment.at),
  }
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

/** One line of a count. Keys that are values of an enum are spelled as the enum is. */
export function workloadNode (row: Workload) {
  return { ...row, key: shout(row.key) }
}

export type RequestNode = ReturnType<typeof requestNode>
export type DeadlineNode = ReturnType<typeof deadlineNode>
export type ExtensionNode = ReturnType<typeof extensionNode>
