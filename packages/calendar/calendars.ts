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

/** Every calendar that ships, by id in order: what a new house begins with. */
export const shippedCalendars: readonly PublishedCalendar[] = [
  publishCalendar({
    id: 'CN',
    title: { zh: '中国法定工作日历', en: 'Working days of mainland China' },
    years: readYears(cn.years),
  }),
]

// The calendars that this process counts by. A house keeps them in its database and puts what is published there into
// this register, whole and at once; everything that counts looks here.
const register = new Map(shippedCalendars.map((calendar) => [calendar.id, calendar]))

/** Puts calendars in the place of those of the same id, and new ones beside them. */
export function putCalendars (published: readonly PublishedCalendar[]): void {
  for (const calendar of published) register.set(calendar.id, calendar)
}

/** The calendars that are in force, by id in order. */
export function listCalendars (): PublishedCalendar[] {
  return [...register.values()].toSorted((a, b) => a.id < b.id ? -1 : 1)
}

/** The calendar of this id that is in force, or undefined. */
export function findCalendar (id: string): PublishedCalendar | undefined {
  return register.get(id)
}

/** The calendar of this id that is in force, for those who name one that must be there. Throws when there is none. */
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
