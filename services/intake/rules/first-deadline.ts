import type { Day } from '@lightwell/calendar/day'
import { addWorkingDays, type WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { endOfDay, startOfDay } from '@lightwell/calendar/zoned'
import type { Regime } from '@lightwell/regimes/regime'

/** The legal day of a request on which nothing has happened yet. `dueAt` is the first instant that is late. */
export type FirstDeadline = { dueOn: Day, dueAt: Date, provisional: boolean }

/** Counts a regime's limit from the day of receipt, which is day 0 (细则第十二条第一款, 条例第三十三条第二款). */
export function firstDeadline (
  regime: Regime, calendar: WorkingCalendar, received: { receivedOn: Day, zone: string },
): FirstDeadline {
  const { base, dueHour } = regime.limit
  const { day: dueOn, unknownYears } = addWorkingDays(calendar, received.receivedOn, base.value)
  const dueAt = dueHour.value === null
    ? endOfDay(dueOn, received.zone)
    : new Date(startOfDay(dueOn, received.zone).getTime() + dueHour.value * 3_600_000)
  return { dueOn, dueAt, provisional: unknownYears.length > 0 }
}
