import { readFileSync } from 'node:fs'
import { calendarNamed, findCalendar, listCalendars, shippedCalendars } from '@lightwell/calendar/calendars'
import { type Day, yearOf } from '@lightwell/calendar/day'
import { isKnown } from '@lightwell/calendar/published-calendar'
import { dayStatus, isWorkingDay } from '@lightwell/calendar/working-calendar'
import { calculateWorkingDays } from '@lightwell/calendar/working-days'
import { yearsFromJson, yearsToJson } from '@lightwell/calendar/years-json'
import t from 'tap'
import { calendarFiles } from '../../../scripts/make-calendars.ts'
import { holidayName } from '../../../services/deadline/rules/holiday-name.ts'
import { shift } from './naive-count.ts'

const states = ['BB', 'BE', 'BW', 'BY', 'HB', 'HE', 'HH', 'MV', 'NI', 'NW', 'RP', 'SH', 'SL', 'SN', 'ST', 'TH']
const chinese = ['CN', 'CN-GX', 'CN-NX', 'CN-XJ', 'CN-XZ']
const foreign = ['CA', 'CA-BC', 'DE', ...states.map((state) => `DE-${state}`), 'GB-EAW', 'GB-NIR', 'GB-SCT', 'UK', 'US', 'US-NY']

/** The weekdays of a year that a calendar has off, as `MM-DD`. */
function weekdaysOff (id: string, year: number): string[] {
  const calendar = calendarNamed(id)
  const days: string[] = []
  for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = shift(day, 1)) {
    const weekday = ![0, 6].includes(new Date(day).getUTCDay())
    if (weekday && !isWorkingDay(calendar, day as Day)) days.push(day.slice(5))
  }
  return days
}

const off = (id: string, ...days: string[]) => days.filter((day) => isWorkingDay(calendarNamed(id), day as Day))
const worked = (id: string, ...days: string[]) => days.filter((day) => !isWorkingDay(calendarNamed(id), day as Day))

t.test('the files of foreign calendars are those that the script makes', async (t) => {
  for (const [name, text] of Object.entries(calendarFiles())) {
    const file = readFileSync(new URL(`../../../packages/calendar/data/${name}`, import.meta.url), 'utf8')
    t.ok(file === text, `${name} is as scripts/make-calendars.ts makes it`)
  }
})

t.test('every calendar that ships is found, named in both languages, at one with itself and open to the calculator', async (t) => {
  t.same(listCalendars().map(({ id }) => id), [...chinese, ...foreign].toSorted())
  t.same(shippedCalendars.map(({ id }) => id).toSorted(), [...chinese, ...foreign].toSorted())
  t.equal(findCalendar('XX'), undefined)
  for (const calendar of shippedCalendars) {
    const { id, title, basis, ownYears } = calendar
    t.match(title, { zh: /\p{Script=Han}/u, en: /^Working days/ }, id)
    if (id !== 'CN') t.match(basis, { zh: /\p{Script=Han}/u, en: /\w/ }, `${id} names its law`)
    t.notOk('faults' in yearsFromJson(JSON.parse(JSON.stringify(yearsToJson(ownYears)))), `${id} has no fault`)
    for (const { year, daysOff } of ownYears) {
      if (daysOff.some(({ day }) => yearOf(day) !== year)) t.fail(`the days of ${id} of ${year} stand under it`)
    }
    const counted = calculateWorkingDays({ start: '2024-12-20', unit: 'working_days', n: 10, calendar: id })
    t.ok('answer' in counted && counted.answer.explanation.at(-1)?.n === 10, `the calculator counts by ${id}`)
  }
})

t.test('foreign calendars know the years from 2005 to 2027; what a government may still proclaim is unknown', async (t) => {
  for (const id of foreign) {
    const known = calendarNamed(id).years.filter(isKnown).map(({ year }) => year)
    t.same([known.length, known[0], known.at(-1)], [23, 2005, 2027], id)
  }
  const beyond = calculateWorkingDays({ start: '2027-12-30', unit: 'working_days', n: 3, calendar: 'UK' })
  t.match(beyond, { answer: { provisional: true, unknownYears: [2028] } })
})

