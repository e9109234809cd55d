import t from 'tap'
import { findCalendar } from '@lightwell/calendar/calendars'
import type { Day } from '@lightwell/calendar/day'
import { dueDay, dueInstant } from '@lightwell/regimes/due-day'
import type { Regime } from '@lightwell/regimes/regime'
import { findRegime } from '@lightwell/regimes/regimes'
import { entryVerdict } from '../../../services/deadline/rules/clock-count.ts'
import type { ClockEntry, ClockEntryKind } from '../../../services/deadline/rules/clock-entry.ts'
import { daysLeft } from '../../../services/deadline/rules/days-left.ts'
import { explainClock } from '../../../services/deadline/rules/explain-clock.ts'
import { countEntries, foldClock } from '../../../services/deadline/rules/fold-clock.ts'
import { importedEntries } from '../../../services/deadline/rules/imported-entries.ts'

const calendar = findCalendar('CN')!
const county = findRegime('county')!
const order711 = findRegime('order_711')!
const zone = 'Asia/Shanghai'

function entry (kind: ClockEntryKind, onDay: string, more: Partial<ClockEntry> = {}): ClockEntry {
  return { kind, onDay: onDay as Day, workingDays: null, untilOn: null, cause: kind, evidence: null, ...more }
}

const started = (onDay: string) => entry('started', onDay)
const extended = (onDay: string, workingDays: number) => entry('extended', onDay, { workingDays })
const asked = (onDay: string, untilOn: string, evidence: string) =>
  entry('paused', onDay, { untilOn: untilOn as Day, cause: 'consultation', evidence })
const told = (onDay: string, evidence: string) => entry('resumed', onDay, { cause: 'consultation', evidence })
const unclear = (onDay: string) => entry('paused', onDay, { cause: 'clarification', evidence: 'clarification' })
const clarified = (onDay: string, cause = 'clarified') => entry('restarted', onDay, { cause, evidence: 'clarification' })
const confirmed = (onDay: string) => entry('restarted', onDay, { cause: 'receipt_confirmed', evidence: 'receipt' })
const lapsed = (onDay: string) => entry('stopped', onDay, { cause: 'lapsed', evidence: 'lapse' })
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

t.test('a consultation ends by itself, and earlier where the answer comes earlier', async (t) => {
  const pausedUntil = new Date('2026-03-23T16:00:00Z')
  const open = fold(county, started('2026-03-02'), asked('2026-03-04', '2026-03-24', 'one'))
  t.match(open, { state: 'running', dueOn: '2026-03-27', pausedOn: null, pausedUntil }, 'its days are left out from the first')
  const answers: [string, string, Date | null][] = [
    ['2026-03-17', '2026-03-20', null], ['2026-03-24', '2026-03-27', null], ['2026-04-09', '2026-03-27', null],
    ['2026-03-01', '2026-03-09', null],
  ]
  for (const [onDay, dueOn, until] of answers) {
    const clock = fold(county, started('2026-03-02'), asked('2026-03-04', '2026-03-24', 'one'), told(onDay, 'one'))
    t.match(clock, { state: 'running', dueOn, pausedUntil: until }, `answered on ${onDay}`)
  }
  const beyond = fold(county, started('2026-03-02'), asked('2026-03-16', '2026-04-07', 'one'))
  t.match(beyond, { dueOn: '2026-03-09', pausedUntil: null }, 'one that is asked after the due day helps nobody')
  const within = fold(county, started('2026-03-02'), asked('2026-03-04', '2026-03-24', 'one'), answered('2026-03-16'))
  t.match(within, { state: 'met', dueOn: '2026-03-27', pausedUntil: null })
})

t.test('several consultations at once leave no day out twice', async (t) => {
  const both = [asked('2026-03-04', '2026-03-18', 'one'), asked('2026-03-10', '2026-03-24', 'two')]
  const clock = fold(county, started('2026-03-02'), ...both)
  t.match(clock, { dueOn: '2026-03-27', pausedUntil: new Date('2026-03-23T16:00:00Z') })
  t.match(fold(county, started('2026-03-02'), ...both, told('2026-03-12', 'two')),
    { dueOn: '2026-03-23', pausedUntil: new Date('2026-03-17T16:00:00Z') }, 'the answer of one ends his pause only')
  t.match(fold(county, started('2026-03-02'), ...both, told('2026-03-11', 'one')), { dueOn: '2026-03-27' })
  const apart = fold(county, started('2026-03-02'), asked('2026-03-04', '2026-03-06', 'one'),
    asked('2026-03-09', '2026-03-11', 'two'))
  t.equal(apart.dueOn, '2026-03-13')
})

