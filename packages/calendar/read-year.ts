import { addDays, type Day, firstDay, lastDay, parseDay, weekdayOf, yearOf } from './day.ts'
import type { CalendarNotice, CalendarYear } from './published-calendar.ts'
import { isWorkingDay, type WorkingCalendar } from './working-calendar.ts'
import type { Fault } from './working-days.ts'

type Fields = Readonly<Record<string, unknown>>
type Tell = (pointer: string, code: string, params?: Record<string, unknown>) => void

const mostLetters = 500

/**
 * The year that `json` announces, or everything that is wrong with it: notices without number or day, days of another
 * year, a span that ends before it begins, a day named twice, a make-up day that is worked anyway or off as well.
 * `parent` is the calendar under which the year is to stand; a day that it has off may be worked in exchange.
 */
export function readYear (
  year: number, json: unknown, parent?: WorkingCalendar,
): { year: CalendarYear } | { faults: Fault[] } {
  const faults: Fault[] = []
  const tell: Tell = (pointer, code, params) => {
    faults.push({ pointer, code, ...(params === undefined ? {} : { params }) })
  }
  if (!(Number.isInteger(year) && year >= yearOf(firstDay) && year <= yearOf(lastDay))) {
    tell('', 'not_a_year', { from: yearOf(firstDay), to: yearOf(lastDay) })
    return { faults }
  }
  const fields = isFields(json) ? json : {}
  if (!isFields(json)) tell('', 'wrong_type', { type: 'object' })
  const notices = readNotices(listAt(fields, 'notices', tell), tell)
  const daysOff = readSpans(listAt(fields, 'spans', tell), year, tell)
  const off = new Set(daysOff.map(({ day }) => day))
  const makeUpWorkingDays = readMakeUpDays(listAt(fields, 'makeUpWorkingDays', tell), { year, off, parent }, tell)
  const partial = fields['partial'] === true ? { partial: true as const } : {}
  return faults.length > 0 ? { faults } : { year: { year, notices, daysOff, makeUpWorkingDays, ...partial } }
}

function readNotices (list: readonly unknown[], tell: Tell): CalendarNotice[] {
  return list.map((item, at) => {
    const notice = isFields(item) ? item : {}
    const [number = '', issued = '', about = ''] = ['number', 'issued', 'about'].map((name) => {
      return textAt(notice, name, `/notices/${at}`, tell)
    })
    if (issued !== '' && parseDay(issued) === undefined) tell(`/notices/${at}/issued`, 'not_a_day')
    return { number, issued, about }
  })
}

function readSpans (list: readonly unknown[], year: number, tell: Tell): { day: Day, name: string }[] {
  const seen = new Set<Day>()
  return list.flatMap((item, at) => {
    const span = isFields(item) ? item : {}
    const place = `/spans/${at}`
    const name = textAt(span, 'name', place, tell)
    const from = dayAt(span['from'], year, `${place}/from`, tell)
    const to = dayAt(span['to'], year, `${place}/to`, tell)
    if (from === undefined || to === undefined) return []
    if (to < from) tell(`${place}/to`, 'ends_before_it_begins')
    const days = daysBetween(from, to)
    const twice = days.find((day) => seen.has(day))
    if (twice !== undefined) tell(place, 'day_twice', { day: twice })
    for (const day of days) seen.add(day)
    return days.map((day) => ({ day, name }))
  })
}

type MakeUpContext = { year: number, off: ReadonlySet<Day>, parent: WorkingCalendar | undefined }

function readMakeUpDays (list: readonly unknown[], { year, off, parent }: MakeUpContext, tell: Tell): Day[] {
  const seen = new Set<Day>()
  return list.flatMap((item, at) => {
    const place = `/makeUpWorkingDays/${at}`
    const day = dayAt(item, year, place, tell)
    if (day === undefined) return []
    if (seen.has(day)) tell(place, 'day_twice', { day })
    seen.add(day)
    if (off.has(day)) tell(place, 'off_as_well', { day })
    else if (isWorkedAnyway(day, parent)) tell(place, 'worked_anyway', { day })
    return [day]
  })
}

// Under a parent a weekday may be worked again that the parent has off, and a weekend day that it has worked already
// may be said once more, so that it stays worked if the parent changes.
function isWorkedAnyway (day: Day, parent: WorkingCalendar | undefined): boolean {
  return weekdayOf(day) < 6 && (parent === undefined || isWorkingDay(parent, day))
}

function dayAt (value: unknown, year: number, pointer: string, tell: Tell): Day | undefined {
  const day = typeof value === 'string' ? parseDay(value) : undefined
  if (day === undefined) tell(pointer, 'not_a_day')
  else if (yearOf(day) !== year) tell(pointer, 'of_another_year', { year })
  else return day
  return undefined
}

function textAt (fields: Fields, name: string, place: string, tell: Tell): string {
  const value = fields[name]
  if (typeof value === 'string' && value.trim() !== '' && value.length <= mostLetters) return value
  if (typeof value === 'string' && value.length > mostLetters) tell(`${place}/${name}`, 'too_long', { max: mostLetters })
  else tell(`${place}/${name}`, 'required')
  return ''
}

function listAt (fields: Fields, name: string, tell: Tell): readonly unknown[] {
  const value = fields[name]
  if (!Array.isArray(value)) tell(`/${name}`, value === undefined ? 'required' : 'wrong_type', { type: 'array' })
  else if (value.length > 366) tell(`/${name}`, 'too_many', { max: 366 })
  else return value
  return []
}

function daysBetween (first: Day, last: Day): Day[] {
  const days: Day[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}

function isFields (value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
