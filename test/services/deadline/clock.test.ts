import fc from 'fast-check'
import t from 'tap'
import { findCalendar } from '@lightwell/calendar/calendars'
import type { Day } from '@lightwell/calendar/day'
import { dueDay, dueInstant } from '@lightwell/regimes/due-day'
import type { Regime } from '@lightwell/regimes/regime'
import { findRegime } from '@lightwell/regimes/regimes'
import {
  mayFollow, type ClockEntry, type ClockEntryKind, type ClockState,
} from '../../../services/deadline/rules/clock-entry.ts'
import { daysLeft } from '../../../services/deadline/rules/days-left.ts'
import { explainClock } from '../../../services/deadline/rules/explain-clock.ts'
import { foldClock } from '../../../services/deadline/rules/fold-clock.ts'
import { naiveChina, naiveIsWorking, shift } from '../../packages/calendar/naive-count.ts'

const calendar = findCalendar('CN')!
const county = findRegime('county')!
const order711 = findRegime('order_711')!
const zone = 'Asia/Shanghai'

function entry (kind: ClockEntryKind, onDay: string, more: Partial<ClockEntry> = {}): ClockEntry {
  return { kind, onDay: onDay as Day, workingDays: null, untilOn: null, cause: kind, ...more }
}

const started = (onDay: string) => entry('started', onDay)
const extended = (onDay: string, workingDays: number) => entry('extended', onDay, { workingDays })
const answered = (onDay: string) => entry('stopped', onDay, { cause: 'answered' })

function fold (regime: Regime, ...entries: ClockEntry[]) {
  return foldClock({ regime, calendar, zone, entries })
}

t.test('the limit counts working days after the day of receipt, of the official calendar', async (t) => {
  const cases: [Regime, string, string, string][] = [
    [county, '2026-09-24', '2026-10-09', 'across Mid-Autumn and National Day'],
    [county, '2025-09-29', '2025-10-13', 'with a make-up Saturday on 11 October'],
    [county, '2024-02-08', '2024-02-21', 'with a make-up Sunday on 18 February'],
    [county, '2026-03-07', '2026-03-13', 'filed on a Saturday: Monday is day 1'],
    [county, '2026-02-28', '2026-03-06', 'filed on a make-up Saturday: it is day 0 all the same'],
    [order711, '2025-09-29', '2025-11-03', 'twenty days under the national regulation'],
    [order711, '2026-03-02', '2026-03-30', 'twenty days without a holiday'],
  ]
  for (const [regime, receivedOn, dueOn, why] of cases) {
    t.equal(fold(regime, started(receivedOn)).dueOn, dueOn, why)
    t.equal(dueDay({ regime, calendar, receivedOn: receivedOn as Day }).dueOn, dueOn, why)
  }
})

t.test('a due day ends at midnight in the zone of the agency, or at the hour that the regime names', async (t) => {
  const { dueAt } = fold(county, started('2026-09-24'))
  t.equal(dueAt.toISOString(), '2026-10-09T16:00:00.000Z')
  const atFive = { ...county, limit: { ...county.limit, dueHour: { ...county.limit.dueHour, value: 17 } } } as Regime
  t.equal(dueInstant(atFive, '2026-10-09' as Day, zone).toISOString(), '2026-10-09T09:00:00.000Z')
  t.equal(dueInstant(atFive, '2026-11-01' as Day, 'America/New_York').toISOString(), '2026-11-01T22:00:00.000Z')
})

t.test('a due day in a year that is not published is provisional and names the year', async (t) => {
  const clock = fold(county, started('2026-12-29'))
  t.match(clock, { dueOn: '2027-01-05', provisional: true, unknownYears: [2027] })
  t.match(fold(county, started('2026-12-24')), { dueOn: '2026-12-31', provisional: false, unknownYears: [] })
  const walkedThrough = fold(county,
    started('2026-12-31'), entry('paused', '2027-01-01'), entry('resumed', '2027-03-01'))
  t.match(walkedThrough, { dueOn: '2027-03-05', provisional: true, unknownYears: [2027] })
})

