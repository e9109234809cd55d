import { calendarNamed } from '@lightwell/calendar/calendars'
import { countFrom, type CountResult } from '@lightwell/calendar/count-from'
import type { Day } from '@lightwell/calendar/day'
import type { Regime } from '@lightwell/regimes/regime'

type Rule = Regime['consultation']['thirdParty']

/**
 * The last day on which somebody who is consulted may answer: the limit of the rule in its unit, counted after the day on
 * which the letter reached him, by the calendar of his own body.
 */
export function lastDayToAnswer (rule: Pick<Rule, 'limit' | 'unit'>, servedOn: Day, calendarId: string): CountResult {
  const { limit, unit } = rule
  return countFrom({
    calendar: calendarNamed(calendarId), start: servedOn, unit: unit.value, n: limit.value, startRule: 'after',
    // Days and months may end on a day off; of working days none does.
    roll: unit.value === 'working_days' ? 'none' : 'forward',
  })
}