t.test('a restart answers its own pause; what others are waited for still holds', async (t) => {
  const clock = fold(county, started('2026-03-02'), asked('2026-03-03', '2026-03-24', 'one'), unclear('2026-03-04'))
  t.match(clock, { state: 'paused', pausedOn: '2026-03-04' })
  const restarted = fold(county, started('2026-03-02'), asked('2026-03-03', '2026-03-24', 'one'), unclear('2026-03-04'),
    clarified('2026-03-11'))
  t.match(restarted, {
    state: 'running', countedFrom: '2026-03-11', dueOn: '2026-03-30', pausedOn: null,
    pausedUntil: new Date('2026-03-23T16:00:00Z'),
  })
  const charged = entry('paused', '2026-03-05', { cause: 'fee', evidence: 'fee' })
  const unpaid = fold(order711, started('2026-03-02'), unclear('2026-03-04'), charged, clarified('2026-03-11'))
  t.match(unpaid, { state: 'paused', countedFrom: '2026-03-11', pausedOn: '2026-03-05' })
  const paid = entry('restarted', '2026-03-10', { cause: 'fee_paid', evidence: 'fee' })
  t.match(fold(order711, started('2026-03-02'), unclear('2026-03-04'), charged, clarified('2026-03-11'), paid),
    { state: 'running', countedFrom: '2026-03-11', dueOn: '2026-04-09' }, 'the later of two restarts counts')
  const late = fold(county, started('2026-03-02'), entry('paused', '2026-03-16', { cause: 'fee', evidence: 'fee' }))
  t.match(late, { state: 'running', dueOn: '2026-03-09', pausedOn: null }, 'what is late stays late')
})

t.test('a receipt that is confirmed moves the start, and only to an earlier day', async (t) => {
  t.match(fold(county, started('2026-03-04'), confirmed('2026-03-02')),
    { startedOn: '2026-03-02', countedFrom: '2026-03-02', startMoved: true, dueOn: '2026-03-09' })
  t.match(fold(county, started('2026-03-04'), unclear('2026-03-05'), clarified('2026-03-11'), confirmed('2026-03-02')),
    { startedOn: '2026-03-02', countedFrom: '2026-03-11', dueOn: '2026-03-18' }, 'a later restart is not undone')
  for (const onDay of ['2026-03-04', '2026-03-09']) {
    t.throws(() => fold(county, started('2026-03-04'), confirmed(onDay)), /changes nothing/)
  }
})

t.test('what lapsed may be taken up again, and nothing else that has ended', async (t) => {
  const entries = [started('2026-03-02'), unclear('2026-03-04'), lapsed('2026-03-20')]
  t.match(fold(county, ...entries), { state: 'stopped', stoppedOn: '2026-03-20', pausedOn: null })
  const again = fold(county, ...entries, clarified('2026-03-23', 'reopened'))
  t.match(again, { state: 'running', stoppedOn: null, countedFrom: '2026-03-23', dueOn: '2026-03-30' })
  t.throws(() => fold(county, ...entries, clarified('2026-03-23')), /cannot follow in a clock that stopped/)
  for (const cause of ['answered', 'withdrawn', 'transferred', 'imported']) {
    const ended = [started('2026-03-02'), unclear('2026-03-04'), entry('stopped', '2026-03-20', { cause })]
    t.throws(() => fold(county, ...ended, clarified('2026-03-23', 'reopened')), /cannot follow/, cause)
  }
})

t.test('entries that cannot follow each other are refused', async (t) => {
  t.throws(() => fold(county), /begins with its start/)
  t.throws(() => fold(county, entry('paused', '2026-03-02')), /begins with its start/)
  t.throws(() => fold(county, started('2026-03-02'), entry('resumed', '2026-03-03')), /resumed cannot follow/)
  t.throws(() => fold(county, started('2026-03-02'), answered('2026-03-03'), extended('2026-03-04', 5)), /cannot follow/)
  t.throws(() => fold(county, started('2026-03-02'), started('2026-03-03')), /started cannot follow/)
})

