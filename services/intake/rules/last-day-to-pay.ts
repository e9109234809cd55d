import type { Day } from '@lightwell/calendar/day'
import { addWorkingDays } from '@lightwell/calendar/working-calendar'
import { lawOf } from '@lightwell/regimes/law-of'
import type { RequestRow } from '../case-view.ts'

/** The last day to pay a fee whose notice is of a day: the working days of the rule, counted after it. */
export function lastDayToPay (request: Pick<RequestRow, 'regimeVersion' | 'calendarId'>, noticedOn: Day): Day {
  const { regime, calendar } = lawOf(request)
  return addWorkingDays(calendar, noticedOn, regime.fee.payWithin.value).day
}
