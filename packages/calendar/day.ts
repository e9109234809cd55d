declare const dayBrand: unique symbol

/**
 * A calendar day, `YYYY-MM-DD` in the proleptic Gregorian calendar, from 1900-01-01 to 2199-12-31.
 * It belongs to no zone and is never an instant. Days compare with `<` in calendar order.
 */
export type Day = string & { readonly [dayBrand]: true }

/** A computed day fell outside 1900-01-01 to 2199-12-31. */
export class DayOutOfRangeError extends RangeError {
  override name = 'DayOutOfRangeError'
}

export const firstDay = '1900-01-01' as Day
export const lastDay = '2199-12-31' as Day

const millisecondsPerDay = 86_400_000
const firstNumber = dayNumber(firstDay)
const lastNumber = dayNumber(lastDay)

// Each text is written once, so that a day computed from a number costs one look-up.
const texts: (Day | undefined)[] = Array.from({ length: lastNumber - firstNumber + 1 })

/** The day that `text` names, or undefined if it is not a real day of 1900 to 2199 written `YYYY-MM-DD`. */
export function parseDay (text: string): Day | undefined {
  // Any text gives some number or NaN; only that of a day is given back by its number, as 30 February is not.
  const number = dayNumber(text as Day)
  if (!(number >= firstNumber && number <= lastNumber)) return undefined
  const day = dayOf(number)
  return day === text ? day : undefined
}

/** Whether `value` is the text of a day, as `parseDay` accepts it. */
export function isDay (value: unknown): value is Day {
  return typeof value === 'string' && parseDay(value) !== undefined
}

/** The number of days from 1970-01-01 to `day`; negative before. */
export function dayNumber (day: Day): number {
  return numberOf(yearOf(day), digits(day, 5), digits(day, 8))
}

/** The day whose `dayNumber` is `number`. Throws DayOutOfRangeError outside 1900 to 2199. */
export function dayOf (number: number): Day {
  return texts[number - firstNumber] ?? writeDay(number)
}

/** The day `count` days after `day`, before it if negative. Throws DayOutOfRangeError outside 1900 to 2199. */
export function addDays (day: Day, count: number): Day {
  return dayOf(dayNumber(day) + count)
}

/**
 * The same day number `months` months after `day` (before it if negative), or the last day of that month where the
 * month is shorter: 31 January and one month is 28 or 29 February. Throws DayOutOfRangeError outside 1900 to 2199.
 */
export function addMonthsClamped (day: Day, months: number): Day {
  const monthCount = yearOf(day) * 12 + digits(day, 5) - 1 + months
  const year = Math.floor(monthCount / 12)
  const month = monthCount - year * 12 + 1
  const lastOfMonth = numberOf(year, month + 1, 1) - 1
  return dayOf(Math.min(numberOf(year, month, digits(day, 8)), lastOfMonth))
}

/** The ISO weekday of `day`: 1 is Monday, 7 is Sunday. */
export function weekdayOf (day: Day): number {
  // Day 0 was a Thursday; the remainder of a negative number is negative.
  return (dayNumber(day) % 7 + 10) % 7 + 1
}

/** The calendar year of `day`. */
export function yearOf (day: Day): number {
  return digits(day, 0) * 100 + digits(day, 2)
}

function digits (day: Day, at: number): number {
  return day.charCodeAt(at) * 10 + day.charCodeAt(at + 1) - 528
}

// The year is taken to begin in March, so that the leap day comes last and a month's start is a straight line.
function numberOf (year: number, month: number, dayOfMonth: number): number {
  const marchYear = month > 2 ? year : year - 1
  const marchMonth = month > 2 ? month - 3 : month + 9
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  return marchYear * 365 + leapDays + Math.floor((marchMonth * 153 + 2) / 5) + dayOfMonth - 719_469
}

function writeDay (number: number): Day {
  if (!Number.isInteger(number) || number < firstNumber || number > lastNumber) {
    throw new DayOutOfRangeError(`day number ${number} is not a day from ${firstDay} to ${lastDay}`)
  }
  const day = new Date(number * millisecondsPerDay).toISOString().slice(0, 10) as Day
  texts[number - firstNumber] = day
  return day
}
