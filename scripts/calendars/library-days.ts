import { addDays, type Day, weekdayOf, yearOf } from '@lightwell/calendar/day'
import Holidays, { type HolidaysTypes } from 'date-holidays'
import type { ForeignHoliday } from './foreign-calendar.ts'

const libraries = new Map<string, Holidays>()
const years = new Map<string, HolidaysTypes.Holiday[]>()

/**
 * What the library date-holidays has as public or bank holidays in a country or one of its parts, in English. `kinds`
 * are the library's; a half day (Christmas Eve from 14:00) is `bank` there.
 */
export function libraryDays (place: string, year: number, kinds: readonly string[]): ForeignHoliday[] {
  return listed(place, year)
    .filter(({ type }) => kinds.includes(type))
    .map(({ date, name }) => ({ day: date.slice(0, 10) as Day, name: name.replaceAll('’', "'") }))
    .filter(({ day }) => yearOf(day) === year)
}

// The library takes its time with each year, and a state asks for those of its country.
function listed (place: string, year: number): HolidaysTypes.Holiday[] {
  const key = `${place}-${year}`
  const known = years.get(key) ?? (libraries.get(place) ?? open(place)).getHolidays(year, 'en')
  years.set(key, known)
  return known
}

function open (place: string): Holidays {
  const [country = '', part] = place.split('-')
  const library = part === undefined ? new Holidays(country) : new Holidays(country, part)
  libraries.set(place, library)
  return library
}

/** The days without those of the names given. */
export function without (days: readonly ForeignHoliday[], ...names: string[]): ForeignHoliday[] {
  return days.filter(({ name }) => !names.includes(name))
}

/** Each day that is a Sunday, and with it the next day as its substitute. */
export function sundaysMoved (days: readonly ForeignHoliday[]): ForeignHoliday[] {
  return days.flatMap((holiday) => weekdayOf(holiday.day) === 7
    ? [holiday, { day: addDays(holiday.day, 1), name: `${holiday.name} (substitute day)` }]
    : [holiday])
}

/** One day of several years, where the law names it by month and day. */
export function dayOfYear (year: number, monthAndDay: string, name: string): ForeignHoliday {
  return { day: `${year}-${monthAndDay}` as Day, name }
}
