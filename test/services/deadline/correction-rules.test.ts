import fc from 'fast-check'
import t from 'tap'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { addDays, type Day } from '@lightwell/calendar/day'
import type { Regime } from '@lightwell/regimes/regime'
import { findRegime } from '@lightwell/regimes/regimes'
import { firstMisfit } from '../../../services/deadline/rules/clock-count.ts'
import type { ClockEntry, ClockEntryKind } from '../../../services/deadline/rules/clock-entry.ts'
import { correctedEntries } from '../../../services/deadline/rules/corrected-entries.ts'
import { correctionEffect, correctionEntry, misfitAfter } from '../../../services/deadline/rules/correction-effect.ts'
import { correctionFaults, type PlacedEntry } from '../../../services/deadline/rules/correction-faults.ts'
import * as law from '../../../services/deadline/rules/entry-under-law.ts'
import { foldClock } from '../../../services/deadline/rules/fold-clock.ts'
import { holds } from '../../packages/calendar/holds.ts'
import { randomClocks, type RandomClock } from './random-clocks.ts'

const county = findRegime('county')!
const china = { regime: county, calendar: calendarNamed('CN'), zone: 'Asia/Shanghai' }

/** The entries of a random clock as they stand, with nothing to correct yet, each at its place. */
function uncorrected ({ entries }: RandomClock): PlacedEntry[] {
  return correctedEntries(entries).map((entry, at) => ({ ...entry, seq: at + 1 }))
}

// A clock is told by its seed: a whole law and calendar would fill the report of a failure.
const clockOf = (seed: number): RandomClock => randomClocks(seed)()
const wishes = fc.array(fc.record({
  at: fc.nat(), days: fc.integer({ min: -8, max: 8 }), length: fc.option(fc.nat({ max: 20 })), voids: fc.boolean(),
}), { minLength: 1, maxLength: 5 })

type Wish = { at: number, days: number, length: number | null, voids: boolean }

/** A wish as the entry that it becomes, and the entries as they would have been told right from the start. */
function made (entries: readonly PlacedEntry[], { at, days, length, voids }: Wish, told: readonly PlacedEntry[]) {
  const place = at % told.length
  const wrong = told[place] as PlacedEntry
  const onDay = addDays(wrong.onDay, days)
  const untilOn = wrong.untilOn === null ? null : length === null ? wrong.untilOn : addDays(onDay, length)
  const removes = voids && wrong.kind !== 'started'
  const correction = correctionEntry(entries, { seq: wrong.seq, onDay: removes ? null : onDay, untilOn: removes ? null : untilOn, voids: removes }, 'correction')
  return { correction, right: told.flatMap((one, index) => index !== place ? [one] : removes ? [] : [{ ...one, onDay, untilOn }]) }
}

t.test('a clock with corrections is the clock that would have been recorded right from the start', async (t) => {
  let compared = 0
  holds(t, fc.property(fc.integer(), wishes, (seed, wanted) => {
    const clock = clockOf(seed)
    let entries = uncorrected(clock)
    let right: readonly PlacedEntry[] = entries
    for (const wish of wanted) {
      if (right.length === 0) break
      const next = made(entries, wish, right)
      const misfit = misfitAfter(entries, next.correction)
      if ((misfit === undefined) !== (firstMisfit(next.right) === undefined)) return false
      if (misfit !== undefined) continue
      entries = [...entries, next.correction]
      right = next.right
      compared += 1
    }
    const [corrected, asIfRight] = [foldClock({ ...clock, entries }), foldClock({ ...clock, entries: right })]
    return JSON.stringify(corrected) === JSON.stringify({ ...asIfRight, startMoved: corrected.startMoved })
  }), 1500)
  t.ok(compared > 500, `${compared} corrections were made`)
})

