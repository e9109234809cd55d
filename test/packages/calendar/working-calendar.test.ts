import { findCalendar } from '@lightwell/calendar/calendars'
import { addDays, type Day, dayNumber, dayOf, DayOutOfRangeError, isDay } from '@lightwell/calendar/day'
import { publishCalendar, type PublishedCalendar } from '@lightwell/calendar/published-calendar'
import {
  addWorkingDays, compileCalendar, dayStatus, firstWorkingDayFrom, isWorkingDay, unknownYearsIn, workingDaysBetween,
} from '@lightwell/calendar/working-calendar'
import { default as chineseDays } from 'chinese-days'
import * as fc from 'fast-check'
import t from 'tap'
import { holds } from './holds.ts'
import { naiveChina, naiveDue, naiveIsWorking, naiveLists } from './naive-count.ts'

// A CommonJS module: Node finds its functions on the default export only.
const { isWorkday } = chineseDays
const cn = findCalendar('CN') as PublishedCalendar
const memorialDay = '抗日战争暨世界反法西斯战争胜利70周年纪念日'
const publishedYears = Array.from({ length: 16 }, (_, at) => 2011 + at)
const daysFrom = (first: string, last: string) =>
  fc.integer({ min: dayNumber(first as Day), max: dayNumber(last as Day) }).map(dayOf)
const weekendsOnly = compileCalendar({ daysOff: [], makeUpWorkingDays: [], publishedYears: 'all' })

t.test('working days are counted over holidays and make-up working days', async (t) => {
  const cases: [string, number, string][] = [
    ['2025-09-29', 5, '2025-10-13'], ['2025-09-29', 10, '2025-10-20'], ['2025-09-29', 20, '2025-11-03'],
    ['2026-09-24', 5, '2026-10-09'], ['2024-02-08', 5, '2024-02-21'], ['2026-09-24', 0, '2026-09-24'],
    ['2015-09-02', 1, '2015-09-06'], ['2011-12-30', 1, '2011-12-31'], ['2026-10-09', 1, '2026-10-10'],
    ['2016-02-05', 1, '2016-02-06'], ['2016-02-06', 1, '2016-02-14'], ['2016-09-30', 5, '2016-10-12'],
    ['2012-12-31', 1, '2013-01-04'], ['2014-01-30', 1, '2014-02-07'], ['2013-09-18', 2, '2013-09-23'],
    ['2026-10-09', -5, '2026-09-24'], ['2025-10-13', -5, '2025-09-29'], ['2020-02-03', -1, '2020-01-23'],
    ['2026-10-03', 1, '2026-10-08'], ['2026-10-03', -1, '2026-09-30'], ['2026-10-03', 0, '2026-10-03'],
  ]
  for (const [start, n, day] of cases) {
    t.same(addWorkingDays(cn, start as Day, n), { day, unknownYears: [] }, `${start} and ${n}`)
  }
})

t.test('a year ends without a seam where both years are published', async (t) => {
  t.same(addWorkingDays(cn, '2025-12-31' as Day, 1), { day: '2026-01-04', unknownYears: [] })
  t.same(addWorkingDays(cn, '2018-12-28' as Day, 2), { day: '2019-01-02', unknownYears: [] })
  t.same(addWorkingDays(cn, '2022-12-30' as Day, 1), { day: '2023-01-03', unknownYears: [] })
  t.same(addWorkingDays(cn, '2026-01-04' as Day, -1), { day: '2025-12-31', unknownYears: [] })
})

t.test('a year not published is unknown: its weekends are off, and a result that needs it says so', async (t) => {
  t.same(addWorkingDays(cn, '2026-12-28' as Day, 3), { day: '2026-12-31', unknownYears: [] })
  t.same(addWorkingDays(cn, '2026-12-28' as Day, 5), { day: '2027-01-04', unknownYears: [2027] })
  t.same(addWorkingDays(cn, '2026-12-31' as Day, 1), { day: '2027-01-01', unknownYears: [2027] })
  t.same(addWorkingDays(cn, '2009-12-31' as Day, 1), { day: '2010-01-01', unknownYears: [2010] })
  t.same(addWorkingDays(cn, '2009-12-31' as Day, 262), { day: '2011-01-04', unknownYears: [2010] })
  t.same(addWorkingDays(cn, '2010-12-31' as Day, 1), { day: '2011-01-04', unknownYears: [] },
    'the start itself is not counted')
  t.same(addWorkingDays(cn, '2011-01-04' as Day, -1), { day: '2010-12-31', unknownYears: [2010] })
  t.same(addWorkingDays(cn, '2011-01-05' as Day, -1), { day: '2011-01-04', unknownYears: [] })
  t.same(addWorkingDays(cn, '2027-06-01' as Day, 0), { day: '2027-06-01', unknownYears: [] })
  t.same(addWorkingDays(cn, '2026-12-31' as Day, 600).unknownYears, [2027, 2028, 2029])
  t.same(unknownYearsIn(cn, '2008-12-31' as Day, '2017-06-01' as Day), [2008, 2009, 2010])
  t.same(unknownYearsIn(cn, '2011-01-01' as Day, '2026-12-31' as Day), [])
})

