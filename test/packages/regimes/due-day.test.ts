import * as fc from 'fast-check'
import t from 'tap'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { addDays, addMonthsClamped, type Day } from '@lightwell/calendar/day'
import { compileCalendar, isWorkingDay, unknownYearsIn, type WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { countedAfter, dueDay, dueInstant, type DueDayQuestion, type Pause } from '@lightwell/regimes/due-day'
import type { Regime } from '@lightwell/regimes/regime'
import { findRegime } from '@lightwell/regimes/regimes'
import { holds } from '../calendar/holds.ts'

type Told = { acknowledged?: boolean, extendedWorkingDays?: number, pauses?: [string, string][] }

/** The due day of a request under a law, by the calendar that the law names. */
function due (id: string, receivedOn: string, { pauses = [], ...told }: Told = {}): string {
  const regime = findRegime(id) as Regime
  return dueDay({
    regime, calendar: calendarNamed(regime.calendar.value), receivedOn: receivedOn as Day, ...told,
    pauses: pauses.map(([from, until]): Pause => ({ from: from as Day, until: until as Day })),
  }).dueOn
}

t.test('each law counts its own days', async (t) => {
  const cases: [string, string, Told, string, string][] = [
    ['county', '2026-09-24', {}, '2026-10-09', 'five working days across two holidays'],
    ['order_711', '2025-09-29', {}, '2025-11-03', 'twenty working days with a make-up Saturday'],
    ['uk_foia', '2026-04-01', {}, '2026-05-01', 'Good Friday and Easter Monday do not count'],
    ['uk_foia', '2026-07-01', {}, '2026-07-30', 'a holiday of Northern Ireland alone does not count anywhere'],
    ['uk_foia', '2026-11-02', {}, '2026-12-01', 'nor does one of Scotland alone'],
    ['uk_foia', '2026-04-01', { pauses: [['2026-04-08', '2026-04-10']] }, '2026-05-07', 'both days of a fees notice are left out'],
    ['uk_foia', '2026-04-01', { pauses: [['2026-04-08', '2026-04-08']] }, '2026-05-05', 'a fee paid on the day of its notice takes that day'],
    ['uk_foia', '2026-11-02', { extendedWorkingDays: 20 }, '2026-12-31', 'forty in all, to weigh the public interest'],
    ['foisa', '2026-07-01', {}, '2026-07-29', 'in Scotland that holiday counts'],
    ['foisa', '2026-04-01', {}, '2026-04-30', 'and Easter Monday does'],
    ['us_foia', '2026-06-01', {}, '2026-06-30', 'Juneteenth does not count'],
    ['us_foia', '2026-06-01', { extendedWorkingDays: 10 }, '2026-07-15', 'nor does the Friday for a Fourth of July on Saturday'],
    ['us_foia', '2026-06-01', { pauses: [['2026-06-08', '2026-06-10']] }, '2026-07-02', 'the day of the answer counts again'],
    ['ny_foil', '2026-03-02', {}, '2026-03-09', 'five business days to say anything'],
    ['ny_foil', '2026-03-06', { acknowledged: true }, '2026-04-03', 'twenty from the acknowledgement'],
    ['de_ifg', '2026-03-31', {}, '2026-04-30', 'a month ends with its last day where it has none of that number'],
    ['de_ifg', '2026-01-31', {}, '2026-03-02', 'and on the next working day where that is a Saturday'],
    ['de_ifg', '2026-04-01', {}, '2026-05-04', 'or a holiday before a weekend'],
    ['de_ifg', '2026-03-02', { pauses: [['2026-03-10', '2026-03-20']] }, '2026-04-13', 'the days of a hearing are put behind the month'],
    ['ca_atia', '2026-06-01', {}, '2026-07-02', 'thirty calendar days end on Canada Day and move on'],
    ['ca_atia', '2026-01-16', {}, '2026-02-16', 'or on a Sunday'],
    ['ca_atia', '2026-06-01', { extendedWorkingDays: 30 }, '2026-07-31', 'an extension is of calendar days too'],
    ['bc_foippa', '2026-06-29', {}, '2026-08-12', 'thirty business days over Canada Day and British Columbia Day'],
  ]
  for (const [id, receivedOn, told, dueOn, why] of cases) t.equal(due(id, receivedOn, told), dueOn, `${id}: ${why}`)
})

t.test('a law that names an hour ends its due day with it, in the zone of the agency and by its season', async (t) => {
  const newYork = findRegime('ny_foil') as Regime
  t.equal(dueInstant(newYork, '2026-03-06' as Day, 'America/New_York').toISOString(), '2026-03-06T22:00:00.000Z')
  t.equal(dueInstant(newYork, '2026-03-09' as Day, 'America/New_York').toISOString(), '2026-03-09T21:00:00.000Z', 'in summer time')
  const uk = findRegime('uk_foia') as Regime
  t.equal(dueInstant(uk, '2026-05-01' as Day, 'Europe/London').toISOString(), '2026-05-01T23:00:00.000Z')
})

const known = compileCalendar({
  daysOff: ['2026-01-01', '2026-02-16', '2026-02-17', '2026-02-18', '2026-05-01', '2026-10-01', '2026-10-02']
    .map((day) => ({ day: day as Day })),
  makeUpWorkingDays: ['2026-02-14', '2026-02-28', '2026-10-10'] as Day[],
  publishedYears: [2026],
})

type Rules = Pick<Regime, 'limit' | 'startRule' | 'partialDays'>

/** A law of made-up settings: of those that count days, all there are. */
function law (told: {
  unit: string, base: number, later: number | null, startRule: string, first: boolean, last: boolean, roll: string
}): Rules {
  const { limit } = findRegime('order_711') as Regime
  const ours = { tier: 'our_choice', ourChoice: { zh: '虚构。', en: 'Made up.' } }
  return {
    limit: {
      ...limit, unit: { value: told.unit, ...ours }, base: { value: told.base, ...ours },
      afterAcknowledgement: { value: told.later, ...ours }, roll: { value: told.roll, ...ours },
    },
    startRule: { value: told.startRule, ...ours },
    partialDays: { value: { first: told.first, last: told.last }, ...ours },
  } as Rules
}

/** The same, a day at a time: what every day is is asked, and each is counted or is not. */
function dayByDay ({ regime, calendar, receivedOn, acknowledged, extendedWorkingDays = 0, pauses = [] }: DueDayQuestion) {
  const { limit, startRule, partialDays: { value: { first, last } } } = regime
  const asked = new Set<number>()
  const isWorked = (day: Day): boolean => {
    for (const year of unknownYearsIn(calendar, day, day)) asked.add(year)
    return isWorkingDay(calendar, day)
  }
  const isPaused = (day: Day): boolean => pauses.some(({ from, until }) =>
    from <= day && day <= until && !(first && day === from) && !(last && day === until))
  let day = receivedOn
  if (startRule.value !== 'after') while (!isWorked(day)) day = addDays(day, 1)
  if (startRule.value === 'inclusive' && limit.unit.value !== 'months') day = addDays(day, -1)
  let left = (acknowledged ? limit.afterAcknowledgement.value ?? limit.base.value : limit.base.value) + extendedWorkingDays
  if (limit.unit.value === 'months') {
    let end = addMonthsClamped(day, left)
    for (day = addDays(day, 1); day <= end; day = addDays(day, 1)) if (isPaused(day)) end = addDays(end, 1)
    day = end
  } else {
    while (left > 0) {
      day = addDays(day, 1)
      if (!isPaused(day) && (limit.unit.value === 'calendar_days' || isWorked(day))) left--
    }
  }
  if (limit.roll.value === 'forward') while (!isWorked(day)) day = addDays(day, 1)
  return { dueOn: day, provisional: asked.size > 0, unknownYears: [...asked].toSorted((a, b) => a - b) }
}

const day = fc.integer({ min: -40, max: 400 }).map((n) => addDays('2026-01-01' as Day, n))
const pause = fc.record({ from: day, days: fc.integer({ min: 0, max: 40 }) }).map(({ from, days }) => ({ from, until: addDays(from, days) }))
const rules = fc.record({
  unit: fc.constantFrom('working_days', 'calendar_days', 'months'),
  base: fc.integer({ min: 1, max: 40 }),
  later: fc.option(fc.integer({ min: 1, max: 40 })),
  startRule: fc.constantFrom('after', 'snap', 'inclusive'),
  first: fc.boolean(),
  last: fc.boolean(),
  roll: fc.constantFrom('none', 'forward'),
}).map((told) => law(told.unit === 'months' ? { ...told, base: 1 + told.base % 12, later: null } : told))

const question = fc.record({
  regime: rules,
  calendar: fc.constantFrom<WorkingCalendar>(known, calendarNamed('CN'), calendarNamed('UK'), calendarNamed('DE')),
  receivedOn: day,
  acknowledged: fc.boolean(),
  extendedWorkingDays: fc.integer({ min: 0, max: 10 }),
  pauses: fc.array(pause, { maxLength: 5 }),
})

t.test('a due day is the one that counting day by day finds, in every unit and by every rule', async (t) => {
  holds(t, fc.property(question, (asked) => {
    const [fast, slow] = [dueDay(asked), dayByDay(asked)]
    return fast.dueOn === slow.dueOn && fast.provisional === slow.provisional && String(fast.unknownYears) === String(slow.unknownYears)
  }), 4_000)
})

t.test('a longer pause never makes a day earlier, and in which order pauses are told changes nothing', async (t) => {
  holds(t, fc.property(question, pause, (asked, more) => {
    const longer = dueDay({ ...asked, pauses: [more, ...asked.pauses] })
    const turned = dueDay({ ...asked, pauses: [...asked.pauses, more].toReversed() })
    return longer.dueOn >= dueDay(asked).dueOn && longer.dueOn === turned.dueOn
  }), 1_000)
})

t.test('the day after which days count follows the start rule; months keep the number of theirs', async (t) => {
  const saturday = '2026-03-07' as Day
  const told = { base: 1, later: null, first: false, last: true, roll: 'none' }
  const after = (startRule: string, unit = 'working_days') => countedAfter(law({ ...told, startRule, unit }), known, saturday)
  t.equal(after('after'), '2026-03-07')
  t.equal(after('snap'), '2026-03-09')
  t.equal(after('inclusive'), '2026-03-08')
  t.equal(after('inclusive', 'months'), '2026-03-09')
})
