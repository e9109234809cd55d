import fc from 'fast-check'
import t from 'tap'
import { calendarNamed } from '@lightwell/calendar/calendars'
import type { Day } from '@lightwell/calendar/day'
import { dueDay } from '@lightwell/regimes/due-day'
import { stateAt } from '@lightwell/regimes/lateness'
import { findRegime } from '@lightwell/regimes/regimes'
import { entryVerdict } from '../../../services/deadline/rules/clock-count.ts'
import type { ClockEntry, ClockEntryKind } from '../../../services/deadline/rules/clock-entry.ts'
import { explainClock } from '../../../services/deadline/rules/explain-clock.ts'
import { countEntries, foldClock } from '../../../services/deadline/rules/fold-clock.ts'
import { naiveChina, naiveIsWorking, shift } from '../../packages/calendar/naive-count.ts'
import { holds } from '../../packages/calendar/holds.ts'

const calendar = calendarNamed('CN')
const limits = { county: findRegime('county')!, order_711: findRegime('order_711')! }
const zone = 'Asia/Shanghai'

// The slow and obvious reading of entries: mark the paused days one by one, then count one day after the other.

/** The day on which a pause ends, by whatever comes first; undefined while nobody knows. */
function endOf (entries: readonly ClockEntry[], pause: ClockEntry): string | undefined {
  const after = entries.slice(entries.indexOf(pause) + 1)
  const ends = after.find(({ kind, evidence }) => ['resumed', 'restarted'].includes(kind) && evidence === pause.evidence)
  const stop = pause.untilOn === null && entries.at(-1)?.kind === 'stopped' ? entries.at(-1) : undefined
  return [ends?.onDay, pause.untilOn ?? undefined, ends === undefined ? stop?.onDay : undefined]
    .filter((day) => day !== undefined).toSorted()[0]
}

function naiveFold (base: number, entries: readonly ClockEntry[]) {
  const onDays = (match: (entry: ClockEntry) => boolean) => entries.filter(match).map(({ onDay }) => onDay as string)
  const isReceipt = ({ kind, cause }: ClockEntry) => kind === 'restarted' && cause === 'receipt_confirmed'
  const restarts = onDays((one) => one.kind === 'restarted' && !isReceipt(one))
  const startedOn = onDays((one) => one.kind === 'started' || isReceipt(one)).toSorted()[0]!
  const dayZero = [startedOn, ...restarts].toSorted().at(-1)!
  const pausedDays = new Set<string>()
  const waiting: string[] = []
  for (const pause of entries.filter(({ kind }) => kind === 'paused')) {
    const end = endOf(entries, pause)
    if (end === undefined) waiting.push(pause.onDay)
    for (let day: string = pause.onDay; end !== undefined && day < end; day = shift(day, 1)) pausedDays.add(day)
  }
  const limit = entries.reduce((days, { workingDays }) => days + (workingDays ?? 0), base)
  const walked: string[] = []
  let dueOn = dayZero
  for (let counted = 0; counted < limit;) {
    dueOn = shift(dueOn, 1)
    if (pausedDays.has(dueOn)) continue
    walked.push(dueOn)
    if (naiveIsWorking(naiveChina, dueOn)) counted += 1
  }
  const years = new Set(walked.map((day) => Number(day.slice(0, 4))).filter((year) => !naiveChina.published(year)))
  const stop = entries.at(-1)?.kind === 'stopped' ? entries.at(-1) : undefined
  const state = stop === undefined
    ? (waiting.some((day) => day <= dueOn) ? 'paused' : 'running')
    : stop.cause !== 'answered' ? 'stopped' : stop.onDay <= dueOn ? 'met' : 'missed'
  return { startedOn, dayZero, dueOn, state, limit, pausedDays, unknownYears: [...years].toSorted((a, b) => a - b) }
}

type Step = { kind: ClockEntryKind, days: number, length: number | null, workingDays: number, name: number, cause: string }

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<ClockEntryKind[]>('paused', 'paused', 'resumed', 'resumed', 'restarted', 'extended', 'stopped'),
  days: fc.integer({ min: -4, max: 12 }),
  length: fc.option(fc.integer({ min: 0, max: 30 })),
  workingDays: fc.integer({ min: 1, max: 20 }),
  name: fc.integer({ min: 0, max: 3 }),
  cause: fc.constantFrom('answered', 'answered', 'withdrawn', 'lapsed', 'lapsed', 'receipt_confirmed', 'reopened'),
})

/** Steps made into entries; those that may not follow are left out, as the room leaves them. */
function entriesOf (start: string, steps: readonly Step[]): ClockEntry[] {
  const bare = { workingDays: null, untilOn: null, evidence: null }
  const entries: ClockEntry[] = [{ ...bare, kind: 'started', onDay: start as Day, cause: 'registered' }]
  let last = start
  for (const { kind, days, length, workingDays, name, cause } of steps) {
    const onDay = shift(last, days) as Day
    const told: ClockEntry = {
      kind, onDay, cause, evidence: kind === 'extended' || cause === 'receipt_confirmed' ? `${kind} ${entries.length}` : `${name}`,
      workingDays: kind === 'extended' ? workingDays : null,
      untilOn: kind === 'paused' && length !== null ? shift(onDay, length) as Day : null,
    }
    if (entryVerdict(countEntries(entries), told) !== 'follows') continue
    entries.push(told)
    last = onDay
  }
  return entries
}