t.test('each day says whether it is worked, why, and whether its year is known', async (t) => {
  const cases: [string, object][] = [
    ['2026-09-24', { working: true, reason: 'weekday', yearKnown: true }],
    ['2026-09-19', { working: false, reason: 'weekend', yearKnown: true }],
    ['2026-09-20', { working: true, reason: 'make_up_working_day', yearKnown: true }],
    ['2026-10-01', { working: false, reason: 'holiday', name: '国庆节', yearKnown: true }],
    ['2026-10-03', { working: false, reason: 'holiday', name: '国庆节', yearKnown: true }],
    ['2015-09-04', { working: false, reason: 'holiday', name: memorialDay, yearKnown: true }],
    ['2015-09-03', { working: false, reason: 'holiday', name: memorialDay, yearKnown: true }],
    ['2015-09-06', { working: true, reason: 'make_up_working_day', yearKnown: true }],
    ['2020-02-01', { working: false, reason: 'holiday', name: '春节', yearKnown: true }],
    ['2020-02-02', { working: false, reason: 'holiday', name: '春节', yearKnown: true }],
    ['2024-02-09', { working: true, reason: 'weekday', yearKnown: true }],
    ['2027-01-01', { working: true, reason: 'weekday', yearKnown: false }],
    ['2027-01-02', { working: false, reason: 'weekend', yearKnown: false }],
    ['2016-10-03', { working: false, reason: 'holiday', name: '国庆节', yearKnown: true }],
    ['2010-10-04', { working: true, reason: 'weekday', yearKnown: false }],
  ]
  for (const [day, status] of cases) t.same(dayStatus(cn, day as Day), status, day)

  const listed = compileCalendar({
    daysOff: [{ day: '2030-05-01' as Day }], makeUpWorkingDays: ['2030-05-04' as Day], publishedYears: 'all',
  })
  t.strictSame(dayStatus(listed, '2030-05-01' as Day), { working: false, reason: 'holiday', yearKnown: true })
  t.match(dayStatus(listed, '2030-05-04' as Day), { working: true, reason: 'make_up_working_day', yearKnown: true })
})

t.test('the Chinese calendar knows the years whose notices are published, and cites them', async (t) => {
  t.equal(findCalendar('XX'), undefined)
  t.equal(findCalendar('constructor'), undefined)
  t.same(cn.years.map(({ year }) => year), publishedYears)
  t.match(cn.title, { zh: /\p{Script=Han}/u, en: /\w/ })
  for (const { year, notices, daysOff, makeUpWorkingDays } of cn.years) {
    for (const notice of notices) {
      t.match(notice, { number: /^国(办)?发明电〔20\d\d〕\d+号$/, about: /\w/ }, `${year}`)
      t.ok(isDay(notice.issued), `${notice.number} was issued on a day`)
    }
    t.ok(notices[0] !== undefined, `${year} has a notice`)
    const days = [...daysOff.map((dayOff) => dayOff.day), ...makeUpWorkingDays]
    t.same(days.filter((day) => !day.startsWith(`${year}-`)), [], `the days of ${year} stand under it`)
    for (const day of makeUpWorkingDays) {
      t.match(dayStatus(cn, day), { working: true, reason: 'make_up_working_day' }, `${day} is worked`)
      t.match(dayStatus(weekendsOnly, day), { working: false, reason: 'weekend' }, `${day} is a weekend day`)
      t.equal(addWorkingDays(cn, addDays(day, -1), 1).day, day, `${day} is counted`)
    }
  }
  t.equal(cn.years.flatMap((year) => year.makeUpWorkingDays).length, 104)
})

t.test('every day of a published year is worked or off as chinese-days has it', async (t) => {
  let compared = 0
  for (let day = '2011-01-01' as Day; day <= '2026-12-31'; day = addDays(day, 1)) {
    if (!dayStatus(cn, day).yearKnown) continue
    if (isWorkday(day) !== isWorkingDay(cn, day)) t.fail(day)
    compared++
  }
  t.equal(compared, 16 * 365 + 4)
})

t.test('the version of a calendar changes with what it publishes, and with nothing else', async (t) => {
  const { id, title, years } = cn
  t.match(cn.version, /^CN-2026\.[0-9a-f]{8}$/)
  t.equal(publishCalendar({ id, title, years: years.toReversed() }).version, cn.version)
  t.match(publishCalendar({ id, title, years: years.slice(0, -1) }).version, /^CN-2025\./)
  const changed = years.filter(({ year }) => year !== 2020)
  t.match(publishCalendar({ id, title, years: changed }).version, /^CN-2026\./)
  t.not(publishCalendar({ id, title, years: changed }).version, cn.version)
})