t.test('an extension adds its days to the limit, to the cap as a total from receipt', async (t) => {
  const clock = fold(county, started('2026-09-24'), extended('2026-09-28', 5))
  t.match(clock, { state: 'running', dueOn: '2026-10-15', extendedWorkingDays: 5 })
  const due = dueDay({ regime: county, calendar, receivedOn: '2026-09-24' as Day, extendedWorkingDays: 5 })
  t.equal(due.dueOn, '2026-10-15')
})

t.test('an answer on the due day meets it, an answer on the next day misses it', async (t) => {
  t.match(fold(county, started('2026-09-24'), answered('2026-10-09')), { state: 'met', answeredOn: '2026-10-09' })
  t.match(fold(county, started('2026-09-24'), answered('2026-10-10')), { state: 'missed', answeredOn: '2026-10-10' })
  const withdrawn = fold(county, started('2026-09-24'), entry('stopped', '2026-10-12', { cause: 'withdrawn' }))
  t.match(withdrawn, { state: 'stopped', stoppedOn: '2026-10-12', answeredOn: null })
})

t.test('the days of a pause do not count; the day it ends does', async (t) => {
  const paused = fold(county, started('2026-03-02'), entry('paused', '2026-03-04'))
  t.match(paused, { state: 'paused', dueOn: '2026-03-09', pausedOn: '2026-03-04' })
  const resumed = fold(county, started('2026-03-02'), entry('paused', '2026-03-04'), entry('resumed', '2026-03-17'))
  t.match(resumed, { state: 'running', dueOn: '2026-03-20', pausedOn: null }, 'one day before it, four from the 17th')
  const onDueDay = fold(county, started('2026-03-02'), entry('paused', '2026-03-09'), entry('resumed', '2026-03-12'))
  t.equal(onDueDay.dueOn, '2026-03-12', 'a pause on the last day leaves one')
  const sameDay = fold(county, started('2026-03-02'), entry('paused', '2026-03-04'), entry('resumed', '2026-03-04'))
  t.equal(sameDay.dueOn, '2026-03-09', 'a pause that ends on its day moves nothing')
  const answeredWithin = fold(county, started('2026-03-02'), entry('paused', '2026-03-04'), answered('2026-03-16'))
  t.match(answeredWithin, { state: 'met', dueOn: '2026-03-19' })
  const tooLate = fold(county, started('2026-03-02'), entry('paused', '2026-03-16'), entry('resumed', '2026-03-20'))
  t.equal(tooLate.dueOn, '2026-03-09', 'a pause after the due day helps nobody')
})

t.test('a restart forgets the count before it', async (t) => {
  const clock = fold(county, started('2026-03-02'), entry('paused', '2026-03-04'), entry('restarted', '2026-03-11'))
  t.match(clock, { state: 'running', startedOn: '2026-03-02', countedFrom: '2026-03-11', dueOn: '2026-03-18' })
})

t.test('entries that cannot follow each other are refused', async (t) => {
  t.throws(() => fold(county), /begins with its start/)
  t.throws(() => fold(county, entry('paused', '2026-03-02')), /begins with its start/)
  t.throws(() => fold(county, started('2026-03-02'), entry('resumed', '2026-03-03')), /running cannot be resumed/)
  t.throws(() => fold(county, started('2026-03-02'), answered('2026-03-03'), extended('2026-03-04', 5)), /be extended/)
  t.throws(() => fold(county, started('2026-03-02'), started('2026-03-03')), /cannot be started/)
})

