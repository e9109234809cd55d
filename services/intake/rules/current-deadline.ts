import { findCalendar } from '@lightwell/calendar/calendars'
import type { Day } from '@lightwell/calendar/day'
import { dueDay, dueInstant } from '@lightwell/regimes/due-day'
import { findRegime } from '@lightwell/regimes/regimes'
import type { CaseView, RequestRow } from '../case-view.ts'
import type { RequestStatus } from './request-status.ts'

/** The deadline of a request as its reader sees it now. `missing` says what a pending one still lacks. */
export type CurrentDeadline = {
  state: 'pending' | 'running' | 'paused' | 'met' | 'missed' | 'stopped'
  dueOn: Day
  overdue: boolean
  provisional: boolean
  missing?: string[]
}

// What ends a request without an answer stops its clock with it; the clock's own entry follows in a moment.
const endedUnanswered: readonly RequestStatus[] = ['withdrawn', 'lapsed', 'transferred']

/**
 * The deadline at an instant. Until the clock has made its first entry the day stands all the same, since it follows
 * from the receipt; it is late from `dueAt` on, and only while it runs.
 */
export function currentDeadline (
  { request, deadline }: Pick<CaseView, 'request' | 'deadline'>, now: Date,
): CurrentDeadline {
  const { dueOn, dueAt, provisional, pausedUntil } = deadline ?? expectedDeadline(request)
  const paused = deadline?.state === 'running' && pausedUntil !== null && now < pausedUntil
  const state = endedUnanswered.includes(request.status) ? 'stopped' : paused ? 'paused' : deadline?.state ?? 'pending'
  const overdue = (state === 'running' || state === 'pending') && now >= dueAt
  return { state, dueOn: dueOn as Day, overdue, provisional, ...state === 'pending' && { missing: ['clock_entry'] } }
}

type StoredDeadline = Omit<NonNullable<CaseView['deadline']>, 'state'>

/** The deadline that a request has by its receipt alone, under the version of its regime. */
export function expectedDeadline (
  { regimeVersion, calendarId, receivedOn, zone }: Pick<RequestRow, 'regimeVersion' | 'calendarId' | 'receivedOn' | 'zone'>,
): StoredDeadline {
  const regime = findRegime(regimeVersion)
  const calendar = findCalendar(calendarId)
  if (regime === undefined || calendar === undefined) {
    throw new Error(`There is no regime ${regimeVersion} or no calendar ${calendarId}`)
  }
  const { dueOn, provisional } = dueDay({ regime, calendar, receivedOn: receivedOn as Day })
  return { dueOn, dueAt: dueInstant(regime, dueOn, zone), provisional, pausedUntil: null, extendedWorkingDays: 0 }
}