t.test('a fact that is told twice changes nothing', async (t) => {
  const facts = [
    asked('2026-03-03', '2026-03-24', 'one'), unclear('2026-03-04'), clarified('2026-03-11'), told('2026-03-12', 'one'),
    entry('extended', '2026-03-13', { workingDays: 5, evidence: 'extension' }), confirmed('2026-02-27'),
    lapsed('2026-03-30'),
  ]
  const entries = [started('2026-03-02')]
  for (const fact of facts) {
    t.equal(entryVerdict(countEntries(entries), fact), 'follows', fact.kind)
    entries.push(fact)
    for (const known of entries.slice(1)) {
      t.not(entryVerdict(countEntries(entries), known), 'follows', `${known.kind} after ${fact.kind}`)
    }
  }
  const again = [...entries, clarified('2026-04-01', 'reopened')]
  t.equal(foldClock({ regime: county, calendar, zone, entries: again }).state, 'running')
  for (const known of again) {
    t.not(entryVerdict(countEntries(again), known), 'follows', `${known.kind} ${known.cause} after it was taken up again`)
  }
  const unknown = entry('cancelled' as ClockEntryKind, '2026-03-31')
  t.equal(entryVerdict(countEntries([started('2026-03-02')]), unknown), 'cannot_follow')
})

t.test('entries from elsewhere get names, so that a pause and its end find each other', async (t) => {
  const from = (kind: string, onDay: string, untilOn: string | null = null) => ({ kind, onDay, untilOn, workingDays: null })
  const imported = importedEntries([
    from('started', '2026-03-02'), from('paused', '2026-03-03', '2026-03-24'), from('paused', '2026-03-04'),
    from('restarted', '2026-03-11'), from('resumed', '2026-03-12'), from('resumed', '2026-03-13'),
    { ...from('extended', '2026-03-16'), workingDays: 5 }, from('extended', '2026-03-17'),
  ], 'source')
  t.same(imported.map(({ kind, evidence }) => [kind, evidence]), [
    ['paused', 'source#2'], ['paused', 'source#3'], ['restarted', 'source#3'], ['resumed', 'source#2'],
    ['resumed', 'source#6'], ['extended', 'source#7'], ['extended', 'source#8'],
  ], 'a restart answers what nobody knew the length of')
  t.ok(imported.every(({ cause }) => cause === 'imported'))
  const entries = [started('2026-03-02'), ...imported.slice(0, 4)]
  t.match(fold(county, ...entries), { countedFrom: '2026-03-11', dueOn: '2026-03-18', pausedUntil: null })
  const verdicts = imported.slice(4).map((one) => entryVerdict(countEntries(entries), one))
  t.same(verdicts, ['cannot_follow', 'follows', 'cannot_follow'], 'what ends nothing, or adds no days, has no place')
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
  const explained = explainClock({ regime: county, calendar }, fold(county, started('2026-09-24')))
  t.same(explained.map(({ date, n, reason, name }) => [date, n, reason, ...(name === undefined ? [] : [name])]), [
    ['2026-09-24', 0, 'start'], ['2026-09-25', null, 'holiday', '中秋节'], ['2026-09-26', null, 'holiday', '中秋节'],
    ['2026-09-27', null, 'holiday', '中秋节'], ['2026-09-28', 1, 'weekday'], ['2026-09-29', 2, 'weekday'],
    ['2026-09-30', 3, 'weekday'],
    ...[1, 2, 3, 4, 5, 6, 7].map((day) => [`2026-10-0${day}`, null, 'holiday', '国庆节']),
    ['2026-10-08', 4, 'weekday'], ['2026-10-09', 5, 'weekday'],
  ])
  const moves = [entry('restarted', '2026-03-04'), entry('paused', '2026-03-06'), entry('resumed', '2026-03-10')]
  const moved = explainClock({ regime: county, calendar }, fold(county, started('2026-03-02'), ...moves))
  t.same(moved.map(({ n, reason }) => [n, reason]), [
    [null, 'before_restart'], [null, 'before_restart'], [0, 'restart'], [1, 'weekday'],
    [null, 'paused'], [null, 'paused'], [null, 'paused'], [null, 'paused'],
    [2, 'weekday'], [3, 'weekday'], [4, 'weekday'], [5, 'weekday'],
  ])
  const standing = explainClock({ regime: county, calendar }, fold(county, started('2026-03-02'), entry('paused', '2026-03-04')))
  t.same(standing.map(({ n, reason }) => [n, reason]), [[0, 'start'], [1, 'weekday'], [null, 'paused']])
  const waits = explainClock({ regime: county, calendar }, fold(county, started('2026-03-03'), confirmed('2026-03-02'),
    asked('2026-03-03', '2026-03-05', 'one'), entry('paused', '2026-03-04', { cause: 'fee', evidence: 'fee' }),
    entry('resumed', '2026-03-06', { evidence: 'fee' }), unclear('2026-03-09')))
  t.same(waits.map(({ date, n, reason }) => [date.slice(8), n, reason]), [
    ['02', 0, 'confirmed_start'], ['03', null, 'consultation'], ['04', null, 'consultation'], ['05', null, 'fee'],
    ['06', 1, 'weekday'], ['07', null, 'weekend'], ['08', null, 'weekend'], ['09', null, 'clarification'],
  ])
})