t.test('a deadline says how many working days are left, or how many it is late', async (t) => {
  const { state, dueOn, dueAt } = fold(county, started('2026-09-24'))
  const at = (instant: string) => daysLeft(calendar, { state, dueOn, dueAt, answeredOn: null, zone }, new Date(instant))
  t.same(at('2026-09-24T08:00:00+08:00'), { overdue: false, workingDaysLeft: 5, workingDaysLate: 0 })
  t.same(at('2026-10-01T08:00:00+08:00'), { overdue: false, workingDaysLeft: 2, workingDaysLate: 0 })
  t.same(at('2026-10-09T23:59:59.999+08:00'), { overdue: false, workingDaysLeft: 0, workingDaysLate: 0 })
  t.same(at('2026-10-10T00:00:00+08:00'), { overdue: true, workingDaysLeft: 0, workingDaysLate: 1 })
  t.same(at('2026-10-11T12:00:00+08:00'), { overdue: true, workingDaysLeft: 0, workingDaysLate: 1 })
  t.same(at('2026-10-12T00:00:00+08:00'), { overdue: true, workingDaysLeft: 0, workingDaysLate: 2 })
  const missed = fold(county, started('2026-09-24'), answered('2026-10-13'))
  t.same(daysLeft(calendar, { ...missed, zone }, new Date('2026-12-01T00:00:00Z')),
    { overdue: false, workingDaysLeft: null, workingDaysLate: 3 }, 'a late answer keeps its lateness')
  const paused = fold(county, started('2026-09-24'), entry('paused', '2026-09-28'))
  t.same(daysLeft(calendar, { ...paused, zone }, new Date('2026-12-01T00:00:00Z')),
    { overdue: false, workingDaysLeft: null, workingDaysLate: 0 }, 'a clock that stands still is not late')
})

t.test('every day from the start to the due day is explained', async (t) => {
  const explained = explainClock(calendar, fold(county, started('2026-09-24')))
  t.same(explained.map(({ date, n, reason, name }) => [date, n, reason, ...(name === undefined ? [] : [name])]), [
    ['2026-09-24', 0, 'start'], ['2026-09-25', null, 'holiday', '中秋节'], ['2026-09-26', null, 'holiday', '中秋节'],
    ['2026-09-27', null, 'holiday', '中秋节'], ['2026-09-28', 1, 'weekday'], ['2026-09-29', 2, 'weekday'],
    ['2026-09-30', 3, 'weekday'],
    ...[1, 2, 3, 4, 5, 6, 7].map((day) => [`2026-10-0${day}`, null, 'holiday', '国庆节']),
    ['2026-10-08', 4, 'weekday'], ['2026-10-09', 5, 'weekday'],
  ])
  const moves = [entry('restarted', '2026-03-04'), entry('paused', '2026-03-06'), entry('resumed', '2026-03-10')]
  const moved = explainClock(calendar, fold(county, started('2026-03-02'), ...moves))
  t.same(moved.map(({ n, reason }) => [n, reason]), [
    [null, 'before_restart'], [null, 'before_restart'], [0, 'restart'], [1, 'weekday'],
    [null, 'paused'], [null, 'paused'], [null, 'paused'], [null, 'paused'],
    [2, 'weekday'], [3, 'weekday'], [4, 'weekday'], [5, 'weekday'],
  ])
  const standing = explainClock(calendar, fold(county, started('2026-03-02'), entry('paused', '2026-03-04')))
  t.same(standing.map(({ n, reason }) => [n, reason]), [[0, 'start'], [1, 'weekday'], [null, 'paused']])
})

