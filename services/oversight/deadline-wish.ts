import { calendarNamed } from '@lightwell/calendar/calendars'
import type { Day } from '@lightwell/calendar/day'
import type { WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { dayIn, startOfDay } from '@lightwell/calendar/zoned'
import type { Reader } from '@lightwell/database/connect'
import { ageBands } from './rules/age-band.ts'
import { openStandings, type ClockStanding } from './rules/standing.ts'
import { soonUntil, workingDayBack } from './rules/working-day-bounds.ts'
import { listYardsticks, type Bound, type Yardstick } from './store/bound.ts'
import type { CaseWish, DeadlineWish } from './store/deadlines.ts'
import type { WorkloadWish } from './store/workload.ts'

/** What a reader asks for: cases, and how late those that are late have to be at least. */
export type LateCases = { cases: CaseWish, minWorkingDaysLate: number }

/**
 * A wish for late cases. How late a case must be becomes a bound of its due instant, which an index answers.
 */
export async function lateWish (db: Reader, { cases, minWorkingDaysLate: least }: LateCases): Promise<DeadlineWish> {
  const { at } = cases.moment
  const dueBy = least === 0 ? at.toISOString() : lateSince(await listYardsticks(db), at, least)
  return { ...cases, clock: ['overdue'], dueBy, soonBy: at.toISOString() }
}

/** A wish for deadlines by how their clocks stand: those of open cases, unless others are asked for. */
export async function deadlineWish (
  db: Reader, cases: CaseWish, clock: readonly ClockStanding[] = openStandings,
): Promise<DeadlineWish> {
  const { at } = cases.moment
  return { ...cases, clock, dueBy: at.toISOString(), soonBy: soonBy(await listYardsticks(db), at) }
}

/** The wish of a count, with the bounds of its columns and age bands. */
export async function workloadWish (db: Reader, asked: LateCases): Promise<WorkloadWish> {
  const { at } = asked.cases.moment
  const yardsticks = await listYardsticks(db)
  const { dueBy } = await lateWish(db, asked)
  return {
    ...asked.cases, dueBy, lateOnly: asked.minWorkingDaysLate > 0, soonBy: soonBy(yardsticks, at),
    startedSince: ageBands.filter(({ most }) => Number.isFinite(most)).map(({ most }) =>
      bound(yardsticks, at, (calendar, today) => workingDayBack(calendar, today, most + 1))),
  }
}

function lateSince (yardsticks: readonly Yardstick[], at: Date, least: number): Bound {
  return bound(yardsticks, at, (calendar, today, zone) =>
    startOfDay(workingDayBack(calendar, today, least), zone).toISOString())
}

function soonBy (yardsticks: readonly Yardstick[], at: Date): Bound {
  return bound(yardsticks, at, (calendar, _today, zone) => soonUntil(calendar, at, zone).toISOString())
}

function bound (
  yardsticks: readonly Yardstick[], at: Date, value: (calendar: WorkingCalendar, today: Day, zone: string) => string,
): Bound {
  return yardsticks.map(({ calendarId, zone }) => (
    { calendarId, zone, value: value(calendarNamed(calendarId), dayIn(at, zone), zone) }
  ))
}
