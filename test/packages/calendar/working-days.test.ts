import type { Day } from '@lightwell/calendar/day'
import { calculateWorkingDays, type WorkingDaysInput } from '@lightwell/calendar/working-days'
import * as fc from 'fast-check'
import t from 'tap'
import { holds } from './holds.ts'
import { naiveChina, naiveDue, naiveLists, type NaiveQuestion, shift } from './naive-count.ts'

const working = (start: string, n: number, rest: Partial<WorkingDaysInput> = {}): WorkingDaysInput =>
  ({ start, unit: 'working_days', n, ...rest })

function answer (input: WorkingDaysInput) {
  const result = calculateWorkingDays(input)
  if ('faults' in result) throw new Error(`refused: ${JSON.stringify(result.faults)}`)
  return result.answer
}

function faults (input: WorkingDaysInput) {
  const result = calculateWorkingDays(input)
  return 'faults' in result ? result.faults.map(({ pointer, code }) => `${pointer} ${code}`) : []
}

function snap (start: string, n: number, unit: WorkingDaysInput['unit'] = 'working_days') {
  return answer({ start, unit, n, calendar: 'CN', startRule: 'snap' }).due
}

function inclusive (start: string, n: number, unit: WorkingDaysInput['unit'] = 'working_days') {
  return answer({ start, unit, n, calendar: 'CN', startRule: 'inclusive' }).due
}

function unknown (input: Partial<WorkingDaysInput>) {
  return answer({ start: '2027-03-01', unit: 'calendar_days', n: 10, calendar: 'CN', ...input }).unknownYears
}

t.test('a named calendar gives its holidays, its make-up days, and the years that it does not know', async (t) => {
  t.equal(answer(working('2025-09-29', 5, { calendar: 'CN' })).due, '2025-10-13')
  t.equal(answer(working('2024-02-08', 5, { calendar: 'CN' })).due, '2024-02-21')
  t.match(answer(working('2026-12-28', 5, { calendar: 'CN' })),
    { due: '2027-01-04', provisional: true, unknownYears: [2027] })
  t.match(answer(working('2026-12-28', 3, { calendar: 'CN' })),
    { due: '2026-12-31', provisional: false, unknownYears: [] })
})

t.test('bare lists: weekends and holidays are off, working weekends are on, and no year is unknown', async (t) => {
  t.match(answer(working('2026-12-28', 5)), { due: '2027-01-04', provisional: false, unknownYears: [] })
  t.equal(answer(working('2025-09-29', 5)).due, '2025-10-06')
  t.equal(answer(working('2030-05-03', 1, { holidays: ['2030-05-06'] })).due, '2030-05-07')
  t.equal(answer(working('2030-05-03', 1, { workingWeekends: ['2030-05-04'] })).due, '2030-05-04')
  const both = { holidays: ['2030-05-04', '2030-05-06'], workingWeekends: ['2030-05-04', '2030-05-06', '2030-05-07'] }
  t.equal(answer(working('2030-05-03', 3, both)).due, '2030-05-07', 'a day in both lists is on, a weekday stays on')
  t.equal(answer(working('2030-05-03', 1, { holidays: ['2030-05-06', '2030-05-06'] })).due, '2030-05-07')
})

t.test('after: days strictly after the start are counted, worked or not', async (t) => {
  t.equal(answer(working('2026-10-03', 1, { calendar: 'CN' })).due, '2026-10-08')
  t.equal(answer(working('2026-10-03', 0, { calendar: 'CN' })).due, '2026-10-03')
  t.equal(answer(working('2026-10-08', -1, { calendar: 'CN' })).due, '2026-09-30')
})

t.test('snap: a start on a day off first moves to the next working day, which is day 0', async (t) => {
  t.equal(snap('2026-10-03', 1), '2026-10-09')
  t.equal(snap('2026-10-03', 0), '2026-10-08')
  t.equal(snap('2026-10-08', 1), '2026-10-09')
  t.equal(snap('2026-10-03', 3, 'calendar_days'), '2026-10-11')
  t.equal(snap('2026-10-03', 1, 'months'), '2026-11-08')
})

