import { calendarNamed } from '@lightwell/calendar/calendars'
import { addDays, type Day } from '@lightwell/calendar/day'
import { firstDifference } from '@lightwell/calendar/first-difference'
import {
  type CalendarDefinition, type CalendarYear, isKnown, publishCalendar,
} from '@lightwell/calendar/published-calendar'
import { readYear } from '@lightwell/calendar/read-year'
import { addWorkingDays, dayStatus, isWorkingDay, unknownYearsIn } from '@lightwell/calendar/working-calendar'
import { yearsFromJson, yearsToJson } from '@lightwell/calendar/years-json'
import * as fc from 'fast-check'
import t from 'tap'
import { holds } from './holds.ts'
import { shift } from './naive-count.ts'

const cn = calendarNamed('CN')
const title = { zh: '试验', en: 'Trial' }
const law = { zh: '本地节日办法', en: 'Measures on local festivals' }
const notice = { number: '试办发〔2026〕1号', issued: '2026-01-05', about: 'days of its own' }

function year (number: number, off: string[], worked: string[] = []): CalendarYear {
  return {
    year: number, notices: [notice],
    daysOff: off.map((day) => ({ day: day as Day, name: '本地节日' })), makeUpWorkingDays: worked as Day[],
  }
}

const child = (years: CalendarYear[], rest: Partial<CalendarDefinition> = {}) =>
  publishCalendar({ id: 'TRIAL', title, parent: 'CN', years, ...rest }, cn)

t.test('a calendar under a parent takes its days and adds its own, and its own word wins', async (t) => {
  const local = child([year(2026, ['2026-03-19', '2026-05-09'], ['2026-10-07'])])
  const cases: [string, object][] = [
    ['2026-10-01', { working: false, reason: 'holiday', name: '国庆节' }],
    ['2026-09-20', { working: true, reason: 'make_up_working_day' }],
    ['2026-03-19', { working: false, reason: 'holiday', name: '本地节日' }],
    ['2026-05-09', { working: false, reason: 'holiday', name: '本地节日' }],
    ['2026-10-07', { working: true, reason: 'make_up_working_day' }],
    ['2026-03-18', { working: true, reason: 'weekday' }],
  ]
  for (const [day, status] of cases) t.match(dayStatus(local, day as Day), { ...status, yearKnown: true }, day)
  t.match(dayStatus(cn, '2026-05-09' as Day), { working: true }, 'its parent is as it was')
  t.match(dayStatus(cn, '2026-10-07' as Day), { working: false })
  t.same(local.ownYears.map((one) => one.year), [2026])
  t.same(local.years.map((one) => one.year), cn.years.map((one) => one.year))
  t.same(local.years.at(-1)?.notices.map(({ number }) => number), ['国办发明电〔2025〕7号', notice.number])
  t.throws(() => publishCalendar({ id: 'TRIAL', title, parent: 'CN', years: [] }), /the parent CN, not undefined/)
  t.throws(() => publishCalendar({ id: 'TRIAL', title, years: [] }, cn), /the parent undefined, not CN/)
})

t.test('where a law gives days of its own, a year is known when both have announced it, and counted by what is known till then', async (t) => {
  const regional = child([year(2024, ['2024-04-11']), year(2027, ['2027-04-09'])], { basis: law })
  t.same(regional.years.filter(isKnown).map((one) => one.year), [2024])
  t.match(regional.version, /^TRIAL-2024\./)
  t.match(dayStatus(regional, '2026-10-01' as Day), { working: false, yearKnown: false }, 'the parent has spoken')
  t.match(dayStatus(regional, '2027-04-09' as Day), { working: false, yearKnown: false }, 'the region has spoken')
  t.match(dayStatus(regional, '2027-04-10' as Day), { working: false, reason: 'weekend', yearKnown: false })
  t.match(dayStatus(regional, '2024-04-11' as Day), { working: false, yearKnown: true })
  t.same(addWorkingDays(regional, '2026-09-30' as Day, 1), { day: '2026-10-08', unknownYears: [2026] })
  t.same(unknownYearsIn(regional, '2023-12-31' as Day, '2025-01-01' as Day), [2023, 2025])
})