/** The slow and obvious reading of entries: mark the paused days one by one, then count one day after the other. */
function naiveFold (base: number, entries: readonly ClockEntry[]) {
  let dayZero = ''
  let limit = base
  let pausedOn: string | undefined
  let stop: ClockEntry | undefined
  let pausedDays = new Set<string>()
  for (const step of entries) {
    const resumes = step.kind === 'resumed' || step.kind === 'stopped'
    if (resumes && pausedOn !== undefined) {
      for (let day: string = pausedOn; day < step.onDay; day = shift(day, 1)) pausedDays.add(day)
      pausedOn = undefined
    }
    if (step.kind === 'started' || step.kind === 'restarted') {
      dayZero = step.onDay
      pausedDays = new Set()
      pausedOn = undefined
    }
    if (step.kind === 'paused') pausedOn = step.onDay
    if (step.kind === 'extended') limit += step.workingDays ?? 0
    if (step.kind === 'stopped') stop = step
  }
  const walked: string[] = []
  let dueOn = dayZero
  for (let counted = 0; counted < limit;) {
    dueOn = shift(dueOn, 1)
    if (pausedDays.has(dueOn)) continue
    walked.push(dueOn)
    if (naiveIsWorking(naiveChina, dueOn)) counted += 1
  }
  const years = new Set(walked.map((day) => Number(day.slice(0, 4))).filter((year) => !naiveChina.published(year)))
  const state = stop === undefined
    ? (pausedOn === undefined ? 'running' : 'paused')
    : stop.cause !== 'answered' ? 'stopped' : stop.onDay <= dueOn ? 'met' : 'missed'
  return { dueOn, state, limit, unknownYears: [...years].toSorted((a, b) => a - b) }
}

type Step = { kind: ClockEntryKind, days: number, workingDays: number, cause: string }

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<ClockEntryKind[]>('paused', 'resumed', 'resumed', 'restarted', 'extended', 'stopped'),
  days: fc.integer({ min: -4, max: 20 }),
  workingDays: fc.integer({ min: 1, max: 20 }),
  cause: fc.constantFrom('answered', 'answered', 'withdrawn'),
})

/** Steps made into entries: those that cannot follow are left out, and none lies before day 0. */
function entriesOf (start: string, steps: readonly Step[]): ClockEntry[] {
  const entries = [started(start)]
  let state: ClockState = 'running'
  let dayZero = start
  let last = start
  for (const { kind, days, workingDays, cause } of steps) {
    if (!mayFollow(state, kind)) continue
    const moved = shift(last, days)
    last = moved < dayZero ? dayZero : moved
    if (kind === 'restarted') dayZero = last
    entries.push(entry(kind, last, { cause, workingDays: kind === 'extended' ? workingDays : null }))
    if (kind === 'stopped') return entries
    if (kind === 'paused') state = 'paused'
    if (kind === 'resumed' || kind === 'restarted') state = 'running'
  }
  return entries
}

const clocks = fc.record({
  regime: fc.constantFrom(county, order711),
  entries: fc.tuple(fc.integer({ min: 0, max: 1500 }), fc.array(step, { maxLength: 8 }))
    .map(([day, steps]) => entriesOf(shift('2023-12-01', day), steps)),
})

t.test('the fold agrees with counting one day after the other, whatever happened to the clock', async () => {
  fc.assert(fc.property(clocks, ({ regime, entries }) => {
    const { dueOn, state, unknownYears, provisional, dueAt, extendedWorkingDays } = fold(regime, ...entries)
    const naive = naiveFold(regime.limit.base.value, entries)
    const folded = { dueOn, state, limit: regime.limit.base.value + extendedWorkingDays, unknownYears }
    return JSON.stringify(folded) === JSON.stringify(naive) && provisional === naive.unknownYears.length > 0 &&
      dueAt.toISOString() === `${dueOn}T16:00:00.000Z`
  }), { numRuns: 500 })
})

t.test('the explanation is gapless, and its counted days are the limit', async () => {
  fc.assert(fc.property(clocks, ({ regime, entries }) => {
    const clock = fold(regime, ...entries)
    const days = explainClock(calendar, clock)
    const counted = days.filter((day) => day.counted)
    const limit = regime.limit.base.value + clock.extendedWorkingDays
    const inStep = days.every(({ date }, at) => date === shift(clock.startedOn, at))
    const numbered = counted.every((day, at) => day.n === at + 1)
    const reached = clock.state === 'paused' ? counted.length <= limit : counted.length === limit
    const ends = days.at(-1)?.date === (clock.pausedOn ?? clock.dueOn) || clock.state === 'paused'
    return inStep && numbered && reached && ends
  }), { numRuns: 300 })
})
