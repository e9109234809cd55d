import t, { type Test } from 'tap'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { addDays, type Day } from '@lightwell/calendar/day'
import { dueDay } from '@lightwell/regimes/due-day'
import { stateAt } from '@lightwell/regimes/lateness'
import { regimes } from '@lightwell/regimes/regimes'
import type { ClockEntry } from '../../../services/deadline/rules/clock-entry.ts'
import { explainClock } from '../../../services/deadline/rules/explain-clock.ts'
import { foldClock } from '../../../services/deadline/rules/fold-clock.ts'
import { naiveCalendar, naiveClock, dayNumberOf, dayText, type NaiveCalendar } from './naive-clock.ts'
import { mayFollow, randomClocks, type RandomClock } from './random-clocks.ts'

// SEED=… repeats a run; SEED is told by every failure.
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const compared = 200_000
const batch = 1_000

const naives = new Map<string, NaiveCalendar>()

function naiveOf (id: string): NaiveCalendar {
  const known = naives.get(id) ?? naiveCalendar(calendarNamed(id))
  naives.set(id, known)
  return known
}

/** Asserts once per thousand clocks; what fails is told with as few entries as still make it fail. */
function holdsFor (t: Test, count: number, fault: (clock: RandomClock) => string | undefined): void {
  const next = randomClocks(seed)
  for (let done = 0; done < count; done += batch) {
    for (let left = Math.min(batch, count - done); left > 0; left -= 1) {
      const clock = next()
      if (fault(clock) !== undefined) return failed(t, clock, fault)
    }
    t.pass(`${Math.min(done + batch, count)} clocks`)
  }
}

function failed (t: Test, clock: RandomClock, fault: (clock: RandomClock) => string | undefined): void {
  const entries = fewest(clock.entries, (fewer) => fault({ ...clock, entries: fewer }) !== undefined)
  t.fail(fault({ ...clock, entries }) ?? 'nothing is wrong', {
    seed, regime: clock.regime.version, calendar: clock.calendar.version, zone: clock.zone, entries,
  })
}

function fewest (entries: ClockEntry[], fails: (entries: ClockEntry[]) => boolean): ClockEntry[] {
  for (let at = entries.length - 1; at > 0; at -= 1) {
    const fewer = entries.toSpliced(at, 1)
    const told = fewer.every((entry, place) => place === 0 || mayFollow(fewer.slice(0, place), entry))
    if (told && fails(fewer)) return fewest(fewer, fails)
  }
  return entries
}

function fold ({ regime, calendar, zone, entries }: RandomClock) {
  return foldClock({ regime, calendar, zone, entries })
}

t.test('the fold agrees with counting one day after the other, whatever happened to the clock', (t) => {
  t.comment(`${compared} clocks under every law and calendar that ships, SEED=${seed}`)
  const seen = new Set<string>()
  holdsFor(t, compared, (clock) => {
    const { startedOn, countedFrom, dueOn, state, dueAt, pausedUntil, unknownYears, answeredOn, ...folded } = fold(clock)
    const { limit, ...naive } = naiveClock({ ...clock, calendar: naiveOf(clock.calendar.id) })
    const own = folded.acknowledged ? clock.regime.limit.afterAcknowledgement.value : null
    const told = {
      startedOn, countedFrom, dueOn, state, dueAt: dueAt.getTime(), pausedUntil: pausedUntil?.getTime() ?? null,
      unknownYears: unknownYears.join(), answeredOn,
    }
    seen.add(clock.regime.id)
    const read = { ...naive, unknownYears: naive.unknownYears.join() }
    const agrees = limit === (own ?? clock.regime.limit.base.value) + folded.extendedWorkingDays &&
      folded.provisional === naive.unknownYears.length > 0 &&
      (Object.keys(told) as (keyof typeof told)[]).every((field) => told[field] === read[field])
    return agrees ? undefined : `${JSON.stringify(told)} should be ${JSON.stringify(read)}`
  })
  t.same([...seen].toSorted(), regimes.map(({ id }) => id).toSorted(), 'no law is left out')
  t.end()
})