t.test('the United Kingdom has off what any part has off, its parts what they have (www.gov.uk/bank-holidays)', async (t) => {
  const christmas = ['12-26', '12-27']
  t.same(weekdaysOff('GB-EAW', 2022), ['01-03', '04-15', '04-18', '05-02', '06-02', '06-03', '08-29', '09-19', ...christmas])
  t.same(weekdaysOff('GB-SCT', 2022), ['01-03', '01-04', '04-15', '05-02', '06-02', '06-03', '08-01', '09-19', '11-30', ...christmas])
  t.same(weekdaysOff('GB-NIR', 2022), ['01-03', '03-17', '04-15', '04-18', '05-02', '06-02', '06-03', '07-12', '08-29', '09-19', ...christmas])
  t.same(weekdaysOff('UK', 2022), [
    '01-03', '01-04', '03-17', '04-15', '04-18', '05-02', '06-02', '06-03', '07-12', '08-01', '08-29', '09-19', '11-30', ...christmas,
  ])
  t.same(off('UK', '2023-05-08', '2020-05-08', '2011-04-29', '2012-06-04', '2012-06-05', '2026-06-15', '2025-12-01'), [])
  t.same(worked('UK', '2020-05-04', '2022-05-30', '2012-05-28', '2006-11-30', '2025-11-28'), [], 'days moved, or not yet holidays')
  t.same(off('GB-SCT', '2013-12-02', '2021-01-04', '2017-01-03', '2007-11-30', '2026-06-15'), [])
  t.same(worked('GB-SCT', '2022-04-18', '2022-08-29', '2006-11-30', '2005-11-30', '2012-05-28'), [])
  t.same(off('GB-NIR', '2026-07-13', '2024-03-18', '2025-07-14'), [])
  t.same(worked('GB-EAW', '2022-11-30', '2022-03-17', '2026-06-15', '2022-01-04'), [])
})

t.test('the United States have off the legal public holidays and the days on which they are observed', async (t) => {
  t.same(weekdaysOff('US', 2021), [
    '01-01', '01-18', '02-15', '05-31', '06-18', '07-05', '09-06', '10-11', '11-11', '11-25', '12-24', '12-31',
  ])
  t.same(off('US', '2023-11-10', '2018-11-12', '2020-07-03', '2023-01-02', '2022-06-20'), [])
  t.same(worked('US', '2020-06-19', '2021-01-20', '2017-01-20', '2025-01-09', '2024-12-24'), [],
    'no Juneteenth before 2021, no Inauguration Day, no day on which a President closed offices')
})

t.test('New York moves a holiday from Sunday only, and keeps Lincoln’s Birthday and Election Day', async (t) => {
  t.same(weekdaysOff('US-NY', 2023), [
    '01-02', '01-16', '02-13', '02-20', '05-29', '06-19', '07-04', '09-04', '10-09', '11-07', '11-23', '12-25',
  ])
  t.same(worked('US-NY', '2021-12-24', '2021-12-31', '2021-06-18', '2020-07-03', '2022-02-15', '2023-11-10'), [])
  t.same(off('US-NY', '2021-07-05', '2022-11-08', '2021-11-02', '2020-02-12', '2018-11-12'), [])
})