t.test('extra days of one agency, which no law announces, leave known what its parent knows', async (t) => {
  const agency = child([year(2026, ['2026-06-08'])])
  t.same(unknownYearsIn(agency, '2010-01-01' as Day, '2028-01-01' as Day), [2010, 2027, 2028])
  t.same(addWorkingDays(agency, '2026-06-05' as Day, 1), { day: '2026-06-09', unknownYears: [] })
  t.match(agency.version, /^TRIAL-2026\./)
  const grandchild = publishCalendar({ id: 'BELOW', title, parent: 'TRIAL', years: [year(2026, [], ['2026-06-08'])] }, agency)
  t.same(addWorkingDays(grandchild, '2026-06-05' as Day, 1), { day: '2026-06-08', unknownYears: [] })
  const ofRegion = publishCalendar({ id: 'BELOW', title, parent: 'CN-GX', years: [] }, calendarNamed('CN-GX'))
  t.same(ofRegion.years.filter(isKnown).map((one) => one.year), [2017, 2020, 2023, 2024], 'nor does it know more')
})

t.test('a region that works what the country has off, and has off what the country works, is counted as it says', async (t) => {
  const guangxi = calendarNamed('CN-GX')
  t.match(dayStatus(cn, '2023-04-23' as Day), { working: true, reason: 'make_up_working_day' })
  t.match(dayStatus(guangxi, '2023-04-23' as Day), { working: false, name: '壮族三月三', yearKnown: true })
  t.match(dayStatus(guangxi, '2017-04-01' as Day), { working: false, yearKnown: true })
  t.match(dayStatus(guangxi, '2017-04-08' as Day), { working: true, reason: 'make_up_working_day', yearKnown: true })
  t.match(dayStatus(guangxi, '2020-03-26' as Day), { working: true, yearKnown: true }, 'the festival of 2020 was worked')
  t.match(dayStatus(guangxi, '2026-04-20' as Day), { working: true, yearKnown: false })
  t.match(dayStatus(calendarNamed('CN-NX'), '2020-05-25' as Day), { working: false, name: '开斋节', yearKnown: true })
  t.match(dayStatus(calendarNamed('CN-XJ'), '2023-06-28' as Day), { working: false, name: '古尔邦节', yearKnown: true })
  t.same(calendarNamed('CN-XZ').years.filter(isKnown), [], 'no notice of Tibet is known')
  for (const id of ['CN-GX', 'CN-NX', 'CN-XJ', 'CN-XZ']) {
    t.match(calendarNamed(id), { parent: 'CN', basis: { zh: /办法/, en: /measures/i } }, id)
  }
})

t.test('the first difference of two calendars is the first day that counts otherwise, or the first of a year known to one', async (t) => {
  const { id, years } = cn
  const but = (change: (year: CalendarYear) => CalendarYear) => publishCalendar({ id, title, years: years.map(change) })
  t.equal(firstDifference(cn, but((one) => one)), null)
  t.equal(firstDifference(cn, but((one) => ({ ...one, notices: [] }))), null, 'what it cites counts nothing')
  t.equal(firstDifference(cn, publishCalendar({ id, title, years: years.slice(0, -1) })), '2026-01-01')
  t.equal(firstDifference(cn, publishCalendar({ id, title, years: [...years, year(2027, ['2027-01-01'])] })), '2027-01-01')
  t.equal(firstDifference(cn, child([year(2026, ['2026-03-19'])])), '2026-03-19')
  t.equal(firstDifference(child([year(2026, ['2026-03-19'])]), cn), '2026-03-19', 'whichever comes first')
  t.equal(firstDifference(cn, child([year(2026, ['2026-03-21'])])), null, 'a Saturday was off before')
  t.equal(firstDifference(cn, child([year(2026, [], ['2026-10-04'])])), '2026-10-04')
  const nothing = publishCalendar({ id, title, years: [] })
  t.equal(firstDifference(nothing, publishCalendar({ id, title, years: [] })), null)
  t.equal(firstDifference(nothing, cn), '2011-01-01')
})

t.test('years are written as JSON and read back the same', async (t) => {
  for (const calendar of [cn, calendarNamed('CN-GX'), calendarNamed('UK'), calendarNamed('DE-BW')]) {
    const json: unknown = JSON.parse(JSON.stringify(yearsToJson(calendar.years)))
    const read = yearsFromJson(json)
    if ('faults' in read) t.fail(`${calendar.id}: ${JSON.stringify(read.faults)}`)
    else t.same(publishCalendar({ id: calendar.id, title, years: read.years }).version, calendar.version, calendar.id)
  }
  t.same(yearsToJson([year(2026, ['2026-05-01', '2026-05-02', '2026-05-04'])])['2026']?.spans, [
    { name: '本地节日', from: '2026-05-01', to: '2026-05-02' }, { name: '本地节日', from: '2026-05-04', to: '2026-05-04' },
  ])
})