t.test('inclusive: the first working day on or after the start is day 1', async (t) => {
  t.equal(inclusive('2026-10-03', 1), '2026-10-08')
  t.equal(inclusive('2026-10-03', 2), '2026-10-09')
  t.equal(inclusive('2026-10-08', 1), '2026-10-08')
  t.equal(inclusive('2026-10-03', 0), '2026-10-08')
  t.equal(inclusive('2026-10-03', 3, 'calendar_days'), '2026-10-10')
  t.equal(inclusive('2026-10-08', 1, 'months'), '2026-11-08', 'a month keeps the day number')
})

t.test('a count backwards leads strictly before the start, which then never moves', async (t) => {
  const back = (start: string, n: number, unit: WorkingDaysInput['unit'], due: string) => {
    for (const startRule of ['after', 'snap', 'inclusive'] as const) {
      const { due: reached, explanation } = answer({ start, unit, n, calendar: 'CN', startRule })
      t.equal(reached, due, `${n} ${unit}, ${startRule}`)
      t.match(explanation[0], { date: start, n: 0, reason: 'start' })
    }
  }
  back('2026-01-31', -1, 'calendar_days', '2026-01-30')
  back('2026-10-03', -1, 'calendar_days', '2026-10-02')
  back('2026-10-08', -1, 'calendar_days', '2026-10-07')
  back('2026-01-31', -1, 'months', '2025-12-31')
  back('2026-10-03', -1, 'months', '2026-09-03')
  back('2026-10-03', -1, 'working_days', '2026-09-30')
  back('2026-10-08', -1, 'working_days', '2026-09-30')
})

t.test('calendar days and months are counted whatever the calendar, and roll forward only if asked', async (t) => {
  const count = (unit: 'calendar_days' | 'months', start: string, n: number, rest: Partial<WorkingDaysInput> = {}) =>
    answer({ start, unit, n, calendar: 'CN', ...rest }).due
  t.equal(count('calendar_days', '2026-09-24', 7), '2026-10-01')
  t.equal(count('calendar_days', '2026-09-24', 7, { roll: 'forward' }), '2026-10-08')
  t.equal(count('calendar_days', '2026-09-24', -4, { roll: 'forward' }), '2026-09-20', 'a make-up Sunday is no day off')
  t.equal(count('months', '2026-01-31', 1), '2026-02-28')
  t.equal(count('months', '2025-12-31', 2, { roll: 'forward' }), '2026-02-28')
  t.equal(count('months', '2026-03-31', -1), '2026-02-28')
  t.equal(count('months', '2026-09-01', 1, { roll: 'forward' }), '2026-10-08')
  t.equal(answer(working('2026-10-03', 0, { calendar: 'CN', roll: 'forward' })).due, '2026-10-08')
})

t.test('a year is unknown to an answer only if a day of it had to be judged', async (t) => {
  t.same(unknown({}), [])
  t.same(unknown({ unit: 'months', n: 24 }), [])
  t.same(unknown({ roll: 'forward' }), [2027])
  t.same(unknown({ startRule: 'snap' }), [2027])
  t.same(unknown({ startRule: 'snap', n: 400 }), [2027], 'the days between need no calendar')
  t.same(unknown({ startRule: 'snap', n: 400, roll: 'forward' }), [2027, 2028])
  t.same(unknown({ startRule: 'snap', start: '2026-12-31', n: 1 }), [])
  t.same(unknown({ unit: 'working_days', n: 0 }), [])
  t.same(unknown({ unit: 'working_days', n: 0, startRule: 'inclusive' }), [2027])
  t.same(unknown({ unit: 'working_days', start: '2010-12-31', n: 1 }), [])
  t.same(unknown({ unit: 'working_days', start: '2010-12-31', n: 1, startRule: 'snap' }), [2010])
  t.same(unknown({ unit: 'working_days', start: '2027-01-01', n: -1, startRule: 'snap' }), [])
  t.same(unknown({ startRule: 'snap', n: -10 }), [])
})

t.test('an instant is taken as the day of its zone, by default that of Shanghai', async (t) => {
  t.equal(answer(working('2026-09-24T23:30:00Z', 0)).due, '2026-09-25')
  t.equal(answer(working('2026-09-24T23:30:00Z', 0, { zone: 'Europe/London' })).due, '2026-09-25')
  t.equal(answer(working('2026-09-24T23:30:00Z', 0, { zone: 'America/New_York' })).due, '2026-09-24')
  t.equal(answer(working('2026-09-25T01:00:00+14:00', 0)).due, '2026-09-24')
  t.equal(answer(working('2026-09-24', 0, { zone: 'America/New_York' })).due, '2026-09-24', 'a day needs no zone')
})