t.test('every day is explained under other laws too: where the start counts, days off count, months run, and a due day moves on', async (t) => {
  type Setting = Readonly<{ limit?: Record<string, unknown>, startRule?: string, partialDays?: { first: boolean, last: boolean } }>
  const under = ({ limit = {}, startRule, partialDays }: Setting): Regime => ({
    ...county,
    limit: { ...county.limit, ...Object.fromEntries(Object.entries(limit).map(([key, value]) => [key, { ...county.limit.base, value }])) },
    startRule: { ...county.startRule, value: startRule ?? 'after' },
    partialDays: { ...county.partialDays, value: partialDays ?? county.partialDays.value },
  } as Regime)
  const days = (setting: Setting, ...entries: ClockEntry[]) => {
    const regime = under(setting)
    return explainClock({ regime, calendar }, fold(regime, ...entries)).map(({ date, n, reason }) => `${date.slice(5)} ${n} ${reason}`)
  }
  // Saturday 7 March to Monday the 9th.
  t.same(days({ limit: { base: 2 }, startRule: 'snap' }, started('2026-03-07')), [
    '03-07 null weekend', '03-08 null weekend', '03-09 0 start', '03-10 1 weekday', '03-11 2 weekday',
  ])
  t.same(days({ limit: { base: 2 }, startRule: 'inclusive' }, started('2026-03-07')), [
    '03-07 null weekend', '03-08 null weekend', '03-09 1 weekday', '03-10 2 weekday',
  ])
  t.same(days({ limit: { base: 2 }, startRule: 'inclusive' }, started('2026-03-09')), ['03-09 1 weekday', '03-10 2 weekday'])
  t.same(days({ limit: { base: 3, unit: 'calendar_days', roll: 'forward' } }, started('2026-03-04')), [
    '03-04 0 start', '03-05 1 weekday', '03-06 2 weekday', '03-07 3 weekend', '03-08 null weekend', '03-09 null rolled_forward',
  ])
  const both = [asked('2026-03-03', '2026-03-05', 'one'), told('2026-03-05', 'one')]
  t.same(days({ limit: { base: 3 }, partialDays: { first: true, last: false } }, started('2026-03-02'), ...both), [
    '03-02 0 start', '03-03 1 weekday', '03-04 null consultation', '03-05 null consultation', '03-06 2 weekday', '03-07 null weekend',
    '03-08 null weekend', '03-09 3 weekday',
  ])
  const month = days({ limit: { base: 1, unit: 'months', roll: 'forward' } }, started('2026-01-28'), asked('2026-02-02', '2026-02-04', 'one'))
  t.equal(month.length, 34)
  t.same([month[0], month[1], month[5], month[6], month[7]],
    ['01-28 0 start', '01-29 null month_runs', '02-02 null consultation', '02-03 null consultation', '02-04 null month_runs'])
  t.equal(month.at(-1), '03-02 1 weekday', 'a month and the two days of the pause')
  const acknowledged = days({ limit: { base: 5, afterAcknowledgement: 2 } }, started('2026-03-02'),
    entry('restarted', '2026-03-04', { cause: 'acknowledged', evidence: 'receipt' }))
  t.same(acknowledged, ['03-02 null before_restart', '03-03 null before_restart', '03-04 0 restart', '03-05 1 weekday', '03-06 2 weekday'])
})