function faultsOf (json: unknown, number = 2027, parent?: typeof cn) {
  const read = readYear(number, json, parent)
  return 'faults' in read ? read.faults.map(({ pointer, code }) => `${pointer} ${code}`) : []
}

const good = {
  notices: [{ number: '国办发明电〔2026〕9号', issued: '2026-11-12', about: 'annual arrangement' }],
  spans: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }, { name: '春节', from: '2027-02-05', to: '2027-02-11' }],
  makeUpWorkingDays: ['2027-02-14', '2027-02-20'],
}

t.test('a year that is announced wrongly is told all its faults at once', async (t) => {
  t.same(faultsOf(good), [])
  t.same(faultsOf({
    notices: [{ number: ' ', issued: '2026-02-30' }, 7],
    spans: [
      { name: '', from: '2027-02-03', to: '2027-02-01' }, { name: '元旦', from: '2026-12-31', to: 'x' },
      { name: '甲', from: '2027-03-01', to: '2027-03-03' }, { name: '乙', from: '2027-03-03', to: '2027-03-04' },
    ],
    makeUpWorkingDays: ['2027-03-08', '2027-03-06', '2027-03-06', '2028-01-01', 5, '2027-03-02'],
  }), [
    '/notices/0/number required', '/notices/0/about required', '/notices/0/issued not_a_day',
    '/notices/1/number required', '/notices/1/issued required', '/notices/1/about required',
    '/spans/0/name required', '/spans/0/to ends_before_it_begins', '/spans/1/from of_another_year',
    '/spans/1/to not_a_day', '/spans/3 day_twice', '/makeUpWorkingDays/0 worked_anyway',
    '/makeUpWorkingDays/2 day_twice', '/makeUpWorkingDays/3 of_another_year', '/makeUpWorkingDays/4 not_a_day',
    '/makeUpWorkingDays/5 off_as_well',
  ])
  t.same(faultsOf(null), [' wrong_type', '/notices required', '/spans required', '/makeUpWorkingDays required'])
  t.same(faultsOf({ ...good, spans: {} }), ['/spans wrong_type'])
  t.same(faultsOf({ ...good, makeUpWorkingDays: Array.from({ length: 367 }, () => '2027-02-14') }), ['/makeUpWorkingDays too_many'])
  t.same(faultsOf({ ...good, notices: [{ number: '一'.repeat(501), issued: '2026-11-12', about: 'x' }] }), ['/notices/0/number too_long'])
  for (const number of [1899, 2200, 2027.5, NaN]) t.same(faultsOf(good, number), [' not_a_year'], String(number))
  t.same(faultsOf({ ...good, spans: [{ name: '整年', from: '2027-01-01', to: '2027-12-31' }] }),
    ['/makeUpWorkingDays/0 off_as_well', '/makeUpWorkingDays/1 off_as_well'])
})

t.test('under a parent a weekday that it has off may be worked again, and only such a one', async (t) => {
  const national = { ...good, spans: [], makeUpWorkingDays: ['2026-10-07', '2026-03-07', '2026-03-09', '2026-09-20'] }
  t.same(faultsOf(national, 2026, cn), ['/makeUpWorkingDays/2 worked_anyway'])
  t.same(faultsOf(national, 2026), ['/makeUpWorkingDays/0 worked_anyway', '/makeUpWorkingDays/2 worked_anyway'])
})

t.test('years by their number are told their faults under that number', async (t) => {
  const read = yearsFromJson({ 2027: good, 2028: good, x: good })
  t.match(read, { faults: [{ pointer: '/2028/spans/0/from', code: 'of_another_year' }] })
  t.ok('faults' in read && read.faults.some(({ pointer, code }) => pointer === '/x' && code === 'not_a_year'))
  for (const json of [null, [], 'years']) t.match(yearsFromJson(json), { faults: [{ pointer: '', code: 'wrong_type' }] })
})

const dayOf2026 = fc.integer({ min: 0, max: 364 }).map((at) => shift('2026-01-01', at))
const lists = fc.record({
  off: fc.uniqueArray(dayOf2026, { maxLength: 25 }), on: fc.uniqueArray(dayOf2026, { maxLength: 25 }),
})
const disjoint = lists.map(({ off, on }) => ({ off, on: on.filter((day) => !off.includes(day)) }))