t.test('all faults are told at once, each where it stands', async (t) => {
  t.strictSame(faults({
    start: '2026-02-30', unit: 'months', n: 3661, zone: 'Asia/Nowhere', calendar: 'XX',
    holidays: ['2026-01-01', '2026-13-01', 'x'], workingWeekends: [''],
  }), [
    '/zone unknown_zone', '/start not_a_day', '/n out_of_range', '/holidays not_with_calendar', '/holidays/1 not_a_day',
    '/holidays/2 not_a_day', '/workingWeekends not_with_calendar', '/workingWeekends/0 not_a_day',
    '/calendar unknown_calendar',
  ])
  for (const start of ['', 'today', '2026-09-24T10:00:00', '1899-12-31', '2200-01-01', '2026-9-24']) {
    t.strictSame(faults(working(start, 1)), ['/start not_a_day'], start)
  }
  t.strictSame(faults(working('2026-09-24T10:00:00Z', 1, { zone: '+08:00' })), ['/zone unknown_zone'])
  t.strictSame(faults(working('2026-09-24', 1, { zone: 'Mars' })), ['/zone unknown_zone'])
  t.strictSame(faults(working('2026-09-24', -3661)), ['/n out_of_range'])
  for (const n of [1.5, NaN, Infinity]) t.strictSame(faults(working('2026-09-24', n)), ['/n not_an_integer'])
  t.strictSame(faults(working('2026-09-24', 1, { calendar: 'CN', holidays: [] })), ['/holidays not_with_calendar'])
  t.strictSame(faults(working('2026-09-24', 1, { calendar: 'CN', workingWeekends: ['2026-09-26'] })),
    ['/workingWeekends not_with_calendar'])
})

t.test('lists, counts and days are bounded', async (t) => {
  const list = Array.from({ length: 2001 }, () => '2026-10-01')
  t.strictSame(faults(working('2026-09-24', 1, { holidays: list })), ['/holidays too_many'])
  t.strictSame(faults(working('2026-09-24', 1, { workingWeekends: list })), ['/workingWeekends too_many'])
  t.strictSame(faults(working('2026-09-24', 1, { holidays: list.slice(1), workingWeekends: list.slice(1) })), [])
  t.equal(answer(working('2026-09-24', 3660)).explanation.at(-1)?.n, 3660)
  for (const n of [1, 3660]) t.strictSame(faults(working('2199-12-31', n)), ['/n due_out_of_range'])
  t.strictSame(faults(working('1900-01-01', -1)), ['/n due_out_of_range'])
  t.strictSame(faults({ start: '1900-01-01', unit: 'calendar_days', n: -1 }), ['/n due_out_of_range'])
  t.strictSame(faults({ start: '2026-09-24', unit: 'months', n: 3600 }), ['/n due_out_of_range'])
  t.strictSame(faults(working('2199-12-31', 0, { holidays: ['2199-12-31'], roll: 'forward' })), ['/n due_out_of_range'])
})