t.test('corrections of different entries may come in any order', async (t) => {
  holds(t, fc.property(fc.integer(), wishes, fc.array(fc.nat(), { minLength: 5, maxLength: 5 }), (seed, wanted, places) => {
    const told = uncorrected(clockOf(seed))
    const about = new Map(wanted.map((wish) => [wish.at % told.length, made(told, wish, told).correction]))
    const corrections = [...about.values()]
    const shuffled = corrections.map((one, at) => ({ one, by: places[at] ?? 0 })).toSorted((a, b) => a.by - b.by)
    const stand = (list: readonly PlacedEntry[]) => correctedEntries([...told, ...list.map((one, at) => ({ ...one, seq: told.length + at + 1 }))])
    return JSON.stringify(stand(corrections)) === JSON.stringify(stand(shuffled.map(({ one }) => one)))
  }), 500)
})

/** The due day of a clock on which all that stands still goes on a month later. */
function inTheEnd (clock: RandomClock, entries: readonly ClockEntry[], today: Day): Day {
  const standing = correctedEntries(entries)
  const open = standing.filter(({ kind, untilOn, evidence }, at) => kind === 'paused' && untilOn === null
    && !standing.slice(at).some((one) => ['resumed', 'restarted'].includes(one.kind) && one.evidence === evidence))
  const ends = open.map(({ evidence, cause }) => aged('resumed', addDays(today, 30), { evidence, cause }))
  const { stoppedOn } = foldClock({ ...clock, entries: standing })
  return foldClock({ ...clock, entries: stoppedOn === null ? [...standing, ...ends] : standing }).dueOn
}

t.test('what gives no more time never makes a day later, an answer timely, or a clock stand still', async (t) => {
  let applied = 0
  holds(t, fc.property(fc.integer(), wishes, fc.nat({ max: 90 }), (seed, [wish], days) => {
    const clock = clockOf(seed)
    const entries = uncorrected(clock)
    const { correction } = made(entries, wish as Wish, entries)
    if (misfitAfter(entries, correction) !== undefined) return true
    const today = addDays(entries.at(-1)!.onDay, 20 + days)
    const { before, after, later } = correctionEffect(clock, entries, { correction, today })
    if (later) return true
    applied += 1
    return after.dueOn <= before.dueOn && !(before.state === 'missed' && after.state === 'met')
      && !(after.state === 'paused' && before.state !== 'paused') && inTheEnd(clock, [...entries, correction], today) <= inTheEnd(clock, entries, today)
  }), 1500)
  t.ok(applied > 200, `${applied} were applied at once`)
})

function aged (kind: ClockEntryKind, onDay: string, more: Partial<ClockEntry> = {}): ClockEntry {
  return { kind, onDay: onDay as Day, workingDays: null, untilOn: null, cause: kind, evidence: null, ...more }
}

function placed (...entries: ClockEntry[]): PlacedEntry[] {
  return entries.map((entry, at) => ({ ...entry, seq: at + 1 }))
}

t.test('more time is a later day, also of a clock that stands still, and an answer that is less late', async (t) => {
  const started = aged('started', '2026-03-02')
  const asked = aged('paused', '2026-03-04', { cause: 'clarification', evidence: 'asked' })
  const answered = aged('restarted', '2026-03-10', { cause: 'clarified', evidence: 'asked' })
  const served = (onDay: string) => aged('stopped', onDay, { cause: 'answered', evidence: 'notice' })
  const cases: [string, ClockEntry[], Parameters<typeof correctionEntry>[1], boolean][] = [
    ['the start, later', [started], { seq: 1, onDay: '2026-03-03' as Day, untilOn: null, voids: false }, true],
    ['the start, earlier', [started], { seq: 1, onDay: '2026-02-27' as Day, untilOn: null, voids: false }, false],
    ['the start, on a day off before', [aged('started', '2026-03-09')], { seq: 1, onDay: '2026-03-08' as Day, untilOn: null, voids: false }, false],
    ['a pause, earlier', [started, asked], { seq: 2, onDay: '2026-03-03' as Day, untilOn: null, voids: false }, true],
    ['a pause, later', [started, asked], { seq: 2, onDay: '2026-03-05' as Day, untilOn: null, voids: false }, false],
    ['no pause', [started, asked], { seq: 2, onDay: null, untilOn: null, voids: true }, false],
    ['no answer', [started, asked, answered], { seq: 3, onDay: null, untilOn: null, voids: true }, true],
    ['an answer, later', [started, asked, answered], { seq: 3, onDay: '2026-03-11' as Day, untilOn: null, voids: false }, true],
    ['missed, now met', [started, served('2026-03-10')], { seq: 2, onDay: '2026-03-09' as Day, untilOn: null, voids: false }, true],
    ['missed, less late', [started, served('2026-03-12')], { seq: 2, onDay: '2026-03-10' as Day, untilOn: null, voids: false }, true],
    ['missed, later still', [started, served('2026-03-12')], { seq: 2, onDay: '2026-03-13' as Day, untilOn: null, voids: false }, false],
    ['met, on another day', [started, served('2026-03-09')], { seq: 2, onDay: '2026-03-06' as Day, untilOn: null, voids: false }, false],
  ]
  for (const [name, told, wanted, later] of cases) {
    const entries = placed(...told)
    const correction = correctionEntry(entries, wanted, 'correction')
    t.equal(correctionEffect(china, entries, { correction, today: '2026-03-13' as Day }).later, later, name)
  }
})

