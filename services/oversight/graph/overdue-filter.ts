import { calendarNamed } from '@lightwell/calendar/calendars'
import type { Day } from '@lightwell/calendar/day'
import type { WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { dayIn, endOfDay, startOfDay } from '@lightwell/calendar/zoned'
import { invalid } from '@lightwell/http/refusal'
import { ageBands, soonWorkingDays } from '../rules/age-band.ts'
import { workingDayAhead, workingDayBack } from '../rules/working-day-bounds.ts'
import { listYardsticks, type Bound, type Yardstick } from '../store/bound.ts'
import type { DeadlineWish } from '../store/deadlines.ts'
import { momentOf } from '../store/moment.ts'
import type { WorkloadWish } from '../store/workload.ts'
import type { GraphContext } from './context.ts'
import { refuseLongLists } from './refuse-long-lists.ts'
import { scopeAsked } from './scope-asked.ts'

/** What narrows late cases, as the graph spells it. */
export type OverdueFilter = {
  agencies?: readonly string[] | null
  minWorkingDaysLate?: number | null
  asOf?: Date | null
  heldBy?: readonly string[] | null
  stage?: readonly string[] | null
}

/** A filter as a wish. How late a case must be becomes a bound of its due instant, which an index answers. */
export async function overdueWish (context: GraphContext, filter: OverdueFilter): Promise<DeadlineWish> {
  refuseLongLists({ agencies: filter.agencies, heldBy: filter.heldBy, stage: filter.stage })
  const moment = momentOf(filter.asOf, context.now)
  const least = filter.minWorkingDaysLate ?? 0
  if (least < 0) throw invalid([negative])
  return {
    scope: scopeAsked(context, filter.agencies),
    moment,
    dueBy: least === 0 ? moment.at.toISOString() : lateSince(await listYardsticks(context.deps.db), moment.at, least),
    heldBy: filter.heldBy?.map(whisper),
    stage: filter.stage?.map(whisper),
  }
}

/** The same for a count, with the bounds of its columns and age bands. */
export async function workloadWish (context: GraphContext, filter: OverdueFilter): Promise<WorkloadWish> {
  const wish = await overdueWish(context, filter)
  const yardsticks = await listYardsticks(context.deps.db)
  const { at } = wish.moment
  return {
    ...wish,
    lateOnly: (filter.minWorkingDaysLate ?? 0) > 0,
    soonBy: bound(yardsticks, at, (calendar, today, zone) =>
      endOfDay(workingDayAhead(calendar, today, soonWorkingDays), zone).toISOString()),
    startedSince: ageBands.filter(({ most }) => Number.isFinite(most)).map(({ most }) =>
      bound(yardsticks, at, (calendar, today) => workingDayBack(calendar, today, most + 1))),
  }
}

function lateSince (yardsticks: readonly Yardstick[], at: Date, least: number): Bound {
  return bound(yardsticks, at, (calendar, today, zone) =>
    startOfDay(workingDayBack(calendar, today, least), zone).toISOString())
}

function bound (
  yardsticks: readonly Yardstick[], at: Date, value: (calendar: WorkingCalendar, today: Day, zone: string) => string,
): Bound {
  return yardsticks.map(({ calendarId, zone }) => (
    { calendarId, zone, value: value(calendarNamed(calendarId), dayIn(at, zone), zone) }
  ))
}

/** A value of an enum as the tables spell it. */
function whisper (value: string): string {
  return value.toLowerCase()
}

const negative = {
  pointer: '/filter/minWorkingDaysLate', code: 'too_small', detail: { zh: '不得小于 0。', en: 'Not less than 0.' },
}
