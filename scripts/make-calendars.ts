import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { canada } from './calendars/canada.ts'
import type { ForeignCalendar, ForeignHoliday } from './calendars/foreign-calendar.ts'
import { germany } from './calendars/germany.ts'
import { unitedKingdom } from './calendars/united-kingdom.ts'
import { unitedStates } from './calendars/united-states.ts'

// Files of foreign calendars in packages/calendar/data, made from the library date-holidays and what its lists lack:
// `node scripts/make-calendars.ts` writes them, and a test finds them as they are made.

// From the year in which the United Kingdom's Act came into force for all bodies to the last one for which holidays
// are proclaimed and printed everywhere: what a government proclaims later cannot be known earlier.
const firstYear = 2005
const lastYear = 2027

const about = 'Public holidays by year: [day, name]. Computed with date-holidays 3.37.0 ' +
  '(https://github.com/commenthol/date-holidays; code ISC, data CC BY-SA 3.0, from Wikipedia as attributed there) and ' +
  'corrected by scripts/calendars. This file: CC BY-SA 3.0. A year that is not here is unknown, which is not the same ' +
  'as having no holidays.'

/** The files by their name, as they are to stand in packages/calendar/data. */
export function calendarFiles (): Record<string, string> {
  return {
    'ca.json': fileOf(canada),
    'de.json': fileOf(germany),
    'gb.json': fileOf(unitedKingdom),
    'us.json': fileOf(unitedStates),
  }
}

function fileOf (calendars: readonly ForeignCalendar[]): string {
  return `{\n  "about": ${JSON.stringify(about)},\n  "calendars": [\n${calendars.map(textOf).join(',\n')}\n  ]\n}\n`
}

function textOf ({ days, ...rest }: ForeignCalendar): string {
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, at) => firstYear + at)
  const lines = years.map((year) => `      "${year}": ${JSON.stringify(pairs(days(year)))}`)
  return `    ${JSON.stringify(rest).slice(0, -1)},"years":{\n${lines.join(',\n')}\n    }}`
}

// Two holidays may fall on one day, as Ascension Day of 2008 on Labour Day; the calendars list both with 、 between them.
function pairs (days: readonly ForeignHoliday[]): [string, string][] {
  const names = new Map<string, string>()
  for (const { day, name } of days.toSorted((a, b) => a.day < b.day ? -1 : 1)) {
    const before = names.get(day)
    names.set(day, before === undefined ? name : `${before}、${name}`)
  }
  return [...names]
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(calendarFiles())) {
    writeFileSync(fileURLToPath(new URL(`../packages/calendar/data/${name}`, import.meta.url)), text)
  }
}