t.test('an extension that came after the due day, as it turns out to have been, adds nothing; in time after all, it does', async (t) => {
  const granted = (onDay: string, cause = 'extension_approved') => aged('extended', onDay, { workingDays: 5, cause, evidence: 'extension' })
  const after = (startedOn: string, ...more: ClockEntry[]) => {
    const entries = [aged('started', '2026-03-02'), ...more]
    return foldClock({ ...china, entries: [...entries, aged('corrected', startedOn, { corrects: 1, cause: 'corrected', evidence: 'slip' })] })
  }
  t.match(after('2026-02-27', granted('2026-03-05')), { dueOn: '2026-03-12', extendedWorkingDays: 5, tooLate: [] }, 'on the last day')
  t.match(after('2026-02-27', granted('2026-03-09')), { dueOn: '2026-03-05', extendedWorkingDays: 0, tooLate: ['extension'] })
  t.match(after('2026-03-03', granted('2026-03-10')), { dueOn: '2026-03-17', tooLate: [] }, 'a later receipt makes it timely')
  t.match(after('2026-02-27', granted('2026-03-09', 'deferred')), { dueOn: '2026-03-05', deferredWorkingDays: 0 })
  t.match(after('2026-02-27', granted('2026-03-09', 'imported')), { extendedWorkingDays: 5 }, 'what another house granted stands')
  const asked = aged('paused', '2026-03-05', { cause: 'clarification', evidence: 'asked' })
  t.match(after('2026-02-27', asked, granted('2026-03-20')), { state: 'paused', extendedWorkingDays: 5 }, 'no day is over while it stands still')
  t.match(after('2026-02-26', asked, granted('2026-03-20')), { state: 'running', extendedWorkingDays: 0 }, 'but for one that was over before')
})

t.test('a pause and its end stay in their order, and nothing comes before the receipt', async (t) => {
  const entries = placed(
    aged('started', '2026-03-02'), aged('paused', '2026-03-04', { evidence: 'one', cause: 'fee' }),
    aged('resumed', '2026-03-10', { evidence: 'one', cause: 'fee_waived' }), aged('extended', '2026-03-10', { workingDays: 2, cause: 'imported', evidence: 'x' }),
    aged('redated', '2026-03-11', { cause: 'calendar' }),
  )
  const context = { entries, today: '2026-03-20' as Day, lastStartOn: '2026-03-02' as Day, isUnderLaw: (day: Day) => day >= '2026-02-01', lastEndOf: (day: Day) => addDays(day, 21) }
  const of = (asked: object) => correctionFaults(asked, context).map(({ pointer, code }) => `${pointer} ${code}`)
  t.same(of({ seq: 2, onDay: '2026-03-11' }), ['/onDay after_its_end'])
  t.same(of({ seq: 3, onDay: '2026-03-03' }), ['/onDay before_its_pause'])
  t.same(of({ seq: 3, onDay: '2026-03-01' }), ['/onDay before_start', '/onDay before_its_pause'])
  t.same(of({ seq: 1, onDay: '2026-03-05' }), ['/onDay after_registration', '/onDay after_others'])
  t.same(of({ seq: 1, onDay: '2026-01-31' }), ['/onDay another_law'])
  t.same(of({ seq: 4, voided: true }), [], 'what came from elsewhere may have been entered wrongly there')
  t.same(of({ seq: 5, voided: true }), ['/seq not_correctable'])
  t.same(of({ seq: '1' }), [], 'that it is no number is told by the schema')
})

