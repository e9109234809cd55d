import {
  addDays, addMonthsClamped, type Day, dayNumber, dayOf, DayOutOfRangeError, firstDay, isDay, lastDay, parseDay,
  weekdayOf, yearOf,
} from '@lightwell/calendar/day'
import * as fc from 'fast-check'
import t from 'tap'
import { holds } from './holds.ts'

const first = dayNumber(firstDay)
const last = dayNumber(lastDay)
const anyNumber = fc.integer({ min: first, max: last })
const anyDay = anyNumber.map(dayOf)
const twoDigits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 2, maxLength: 2 })
const monthOf = (day: Day) => yearOf(day) * 12 + Number(day.slice(5, 7))

t.test('a day is a real date of 1900 to 2199 written YYYY-MM-DD', async (t) => {
  for (const text of ['1900-01-01', '2199-12-31', '2000-02-29', '2024-02-29', '2026-09-24']) {
    t.equal(parseDay(text), text)
    t.equal(isDay(text), true)
  }
  const refused = [
    '', '2026', '2026-9-24', '2026-09-24 ', ' 2026-09-24', '2026-09-24\n', '2026-09-24T00:00:00Z', '20260924',
    '2026/09/24', '2026-00-10', '2026-13-01', '2026-01-00', '2026-01-32', '2026-04-31', '2026-02-29', '1900-02-29',
    '2100-02-29', '1899-12-31', '2200-01-01', '0000-00-00', '9999-12-31', '+02026-09-24', '-2026-09-24',
    '２０２６-０９-２４', '2026‐09‐24', '202:-01-01', '2026-0:-01', '2026-1/-01', '2026-09-2４', '2026-09-241',
  ]
  for (const text of refused) t.equal(parseDay(text), undefined, JSON.stringify(text))
  for (const value of [undefined, null, 20_260_924, {}, new Date(0), ['2026-09-24']]) t.equal(isDay(value), false)
})

t.test('every day of 1900 to 2199 has the number, weekday and year that the Gregorian calendar gives it', async (t) => {
  let wrong = 0
  for (let number = first; number <= last; number++) {
    const date = new Date(number * 86_400_000)
    const day = date.toISOString().slice(0, 10) as Day
    const right = parseDay(day) === day && dayNumber(day) === number && dayOf(number) === day &&
      weekdayOf(day) % 7 === date.getUTCDay() && yearOf(day) === date.getUTCFullYear()
    if (!right) wrong++
  }
  t.equal(last - first + 1, 109_573)
  t.equal(wrong, 0)
})

t.test('a text is a day exactly if the calendar writes that date the same way', async (t) => {
  const nearDay = fc.tuple(fc.constantFrom('18', '19', '20', '21', '22'), twoDigits, twoDigits, twoDigits)
    .map(([century, year, month, day]) => `${century}${year}-${month}-${day}`)
  const damaged = fc.tuple(anyDay, fc.nat(9), fc.string({ maxLength: 2 }))
    .map(([day, at, put]) => day.slice(0, at) + put + day.slice(at + 1))
  holds(t, fc.property(fc.oneof(nearDay, damaged, fc.string()), (text) => {
    const date = /^(19|20|21)\d\d-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(NaN)
    const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
    return parseDay(text) === (real ? text : undefined)
  }), 5000)
})

t.test('adding days moves along the day numbers, and back again', async (t) => {
  holds(t, fc.property(anyNumber, anyNumber, (from, to) => {
    const day = addDays(dayOf(from), to - from)
    return dayNumber(day) === to && addDays(day, from - to) === dayOf(from)
  }), 2000)
})

t.test('adding months keeps the day number, clamped to the end of the month', async (t) => {
  const cases: [string, number, string][] = [
    ['2026-01-31', 1, '2026-02-28'], ['2024-01-31', 1, '2024-02-29'], ['2026-01-15', 1, '2026-02-15'],
    ['2026-03-31', -1, '2026-02-28'], ['2026-01-31', -2, '2025-11-30'], ['2024-02-29', 12, '2025-02-28'],
    ['2025-12-31', 2, '2026-02-28'], ['2026-05-31', 0, '2026-05-31'], ['1900-01-31', 3599, '2199-12-31'],
    ['2026-11-30', 1, '2026-12-30'], ['2026-01-01', -1, '2025-12-01'], ['2199-11-30', 1, '2199-12-30'],
  ]
  for (const [from, months, expected] of cases) t.equal(addMonthsClamped(from as Day, months), expected)
  holds(t, fc.property(fc.integer({ min: dayNumber('1950-01-01' as Day), max: dayNumber('2150-01-01' as Day) }),
    fc.integer({ min: -580, max: 580 }), (number, months) => {
      const from = dayOf(number)
      const to = addMonthsClamped(from, months)
      const nextIsAnotherMonth = addDays(to, 1).slice(8) === '01'
      const kept = to.slice(8) === from.slice(8) || (to.slice(8) < from.slice(8) && nextIsAnotherMonth)
      return monthOf(to) === monthOf(from) + months && kept
    }), 2000)
})

t.test('no day lies before 1900 or after 2199', async (t) => {
  t.throws(() => addDays(firstDay, -1), DayOutOfRangeError)
  t.throws(() => addDays(lastDay, 1), DayOutOfRangeError)
  t.throws(() => addMonthsClamped(lastDay, 1), DayOutOfRangeError)
  t.throws(() => addMonthsClamped(firstDay, -1), DayOutOfRangeError)
  t.throws(() => dayOf(0.5), DayOutOfRangeError)
  t.throws(() => dayOf(NaN), DayOutOfRangeError)
})