const clocks = fc.record({
  law: fc.constantFrom<(keyof typeof limits)[]>('county', 'order_711'),
  entries: fc.tuple(fc.integer({ min: 0, max: 1500 }), fc.array(step, { maxLength: 12 }))
    .map(([day, steps]) => entriesOf(shift('2023-12-01', day), steps)),
})

t.test('the fold agrees with counting one day after the other, whatever happened to the clock', async (t) => {
  holds(t, fc.property(clocks, ({ law, entries }) => {
    const regime = limits[law]
    const clock = foldClock({ regime, calendar, zone, entries })
    const naive = naiveFold(regime.limit.base.value, entries)
    const limit = regime.limit.base.value + clock.extendedWorkingDays
    const { startedOn, countedFrom: dayZero, dueOn, state, unknownYears } = clock
    const folded = { startedOn, dayZero, dueOn, state, limit, unknownYears }
    return JSON.stringify(folded) === JSON.stringify({ ...naive, pausedDays: undefined }) &&
      clock.provisional === naive.unknownYears.length > 0 && clock.dueAt.toISOString() === `${dueOn}T16:00:00.000Z`
  }), 2000)
})

t.test('the explanation is gapless, its counted days are the limit, and none of them is paused or forgotten', async (t) => {
  holds(t, fc.property(clocks, ({ law, entries }) => {
    const regime = limits[law]
    const clock = foldClock({ regime, calendar, zone, entries })
    const { pausedDays } = naiveFold(regime.limit.base.value, entries)
    const days = explainClock(calendar, clock)
    const counted = days.filter((day) => day.counted)
    const limit = regime.limit.base.value + clock.extendedWorkingDays
    return days.every(({ date }, at) => date === shift(clock.startedOn, at)) &&
      counted.every((day, at) => day.n === at + 1) &&
      counted.every(({ date }) => date > clock.countedFrom && !pausedDays.has(date)) &&
      (clock.pausedOn === null ? counted.length === limit && days.at(-1)?.date === clock.dueOn : counted.length <= limit)
  }), 1000)
})

t.test('a clock is live until it is stopped, is never due before its limit, and stands still only while there is time', async (t) => {
  holds(t, fc.property(clocks, ({ law, entries }) => {
    const regime = limits[law]
    const clock = foldClock({ regime, calendar, zone, entries })
    const least = dueDay({ regime, calendar, receivedOn: clock.countedFrom }).dueOn
    const stopped = entries.at(-1)?.kind === 'stopped'
    const { state, dueAt, pausedUntil } = clock
    return ['running', 'paused'].includes(state) !== stopped && clock.dueOn >= least &&
      (pausedUntil === null || pausedUntil < dueAt && stateAt(clock, dueAt) === state)
  }), 1000)
})

t.test('a restart forgets the count before it', async (t) => {
  holds(t, fc.property(clocks, fc.integer({ min: 0, max: 60 }), ({ law, entries }, days) => {
    const regime = limits[law]
    if (entries.at(-1)?.kind === 'stopped') return true
    const before = foldClock({ regime, calendar, zone, entries })
    const onDay = shift(before.countedFrom, days) as Day
    const restart: ClockEntry = {
      kind: 'restarted', onDay, workingDays: null, untilOn: null, cause: 'clarified', evidence: 'another',
    }
    const after = foldClock({ regime, calendar, zone, entries: [...entries, restart] })
    const still = before.pauses.flatMap(({ from, until }) => until !== null && until > onDay ? [{ from, until }] : [])
    const { extendedWorkingDays } = before
    return after.dueOn === dueDay({ regime, calendar, receivedOn: onDay, extendedWorkingDays, pauses: still }).dueOn
  }), 500)
})

t.test('of pauses that overlap no day is left out twice', async (t) => {
  const pause = fc.tuple(fc.integer({ min: -10, max: 40 }), fc.integer({ min: -2, max: 25 }))
  holds(t, fc.property(fc.integer({ min: 0, max: 900 }), fc.array(pause, { maxLength: 6 }), (day, spans) => {
    const receivedOn = shift('2024-01-01', day) as Day
    const pauses = spans.map(([from, length]) => ({
      from: shift(receivedOn, from) as Day, until: shift(receivedOn, from + length) as Day,
    }))
    let naive: string = receivedOn
    for (let counted = 0; counted < 20;) {
      naive = shift(naive, 1)
      if (!pauses.some(({ from, until }) => from <= naive && naive < until) && naiveIsWorking(naiveChina, naive)) counted += 1
    }
    return dueDay({ regime: limits.order_711, calendar, receivedOn, pauses }).dueOn === naive
  }), 500)
})