t.test('no working day lies before 1900 or after 2199', async (t) => {
  t.equal(addWorkingDays(weekendsOnly, '2199-12-30' as Day, 1).day, '2199-12-31')
  t.equal(addWorkingDays(weekendsOnly, '1900-01-02' as Day, -1).day, '1900-01-01')
  t.throws(() => addWorkingDays(weekendsOnly, '2199-12-31' as Day, 1), DayOutOfRangeError)
  t.throws(() => addWorkingDays(weekendsOnly, '1900-01-01' as Day, -1), DayOutOfRangeError)
  t.throws(() => addWorkingDays(weekendsOnly, '2026-01-01' as Day, 0.5), DayOutOfRangeError)
  const lastDayOff = compileCalendar({
    daysOff: [{ day: '2199-12-31' as Day }], makeUpWorkingDays: [], publishedYears: 'all',
  })
  t.throws(() => firstWorkingDayFrom(lastDayOff, '2199-12-31' as Day), DayOutOfRangeError)
})

t.test('counting by table equals counting day by day', async (t) => {
  holds(t, fc.property(daysFrom('2008-06-01', '2029-06-01'), fc.integer({ min: -120, max: 120 }), (start, n) => {
    const expected = naiveDue(naiveChina, { start, unit: 'working_days', n, startRule: 'after', roll: 'none' })
    const { day, unknownYears } = addWorkingDays(cn, start, n)
    return day === expected.due && unknownYears.join() === expected.unknownYears.join() &&
      isWorkingDay(cn, start) === naiveIsWorking(naiveChina, start)
  }), 4000)
})

t.test('however many working days are added, they are the ones that a walk over the days meets', async (t) => {
  const start = '2010-06-01' as Day
  let wrong = 0
  let n = 0
  for (let day = addDays(start, 1); day < '2032-01-01'; day = addDays(day, 1)) {
    if (naiveIsWorking(naiveChina, day)) n++
    if (workingDaysBetween(cn, start, day) !== n) wrong++
    if (naiveIsWorking(naiveChina, day) && addWorkingDays(cn, start, n).day !== day) wrong++
  }
  t.equal(wrong, 0)
  t.ok(n > 5000)
})

t.test('counting over any lists equals counting day by day', async (t) => {
  const near = daysFrom('2099-12-01', '2100-04-01')
  const counts = fc.array(fc.tuple(near, fc.integer({ min: -60, max: 60 })), { minLength: 20, maxLength: 20 })
  holds(t, fc.property(fc.array(near), fc.array(near), counts, (holidays, working, questions) => {
    const naive = naiveLists(holidays, working)
    const calendar = compileCalendar({
      daysOff: holidays.map((day) => ({ day })), makeUpWorkingDays: working, publishedYears: 'all',
    })
    return questions.every(([start, n]) => {
      const { due } = naiveDue(naive, { start, unit: 'working_days', n, startRule: 'after', roll: 'none' })
      const { day, unknownYears } = addWorkingDays(calendar, start, n)
      const known = unknownYears.length === 0 && dayStatus(calendar, start).yearKnown
      return day === due && known && dayStatus(calendar, start).working === naiveIsWorking(naive, start)
    })
  }), 150)
})

t.test('adding, going back and measuring agree', async (t) => {
  const anyDay = daysFrom('1950-01-01', '2150-01-01')
  const count = fc.integer({ min: 1, max: 5000 })
  holds(t, fc.property(anyDay, count, (start, n) => {
    const { day } = addWorkingDays(cn, start, n)
    const back = addWorkingDays(cn, start, -n).day
    return isWorkingDay(cn, day) && workingDaysBetween(cn, start, day) === n &&
      isWorkingDay(cn, back) && workingDaysBetween(cn, back, addDays(start, -1)) === n - 1
  }), 3000)
  holds(t, fc.property(anyDay, count, (from, n) => {
    const start = firstWorkingDayFrom(cn, from)
    return addWorkingDays(cn, addWorkingDays(cn, start, n).day, -n).day === start
  }), 2000)
  holds(t, fc.property(anyDay, anyDay, count, (a, b, n) => {
    const [earlier, later] = a < b ? [a, b] : [b, a]
    return addWorkingDays(cn, earlier, n).day <= addWorkingDays(cn, later, n).day &&
      addWorkingDays(cn, earlier, n).day < addWorkingDays(cn, earlier, n + 1).day &&
      workingDaysBetween(cn, earlier, later) === -workingDaysBetween(cn, later, earlier)
  }), 2000)
})
