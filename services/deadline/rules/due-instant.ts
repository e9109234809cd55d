import { DateTime } from 'luxon'
import type { Day } from '@lightwell/calendar/day'
import { endOfDay } from '@lightwell/calendar/zoned'
import type { Regime } from '@lightwell/regimes/regime'

/** The first instant that is too late: 24:00 of the due day in the zone, or the hour of it that the regime names. */
export function dueInstant (regime: Pick<Regime, 'limit'>, dueOn: Day, zone: string): Date {
  const hour = regime.limit.dueHour.value
  return hour === null ? endOfDay(dueOn, zone) : DateTime.fromISO(dueOn, { zone }).set({ hour }).toJSDate()
}
