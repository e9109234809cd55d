import { addDays, addMonthsClamped, type Day } from './day.ts'
import {
  addWorkingDays, type CountedDay, firstWorkingDayFrom, unknownYearsIn, type WorkingCalendar,
} from './working-calendar.ts'

/** What `n` counts. */
export type CountUnit = 'working_days' | 'calendar_days' | 'months'

/**
 * What becomes of the start. `after`: it is day 0, whether worked or off. `snap`: if it is off, the next working day is
 * day 0. `inclusive`: the first working day on or after it is day 1; for months, which keep the day number, `inclusive`
 * does what `snap` does (our choice). A count backwards lies strictly before the start, which then is day 0 under every
 * rule.
 */
export type StartRule = 'after' | 'snap' | 'inclusive'

/** Whether a due day that is off moves to the next working day. */
export type Roll = 'none' | 'forward'

/** One question to the calculator, all of it settled. */
export type Count = {
  readonly calendar: WorkingCalendar
  readonly start: Day
  readonly unit: CountUnit
  readonly n: number
  readonly startRule: StartRule
  readonly roll: Roll
}

/**
 * The answer: the start moves to `anchor` (day 0, or day 1 if `anchorCounts`), the count reaches `reached`, which is
 * rolled to `due`. `unknownYears` are the unpublished years of those days whose being worked or off was asked.
 */
export type CountResult = {
  readonly anchor: Day
  readonly anchorCounts: boolean
  readonly reached: Day
  readonly due: Day
  readonly unknownYears: readonly number[]
}

/**
 * Counts `n` units from the start, after it has moved; backwards if `n` is negative, from the start as it is, so that
 * day -1 is the one before it. Calendar days and months ask nothing of the calendar but to move the start and to roll.
 * Rolling applies to every unit, after the count. Throws DayOutOfRangeError where a day lies outside 1900 to 2199.
 */
export function countFrom (count: Count): CountResult {
  const { calendar, start, unit, n, startRule, roll } = count
  const anchor = startMoves(count) ? moveToWorkingDay(calendar, start) : asItIs(start)
  const anchorCounts = startRule === 'inclusive' && n > 0 && unit !== 'months'
  const reached = step(count, anchor.day, anchorCounts ? n - 1 : n)
  const due = roll === 'forward' ? moveToWorkingDay(calendar, reached.day) : asItIs(reached.day)
  const asked = new Set([anchor, reached, due].flatMap(({ unknownYears }) => unknownYears))
  const unknownYears = [...asked].toSorted((a, b) => a - b)
  return { anchor: anchor.day, anchorCounts, reached: reached.day, due: due.day, unknownYears }
}

// A start that moved forward over days off could lead back to itself or to a day after it.
function startMoves ({ startRule, n }: Count): boolean {
  return startRule !== 'after' && n >= 0
}

function step ({ calendar, unit }: Count, anchor: Day, n: number): CountedDay {
  if (unit === 'working_days') return addWorkingDays(calendar, anchor, n)
  return asItIs(unit === 'months' ? addMonthsClamped(anchor, n) : addDays(anchor, n))
}

function moveToWorkingDay (calendar: WorkingCalendar, from: Day): CountedDay {
  const day = firstWorkingDayFrom(calendar, from)
  return { day, unknownYears: unknownYearsIn(calendar, from, day) }
}

function asItIs (day: Day): CountedDay {
  return { day, unknownYears: [] }
}
