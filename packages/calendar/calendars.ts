import cn from './data/cn.json' with { type: 'json' }
import { addDays, type Day, parseDay } from './day.ts'
import {
  type CalendarNotice, type CalendarYear, publishCalendar, type PublishedCalendar,
} from './published-calendar.ts'

type ShippedYear = {
  readonly notices: readonly CalendarNotice[]
  readonly spans: readonly { readonly name: string, readonly from: string, readonly to: string }[]
  readonly makeUpWorkingDays: readonly string[]
}

/** Every calendar shipped with the house, by id in order. */
export const calendars: readonly PublishedCalendar[] = [
  publishCalendar({
    id: 'CN',
    title: { zh: '中国法定工作日历', en: 'Working days of mainland China' },
    years: readYears(cn.years),
  }),
]

/** The shipped calendar with this id, or undefined. */
export function findCalendar (id: string): PublishedCalendar | undefined {
  return calendars.find((calendar) => calendar.id === id)
}

/** The shipped calendar with this id, for those who name one that must be there. Throws when there is none. */
export function calendarNamed (id: string): PublishedCalendar {
  const calendar = findCalendar(id)
  if (calendar === undefined) throw new Error(`There is no calendar ${id}`)
  return calendar
}

function readYears (shipped: Readonly<Record<string, ShippedYear>>): CalendarYear[] {
  return Object.entries(shipped).map(([year, { notices, spans, makeUpWorkingDays }]) => ({
    year: Number(year),
    notices,
    daysOff: spans.flatMap(({ name, from, to }) => daysFrom(readDay(from), readDay(to)).map((day) => ({ day, name }))),
    makeUpWorkingDays: makeUpWorkingDays.map(readDay),
  }))
}

function daysFrom (first: Day, last: Day): Day[] {
  const days: Day[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}

function readDay (text: string): Day {
  const day = parseDay(text)
  if (day === undefined) throw new Error(`the shipped calendar names ${text}, which is not a day`)
  return day
}
