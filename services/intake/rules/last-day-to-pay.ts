import { addDays, addMonthsClamped, type Day } from '@lightwell/calendar/day'
import { addWorkingDays } from '@lightwell/calendar/working-calendar'
import { lawOf } from '@lightwell/regimes/law-of'
import type { RequestRow } from '../case-view.ts'

/** The last day to pay a fee whose notice is of a day. */
export function lastDayToPay (request: Pick<RequestRow, 'regimeVersion' | 'calendarId'>, noticedOn: Day): Day {
  const { regime, calendar } = lawOf(request)
  const { n, unit } = regime.fee.payWithin.value
  if (unit === 'working_days') return addWorkingDays(calendar, noticedOn, n).day
  // Months end on the day before the same day of the last one, which may have no such day.
  const end = addMonthsClamped(noticedOn, n)
  return end.endsWith(noticedOn.slice(-2)) ? addDays(end, -1) : end
}
