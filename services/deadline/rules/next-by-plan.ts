import { addMonthsClamped, lastDay, yearOf, type Day } from '@lightwell/calendar/day'

/**
 * The day after a due day of what comes again every so many months: counted from the start of the plan, so that what
 * falls on the last day of a long month does not slip to an earlier day for good. Undefined where the days of the
 * calendar end, and the plan with them.
 */
export function nextByPlan (
  { startedOn, dueOn, everyMonths }: { startedOn: Day, dueOn: Day, everyMonths: number },
): Day | undefined {
  const next = monthsOf(dueOn) + everyMonths
  return next > monthsOf(lastDay) ? undefined : addMonthsClamped(startedOn, next - monthsOf(startedOn))
}

function monthsOf (day: Day): number {
  return yearOf(day) * 12 + Number(day.slice(5, 7))
}
