import { type Day, dayNumber, dayOf } from '@lightwell/calendar/day'
import { dayIn, endOfDay, isZone, parseInstant, startOfDay } from '@lightwell/calendar/zoned'
import * as fc from 'fast-check'
import t from 'tap'
import { holds } from './holds.ts'

t.test('an instant falls on the day that the clocks of the zone show', async (t) => {
  const cases: [string, string, string][] = [
    ['2026-09-24T15:59:59.999Z', 'Asia/Shanghai', '2026-09-24'],
    ['2026-09-24T16:00:00.000Z', 'Asia/Shanghai', '2026-09-25'],
    ['2026-01-01T04:59:59Z', 'America/New_York', '2025-12-31'],
    ['2026-01-01T05:00:00Z', 'America/New_York', '2026-01-01'],
    ['2026-07-01T03:59:59Z', 'America/New_York', '2026-06-30'],
    ['2026-07-01T04:00:00Z', 'America/New_York', '2026-07-01'],
    ['2026-06-30T10:00:00Z', 'Pacific/Kiritimati', '2026-07-01'],
    ['1969-12-31T23:59:59.999Z', 'UTC', '1969-12-31'],
    ['2026-09-24T18:29:59Z', 'Asia/Kolkata', '2026-09-24'],
    ['2026-09-24T18:30:00Z', 'Asia/Kolkata', '2026-09-25'],
  ]
  for (const [instant, zone, day] of cases) t.equal(dayIn(new Date(instant), zone), day, `${instant} in ${zone}`)
  t.equal(dayIn(new Date('2026-09-24T16:00:00Z'), 'asia/shanghai'), '2026-09-25', 'in any spelling of the zone')
  t.throws(() => dayIn(new Date(0), 'Asia/Nowhere'), RangeError)
})

t.test('a day ends at 24:00 of the zone, when the next day begins, whatever the clocks do', async (t) => {
  const cases: [string, string, string, string][] = [
    ['Asia/Shanghai', '2026-10-09', '2026-10-08T16:00:00.000Z', '2026-10-09T16:00:00.000Z'],
    ['Asia/Shanghai', '2199-12-31', '2199-12-30T16:00:00.000Z', '2199-12-31T16:00:00.000Z'],
    ['Asia/Shanghai', '1986-05-04', '1986-05-03T16:00:00.000Z', '1986-05-04T15:00:00.000Z'],
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ['Europe/London', '2026-10-25', '2026-10-24T23:00:00.000Z', '2026-10-26T00:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00.000Z', '2026-10-04T13:00:00.000Z'],
    // Clocks skip midnight: the day begins at 01:00.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z'],
    // Clocks show midnight twice: the day begins the first time.
    ['America/Havana', '2025-11-02', '2025-11-02T04:00:00.000Z', '2025-11-03T05:00:00.000Z'],
    ['Atlantic/Azores', '2025-10-26', '2025-10-26T00:00:00.000Z', '2025-10-27T01:00:00.000Z'],
    // Clocks go from 24:00 back to 23:00: the day lasts 25 hours.
    ['America/Sao_Paulo', '2018-02-17', '2018-02-17T02:00:00.000Z', '2018-02-18T03:00:00.000Z'],
    // A day left out altogether begins and ends at once.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', '2011-12-30T10:00:00.000Z'],
  ]
  for (const [zone, day, start, end] of cases) {
    t.equal(startOfDay(day as Day, zone).toISOString(), start, `${day} begins in ${zone}`)
    t.equal(endOfDay(day as Day, zone).toISOString(), end, `${day} ends in ${zone}`)
  }
})

t.test('the start of a day is its first instant: a millisecond earlier is an earlier day', async (t) => {
  const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/London', 'America/Havana', 'Africa/Cairo', 'UTC',
    'Australia/Lord_Howe', 'America/Sao_Paulo', 'Pacific/Auckland', 'Asia/Kathmandu', 'Asia/Beirut']
  const numbers = fc.integer({ min: dayNumber('1971-01-01' as Day), max: dayNumber('2100-01-01' as Day) })
  holds(t, fc.property(numbers, fc.constantFrom(...zones), (number, zone) => {
    const day = dayOf(number)
    const start = startOfDay(day, zone)
    return dayIn(start, zone) === day && dayIn(new Date(start.getTime() - 1), zone) < day
  }), 1500)
})

t.test('an instant is RFC 3339 with an offset', async (t) => {
  const accepted: [string, string][] = [
    ['2026-09-24T10:00:00+08:00', '2026-09-24T02:00:00.000Z'],
    ['2026-09-24T10:00:00Z', '2026-09-24T10:00:00.000Z'],
    ['2026-09-24t10:00:00z', '2026-09-24T10:00:00.000Z'],
    ['2026-09-24T10:00:00.5-05:30', '2026-09-24T15:30:00.500Z'],
    ['2026-09-24T10:00:00.123456789Z', '2026-09-24T10:00:00.123Z'],
    ['2026-09-24T23:59:59-00:00', '2026-09-24T23:59:59.000Z'],
    ['2024-02-29T00:00:00+14:00', '2024-02-28T10:00:00.000Z'],
  ]
  for (const [text, instant] of accepted) t.equal(parseInstant(text)?.toISOString(), instant, text)
  const refused = [
    '', '2026-09-24', '2026-09-24T10:00:00', '2026-09-24 10:00:00Z', '2026-09-24T10:00Z', '2026-09-24T24:00:00Z',
    '2026-09-24T10:60:00Z', '2026-09-24T23:59:60Z', '2026-02-29T10:00:00Z', '2026-09-24T10:00:00+0800',
    '2026-09-24T10:00:00+24:00', '2026-09-24T10:00:00+08:60', '2026-09-24T10:00:00.Z', '2026-09-24T10:00:00Z\n',
    '2026-09-24T10:00:00 Z', '1800-01-01T00:00:00Z', '2200-01-01T00:00:00Z', '1900-01-01T12:00:00Z',
    '2199-12-31T00:00:00Z', 'now',
  ]
  for (const text of refused) t.equal(parseInstant(text), undefined, JSON.stringify(text))
})

t.test('every accepted instant has a day in every zone', async (t) => {
  for (const text of ['1900-01-02T00:00:00Z', '2199-12-30T23:59:59.999Z']) {
    const instant = parseInstant(text)
    if (instant === undefined) throw new Error(`${text} is refused`)
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      if (!/^\d{4}-\d\d-\d\d$/.test(dayIn(instant, zone))) t.fail(`${text} in ${zone}`)
    }
  }
  t.ok(Intl.supportedValuesOf('timeZone').length > 400)
})

t.test('a zone is an IANA name, never an offset', async (t) => {
  t.equal(dayIn(new Date('2026-09-24T16:00:00Z'), '+08:00'), '2026-09-25')
  for (const zone of ['Asia/Shanghai', 'Asia/Urumqi', 'America/New_York', 'UTC']) t.equal(isZone(zone), true, zone)
  for (const zone of ['', '+08:00', '-05:00', 'Asia/Nowhere', 'UTC+8', 'local', 'Beijing', 'Asia/Shanghai ']) {
    t.equal(isZone(zone), false, JSON.stringify(zone))
  }
})