t.test('a German state has off the days of all Germany and its own', async (t) => {
  t.same(weekdaysOff('DE', 2025), ['01-01', '04-18', '04-21', '05-01', '05-29', '06-09', '10-03', '12-25', '12-26'])
  t.same(weekdaysOff('DE-BW', 2025), [
    '01-01', '01-06', '04-18', '04-21', '05-01', '05-29', '06-09', '06-19', '10-03', '12-25', '12-26',
  ])
  t.match(dayStatus(calendarNamed('DE-BW'), '2025-06-19' as Day), { name: 'Corpus Christi' })
  t.match(dayStatus(calendarNamed('DE'), '2008-05-01' as Day), { name: 'Labour Day、Ascension Day' })
  t.same(off('DE-SN', '2025-11-19', '2024-11-20', '2023-10-31'), [], 'Buß- und Bettag and Reformation Day')
  t.same(off('DE-BE', '2019-03-08', '2024-03-08', '2020-05-08', '2025-05-08'), [])
  t.same(worked('DE-BE', '2018-03-08', '2023-10-31', '2024-05-08', '2024-12-24', '2024-12-31'), [])
  t.same(states.filter((state) => isWorkingDay(calendarNamed(`DE-${state}`), '2017-10-31' as Day)), [], 'once everywhere')
  t.same(states.filter((state) => !isWorkingDay(calendarNamed(`DE-${state}`), '2018-10-31' as Day)),
    ['BB', 'HB', 'HH', 'MV', 'NI', 'SH', 'SN', 'ST', 'TH'])
  t.same(states.filter((state) => !isWorkingDay(calendarNamed(`DE-${state}`), '2024-11-01' as Day)), ['BW', 'BY', 'NW', 'RP', 'SL'])
  t.same(states.filter((state) => !isWorkingDay(calendarNamed(`DE-${state}`), '2024-05-30' as Day)), ['BW', 'BY', 'HE', 'NW', 'RP', 'SL'])
  t.same(states.filter((state) => !isWorkingDay(calendarNamed(`DE-${state}`), '2025-01-06' as Day)), ['BW', 'BY', 'ST'])
  t.same(states.filter((state) => !isWorkingDay(calendarNamed(`DE-${state}`), '2024-09-20' as Day)), ['TH'])
  t.same(states.filter((state) => !isWorkingDay(calendarNamed(`DE-${state}`), '2024-03-08' as Day)), ['BE', 'MV'])
  t.same(states.filter((state) => !isWorkingDay(calendarNamed(`DE-${state}`), '2024-08-15' as Day)), ['SL'])
})

t.test('Canada and British Columbia have off what their Interpretation Acts name, and nothing in lieu', async (t) => {
  t.same(weekdaysOff('CA', 2024), ['01-01', '03-29', '04-01', '05-20', '07-01', '09-02', '09-30', '10-14', '11-11', '12-25'])
  t.same(weekdaysOff('CA-BC', 2024), [
    '01-01', '02-19', '03-29', '04-01', '05-20', '07-01', '08-05', '09-02', '09-30', '10-14', '11-11', '12-25', '12-26',
  ])
  t.same(off('CA', '2018-07-02', '2021-09-30', '2012-07-02'), [])
  t.same(worked('CA', '2020-09-30', '2023-07-03', '2022-12-26', '2022-12-27', '2024-12-26', '2024-08-05'), [])
  t.same(off('CA-BC', '2013-02-11', '2018-02-12', '2019-02-18', '2025-12-26', '2018-07-02', '2025-04-21'), [])
  t.same(worked('CA-BC', '2012-02-13', '2019-02-11', '2022-09-30', '2021-12-27', '2021-12-28'), [])
})

t.test('every holiday has its name in both languages', async (t) => {
  const names = new Set(shippedCalendars.flatMap(({ years }) => years.flatMap(({ daysOff }) => daysOff.map(({ name }) => name))))
  t.ok(names.size > 60)
  for (const name of names) {
    t.match(holidayName(name, 'zh-CN'), /^[\p{Script=Han}\d、（）·]+$/u, name)
    t.match(holidayName(name, 'en'), /^[^\p{Script=Han}]+$/u, name)
  }
  t.equal(holidayName('Boxing Day (substitute day)', 'zh-CN'), '节礼日（补假）')
  t.equal(holidayName('Labour Day、Ascension Day', 'zh-CN'), '劳动节、耶稣升天节')
  t.equal(holidayName('Labour Day、Ascension Day', 'en'), 'Labour Day and Ascension Day')
  t.equal(holidayName('中秋节、国庆节', 'en'), 'Mid-Autumn Festival and National Day')
  t.equal(holidayName('建市纪念日', 'en'), '建市纪念日', 'a name that is not known stays as it was published')
})