function weekday (day: string): boolean {
  return ![0, 6].includes(new Date(day).getUTCDay())
}

t.test('a child of a child is worked on a day as the nearest of the three says that says anything of it', async (t) => {
  holds(t, fc.property(disjoint, disjoint, disjoint, (top, middle, bottom) => {
    const all = [bottom, middle, top]
    const [low, mid, high] = all.map(({ off, on }) => [year(2026, off, on)])
    const country = publishCalendar({ id: 'A', title, years: high ?? [] })
    const region = publishCalendar({ id: 'B', title, parent: 'A', basis: law, years: mid ?? [] }, country)
    const agency = publishCalendar({ id: 'C', title, parent: 'B', years: low ?? [] }, region)
    return Array.from({ length: 365 }, (_, at) => shift('2026-01-01', at)).every((day) => {
      const says = all.find(({ off, on }) => off.includes(day) || on.includes(day))
      const expected = says === undefined ? weekday(day) : says.on.includes(day)
      return isWorkingDay(agency, day as Day) === expected && dayStatus(agency, day as Day).working === expected
    })
  }), 120)
})

const published = fc.uniqueArray(fc.integer({ min: 2020, max: 2030 }), { maxLength: 8 })

t.test('a year is known below where it is known above and, if the child announces its days, there as well', async (t) => {
  holds(t, fc.property(published, published, fc.boolean(), (above, below, announces) => {
    const parent = publishCalendar({ id: 'A', title, years: above.map((one) => year(one, [`${one}-03-03`])) })
    const under = publishCalendar({
      id: 'B', title, parent: 'A', years: below.map((one) => year(one, [`${one}-04-04`])), ...(announces ? { basis: law } : {}),
    }, parent)
    return Array.from({ length: 13 }, (_, at) => 2019 + at).every((one) => {
      const known = above.includes(one) && (!announces || below.includes(one))
      const day = `${one}-06-06` as Day
      return dayStatus(under, day).yearKnown === known && (unknownYearsIn(under, day, day).length === 0) === known &&
        (isWorkingDay(under, `${one}-04-04` as Day) === (!below.includes(one) && weekday(`${one}-04-04`)))
    })
  }), 400)
})

t.test('two calendars have one version when they say the same, in whatever order it is listed, and else two', async (t) => {
  const publish = ({ off, on }: { off: string[], on: string[] }) => publishCalendar({ id: 'A', title, years: [year(2026, off, on)] })
  holds(t, fc.property(disjoint, disjoint, (a, b) => {
    const same = [...a.off].toSorted().join() === [...b.off].toSorted().join() && [...a.on].toSorted().join() === [...b.on].toSorted().join()
    return (publish(a).version === publish(b).version) === same &&
      publish(a).version === publish({ off: a.off.toReversed(), on: a.on.toReversed() }).version
  }), 400)
  holds(t, fc.property(disjoint, disjoint, (a, b) => {
    const first = Array.from({ length: 365 }, (_, at) => shift('2026-01-01', at))
      .find((day) => isWorkingDay(publish(a), day as Day) !== isWorkingDay(publish(b), day as Day))
    return firstDifference(publish(a), publish(b)) === (first ?? null)
  }), 40)
  t.not(publish({ off: [], on: [] }).version, child([year(2026, [])]).version)
  t.not(child([]).version, child([], { basis: law }).version, 'a year that is partly known is not one that is known')
})

t.test('before, among and after the days that a calendar decides, counting goes by the same rule', async (t) => {
  const decided = fc.uniqueArray(fc.integer({ min: -30, max: 30 }).map((at) => shift('2026-06-01', at)), { minLength: 1, maxLength: 20 })
  const start = fc.integer({ min: -90, max: 90 }).map((at) => shift('2026-06-01', at) as Day)
  holds(t, fc.property(decided, decided, start, fc.integer({ min: -80, max: 80 }), (off, on, from, n) => {
    const calendar = publishCalendar({ id: 'A', title, years: [year(2026, off, on)] })
    let day = from
    for (let left = Math.abs(n); left > 0;) {
      day = addDays(day, Math.sign(n))
      if (on.includes(day) || weekday(day) && !off.includes(day)) left--
    }
    return addWorkingDays(calendar, from, n).day === day
  }), 1500)
})
