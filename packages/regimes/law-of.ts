import { calendarNamed } from '@lightwell/calendar/calendars'
import type { PublishedCalendar } from '@lightwell/calendar/published-calendar'
import type { Regime } from './regime.ts'
import { findRegime } from './regimes.ts'

/** The law of one request: the regime in the version it was filed under, and the calendar that counts its days. */
export type Law = Readonly<{ regime: Regime, calendar: PublishedCalendar }>

/** The law that a request names. Throws when this house does not ship it: a filing cannot have named it. */
export function lawOf ({ regimeVersion, calendarId }: { regimeVersion: string, calendarId: string }): Law {
  const regime = findRegime(regimeVersion)
  if (regime === undefined) throw new Error(`There is no regime ${regimeVersion}`)
  return { regime, calendar: calendarNamed(calendarId) }
}
