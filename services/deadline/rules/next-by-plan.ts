import { addMonthsClamped, yearOf, type Day } from '@lightwell/calendar/day'

/**
 * The day after a due day of what comes again every so many months: counted from the start of the plan, so that what
 * falls on the last day of a long month does not slip to an earlier day for good.
 */
export function nextByPlan ({ startedOn, dueOn, everyMonths }: { startedOn: Day, dueOn: Day, everyMonths: number }): Day {
  return addMonthsClamped(startedOn, monthsOf(dueOn) - monthsOf(startedOn) + everyMonths)
}

function monthsOf (day: Day): number {
  return yearOf(day) * 12 + Number(day.slice(5, 7))
}