t.test('what an event does to a clock is what its law says', async (t) => {
  const happening = { onDay: '2026-03-10', evidence: 'one' }
  const under = (clarification: string, consultation: string, fee: string) => ({
    ...county,
    clarification: { ...county.clarification, clock: { ...county.clarification.clock, value: clarification } },
    consultation: { thirdParty: { ...county.consultation.thirdParty, clock: { ...county.consultation.thirdParty.clock, value: consultation } } },
    fee: { ...county.fee, clock: { ...county.fee.clock, value: fee } },
  }) as unknown as Regime
  const kinds = (regime: Regime) => [
    law.clarificationAsked(regime, happening), law.clarificationAnswered(regime, happening), law.requestReopened(regime, happening),
    law.consultationServed(regime.consultation.thirdParty, { ...happening, untilOn: '2026-03-30' }),
    law.consultationAnswered(regime.consultation.thirdParty, happening),
    law.feeCharged(regime, happening), law.feePaid(regime, happening), law.feeWaived(regime, happening),
  ].map((entry) => entry?.kind ?? 'none')
  t.same(kinds(under('restart', 'pause', 'restart_on_payment')),
    ['paused', 'restarted', 'restarted', 'paused', 'resumed', 'paused', 'restarted', 'resumed'], 'as Order 711 has it')
  t.same(kinds(under('pause', 'pause', 'pause')), ['paused', 'resumed', 'resumed', 'paused', 'resumed', 'paused', 'resumed', 'resumed'])
  t.same(kinds(under('runs_on', 'runs_on', 'runs_on')), ['none', 'none', 'resumed', 'none', 'none', 'none', 'none', 'none'])
  const foil = findRegime('ny_foil')!
  const due = { dueOn: '2026-03-09' as Day }
  t.match(law.requestAcknowledged(foil, due, { onDay: '2026-03-09', evidence: 'one' }), { kind: 'restarted', cause: 'acknowledged' })
  t.equal(law.requestAcknowledged(foil, due, happening), undefined, 'an acknowledgement that is late helps nobody')
  t.equal(law.requestAcknowledged(county, due, { onDay: '2026-03-05', evidence: 'one' }), undefined)
})

t.test('a request is acknowledged once, and what lapsed under a law that only pauses goes on', async (t) => {
  const foil = { ...china, regime: findRegime('ny_foil')! }
  const acknowledged = (onDay: string, evidence: string) => aged('restarted', onDay, { cause: 'acknowledged', evidence })
  t.match(foldClock({ ...foil, entries: [aged('started', '2026-03-02'), acknowledged('2026-03-05', 'one')] }),
    { acknowledged: true, countedFrom: '2026-03-05', dueOn: '2026-04-02' })
  t.equal(firstMisfit([aged('started', '2026-03-02'), acknowledged('2026-03-05', 'one'), acknowledged('2026-03-06', 'two')])?.evidence, 'two')
  const asked = aged('paused', '2026-03-04', { cause: 'clarification', evidence: 'asked' })
  const lapsed = aged('stopped', '2026-03-20', { cause: 'lapsed', evidence: 'notice' })
  const reopened = aged('resumed', '2026-03-25', { cause: 'reopened', evidence: 'asked' })
  t.match(foldClock({ ...china, entries: [aged('started', '2026-03-02'), asked, lapsed, reopened] }),
    { state: 'running', countedFrom: '2026-03-02', dueOn: '2026-03-30' }, 'one day before the pause, four from the 25th')
  t.match(foldClock({ ...china, entries: [aged('started', '2026-03-02'), lapsed, reopened] }), { state: 'running', dueOn: '2026-03-09' },
    'where the time ran on it is late')
})
