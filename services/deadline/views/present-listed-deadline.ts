import { Type, type Static } from '@sinclair/typebox'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { stateAt } from '@lightwell/regimes/lateness'
import { Deadline } from './present-deadline.ts'
import { daysLeft } from '../rules/days-left.ts'
import type { ListedDeadline } from '../store/list-deadlines.ts'

/** One line of a list of deadlines, as it stood at the asked instant; `/v1/deadlines/{requestId}` explains it. */
export const DeadlineSummary = Type.Pick(Deadline, [
  'requestId', 'receiptNumber', 'agency', 'state', 'startedOn', 'dueOn', 'dueAt', 'answeredOn',
  'workingDaysLeft', 'workingDaysLate', 'overdue', 'provisional', 'zone',
])
export type DeadlineSummary = Static<typeof DeadlineSummary>

/** Writes a listed deadline as it is sent. */
export function presentListedDeadline (row: ListedDeadline, at: Date): DeadlineSummary {
  const { requestId, receiptNumber, agencyCode, startedOn, dueOn, dueAt, answeredOn, provisional, zone } = row
  const state = stateAt(row, at)
  return {
    requestId, receiptNumber, agency: agencyCode, state, startedOn, dueOn, dueAt: dueAt.toISOString(), answeredOn,
    ...daysLeft(calendarNamed(row.calendarId), { ...row, state }, at), provisional, zone,
  }
}
