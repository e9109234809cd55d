import ca from './data/ca.json' with { type: 'json' }
import cnRegions from './data/cn-regions.json' with { type: 'json' }
import cn from './data/cn.json' with { type: 'json' }
import de from './data/de.json' with { type: 'json' }
import gb from './data/gb.json' with { type: 'json' }
import us from './data/us.json' with { type: 'json' }
import type { Day } from './day.ts'
import type { CalendarDefinition, CalendarYear } from './published-calendar.ts'
import { yearsFromJson } from './years-json.ts'

type ShippedCalendar = Omit<CalendarDefinition, 'years'> & { readonly years: unknown }
type HolidaysByYear = Readonly<Record<string, readonly (readonly string[])[]>>

/** What every calendar that ships says itself, parents before their children. Its years are read when they are asked for. */
export const shippedDefinitions: readonly CalendarDefinition[] = [
  {
    id: 'CN',
    title: { zh: '中国法定工作日历', en: 'Working days of mainland China' },
    get years () { return readYears(cn.years) },
  },
  ...readLater(cnRegions.calendars, (years) => readYears(years)),
  ...[ca, de, gb, us].flatMap(({ calendars }) => readLater(calendars, (years) => readHolidays(years as HolidaysByYear))),
]

function readLater (
  shipped: readonly ShippedCalendar[], read: (years: unknown) => CalendarYear[],
): CalendarDefinition[] {
  return shipped.map(({ years, ...said }) => ({ ...said, get years () { return read(years) } }))
}

function readYears (json: unknown): CalendarYear[] {
  const read = yearsFromJson(json)
  if ('faults' in read) throw new Error(`a shipped calendar is at fault: ${JSON.stringify(read.faults)}`)
  return read.years
}

// These files are made by a script and a test reads them against it; reading each of their days again would cost more
// than all else at the start of the process.
function readHolidays (years: HolidaysByYear): CalendarYear[] {
  return Object.entries(years).map(([year, holidays]) => ({
    year: Number(year),
    notices: [],
    daysOff: holidays.map(([day, name]) => ({ day: day as Day, name: name as string })),
    makeUpWorkingDays: [],
  }))
}