t.test('the explanation is gapless, its counted days are the limit, and none of them is paused or forgotten', (t) => {
  holdsFor(t, 10_000, (clock) => {
    const { regime: { limit, startRule, partialDays } } = clock
    const folded = fold(clock)
    const days = explainClock(clock, folded)
    const counted = days.filter((day) => day.counted)
    const base = folded.acknowledged ? limit.afterAcknowledgement.value ?? limit.base.value : limit.base.value
    const total = base + folded.extendedWorkingDays
    const inMonths = limit.unit.value === 'months'
    const isPaused = (day: string) => folded.pauses.some(({ from, until }) =>
      (partialDays.value.first ? from < day : from <= day) &&
      (until === null || (partialDays.value.last ? day < until : day <= until)))
    if (!days.every(({ date }, at) => date === dayText(dayNumberOf(folded.startedOn) + at))) return 'a day is forgotten'
    if (counted.some(({ date }) => isPaused(date))) return 'a paused day is counted'
    if (counted.some(({ date }) => date < folded.countedFrom)) return 'a day before day 0 is counted'
    if (startRule.value === 'after' && counted.some(({ date }) => date === folded.countedFrom)) return 'day 0 is counted'
    if (!inMonths && counted.some(({ n }, at) => n !== at + 1)) return 'a number is left out'
    if (days.some((day) => day.counted !== (day.n !== null && day.n > 0))) return 'a counted day has no number'
    if (folded.pausedOn !== null) return counted.length <= total ? undefined : 'more days than the limit'
    if (days.at(-1)?.date !== folded.dueOn) return `the last day is ${days.at(-1)?.date}, the due day ${folded.dueOn}`
    if (inMonths) return counted.length === 1 && counted[0]?.n === total ? undefined : 'the months are not told'
    return counted.length === total ? undefined : `${counted.length} days are counted, the limit is ${total}`
  })
  t.end()
})

t.test('a clock is live until it is stopped, is never due before its limit, and stands still only while there is time', (t) => {
  holdsFor(t, 5_000, (clock) => {
    const { state, dueOn, dueAt, pausedUntil, stoppedOn, countedFrom: receivedOn, acknowledged } = fold(clock)
    const least = dueDay({ ...clock, receivedOn, acknowledged }).dueOn
    if (dueOn < least) return `it is due on ${dueOn}, before ${least}`
    if (['running', 'paused'].includes(state) === (stoppedOn !== null)) return `it is ${state} and stopped on ${stoppedOn}`
    if (pausedUntil === null) return undefined
    return pausedUntil < dueAt && stateAt({ state, pausedUntil }, dueAt) === state ? undefined : 'it stands still beyond its due day'
  })
  t.end()
})

t.test('a restart forgets the count before it', (t) => {
  holdsFor(t, 5_000, (clock) => {
    const before = fold(clock)
    if (before.stoppedOn !== null) return undefined
    const onDay = addDays(before.countedFrom, Number(dayNumberOf(before.dueOn) % 40))
    const restart: ClockEntry = {
      kind: 'restarted', onDay, workingDays: null, untilOn: null, cause: 'clarified', evidence: 'another',
    }
    const after = fold({ ...clock, entries: [...clock.entries, restart] })
    // What was told before, as if it had begun on the day of the restart: who is still waited for is waited for all the same.
    const anew = fold({ ...clock, entries: [
      { ...restart, kind: 'started', cause: 'registered' },
      ...before.acknowledged ? [{ ...restart, cause: 'acknowledged', evidence: 'acknowledged' }] : [],
      ...before.pauses.map(({ from, until }, at): ClockEntry =>
        ({ ...restart, kind: 'paused', onDay: from, untilOn: until, cause: 'consultation', evidence: `pause ${at}` })),
      ...before.extendedWorkingDays === 0 ? [] : [
        { ...restart, kind: 'extended' as const, workingDays: before.extendedWorkingDays, evidence: 'extension' },
      ],
    ] })
    return after.dueOn === anew.dueOn ? undefined : `it is due on ${after.dueOn}, and anew on ${anew.dueOn}`
  })
  t.end()
})

t.test('of pauses that overlap no day is left out twice', (t) => {
  holdsFor(t, 5_000, (clock) => {
    const { countedFrom: receivedOn, pauses, acknowledged, extendedWorkingDays } = fold(clock)
    const known = pauses.flatMap(({ from, until }) => until === null ? [] : { from, until })
    const asked = { ...clock, receivedOn, acknowledged, extendedWorkingDays }
    const once = dueDay({ ...asked, pauses: known }).dueOn
    // Each told twice more, whole and day by day, and in another order.
    const again = known.flatMap(({ from, until }) => daysOf(from, until).map((day) => ({ from: day, until: addDays(day, 1) })))
    const plain = { ...clock.regime, partialDays: { ...clock.regime.partialDays, value: { first: false, last: true } } }
    if (dueDay({ ...asked, pauses: [...known, ...known.toReversed()] }).dueOn !== once) return 'one is left out twice'
    const cut = dueDay({ ...asked, regime: plain, pauses: [...known, ...again] }).dueOn
    return cut === dueDay({ ...asked, regime: plain, pauses: known }).dueOn ? undefined : 'a day of one is left out twice'
  })
  t.end()
})

function daysOf (from: Day, until: Day): Day[] {
  return Array.from({ length: Math.max(0, dayNumberOf(until) - dayNumberOf(from)) }, (_, at) => addDays(from, at))
}