t.test('the explanation tells which days counted, which did not, and why', async (t) => {
  t.strictSame(answer(working('2026-09-18', 2, { calendar: 'CN' })).explanation, [
    { date: '2026-09-18', counted: false, n: 0, reason: 'start' },
    { date: '2026-09-19', counted: false, n: null, reason: 'weekend' },
    { date: '2026-09-20', counted: true, n: 1, reason: 'make_up_working_day' },
    { date: '2026-09-21', counted: true, n: 2, reason: 'weekday' },
  ])
  t.strictSame(answer(working('2026-09-27', 1, { calendar: 'CN', startRule: 'snap' })).explanation, [
    { date: '2026-09-27', counted: false, n: null, reason: 'holiday', name: '中秋节' },
    { date: '2026-09-28', counted: false, n: 0, reason: 'start' },
    { date: '2026-09-29', counted: true, n: 1, reason: 'weekday' },
  ])
  t.strictSame(answer(working('2026-09-27', 1, { calendar: 'CN', startRule: 'inclusive' })).explanation, [
    { date: '2026-09-27', counted: false, n: null, reason: 'holiday', name: '中秋节' },
    { date: '2026-09-28', counted: true, n: 1, reason: 'weekday' },
  ])
  t.strictSame(answer(working('2026-09-28', -2)).explanation, [
    { date: '2026-09-28', counted: false, n: 0, reason: 'start' },
    { date: '2026-09-27', counted: false, n: null, reason: 'weekend' },
    { date: '2026-09-26', counted: false, n: null, reason: 'weekend' },
    { date: '2026-09-25', counted: true, n: -1, reason: 'weekday' },
    { date: '2026-09-24', counted: true, n: -2, reason: 'weekday' },
  ])
  t.strictSame(answer({ start: '2026-09-18', unit: 'calendar_days', n: 1, roll: 'forward' }).explanation, [
    { date: '2026-09-18', counted: false, n: 0, reason: 'start' },
    { date: '2026-09-19', counted: true, n: 1, reason: 'weekend' },
    { date: '2026-09-20', counted: false, n: null, reason: 'weekend' },
    { date: '2026-09-21', counted: false, n: null, reason: 'rolled_forward' },
  ])
  t.strictSame(answer({ start: '2026-01-31', unit: 'months', n: 2 }).explanation, [
    { date: '2026-01-31', counted: false, n: 0, reason: 'start' },
    { date: '2026-02-28', counted: true, n: 1, reason: 'weekend' },
    { date: '2026-03-31', counted: true, n: 2, reason: 'weekday' },
  ])
})

const days = fc.integer({ min: -4300, max: 3000 }).map((offset) => shift('2020-07-01', offset))
const question: fc.Arbitrary<NaiveQuestion> = fc.record({
  start: days,
  unit: fc.constantFrom('working_days', 'calendar_days', 'months'),
  n: fc.integer({ min: -90, max: 90 }),
  startRule: fc.constantFrom('after', 'snap', 'inclusive'),
  roll: fc.constantFrom('none', 'forward'),
})

t.test('under every rule the answer of the Chinese calendar is that of counting day by day', async (t) => {
  holds(t, fc.property(question, (asked) => {
    const { due, provisional, unknownYears } = answer({ ...asked, calendar: 'CN' })
    const expected = naiveDue(naiveChina, asked)
    return due === expected.due && unknownYears.join() === expected.unknownYears.join() &&
      provisional === unknownYears.length > 0
  }), 3000)
})

t.test('under every rule the answer over bare lists is that of counting day by day', async (t) => {
  const list = fc.array(fc.integer({ min: -60, max: 60 }), { maxLength: 40 })
  holds(t, fc.property(question, list, list, (asked, off, on) => {
    const holidays = off.map((offset) => shift(asked.start, offset))
    const workingWeekends = on.map((offset) => shift(asked.start, offset))
    const { due, provisional } = answer({ ...asked, holidays, workingWeekends })
    return due === naiveDue(naiveLists(holidays, workingWeekends), asked).due && !provisional
  }), 250)
})

t.test('under every rule a count backwards that is not rolled lies before the start', async (t) => {
  const backwards = question.map((asked) => ({ ...asked, n: -Math.abs(asked.n) - 1, roll: 'none' as const }))
  holds(t, fc.property(backwards, (asked) => answer({ ...asked, calendar: 'CN' }).due < asked.start), 500)
})

t.test('every explanation leads from the start to the due day and counts n', async (t) => {
  holds(t, fc.property(question, (asked) => {
    const { due, explanation } = answer({ ...asked, calendar: 'CN' })
    const counted = explanation.filter((day) => day.counted).map((day) => day.n)
    const expected = Array.from({ length: Math.abs(asked.n) }, (_, at) => (at + 1) * Math.sign(asked.n))
    const zeros = explanation.filter((day) => day.n === 0 && day.reason === 'start').length
    return explanation[0]?.date === asked.start && explanation.at(-1)?.date === due &&
      counted.join() === expected.join() && zeros <= 1 &&
      explanation.every((day) => day.counted === (day.n !== null && day.n !== 0))
  }), 1500)
  const walked = answer(working('2026-09-18', 60, { calendar: 'CN' })).explanation.map((day) => day.date)
  t.strictSame(walked, walked.map((_, at) => shift('2026-09-18', at) as Day), 'no day is left out')
})
