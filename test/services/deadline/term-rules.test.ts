import t from 'tap'
import fc from 'fast-check'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { addDays, dayNumber, dayOf, type Day } from '@lightwell/calendar/day'
import { dayIn, endOfDay, startOfDay } from '@lightwell/calendar/zoned'
import { articleText } from '@lightwell/regimes/article-text'
import type { Regime } from '@lightwell/regimes/regime'
import { findRegime } from '@lightwell/regimes/regimes'
import type { TermKind, TermUnit } from '@lightwell/regimes/term'
import { namedDue, termDue, type TermLength } from '@lightwell/regimes/term-due'
import { termNames } from '@lightwell/regimes/term-names'
import { nextByPlan } from '../../../services/deadline/rules/next-by-plan.ts'
import { handlingOf, mayComplete, mayEnd, openedByHand } from '../../../services/deadline/rules/term-handling.ts'
import { isTermOverdue, termStateAt } from '../../../services/deadline/rules/term-state.ts'
import { nextTermTelling, termTellingAt, type TellableTerm } from '../../../services/deadline/rules/term-telling.ts'
import { reviewsOf, windowsOf } from '../../../services/deadline/rules/terms-of-answer.ts'
import { holds } from '../../packages/calendar/holds.ts'
import { naiveChina, naiveDue } from '../../packages/calendar/naive-count.ts'

const national = findRegime('order_711') as Regime
const county = findRegime('county') as Regime
const calendar = calendarNamed('CN')
const zone = 'Asia/Shanghai'
const day = fc.integer({ min: dayNumber('2008-01-01' as Day), max: dayNumber('2028-12-31' as Day) }).map(dayOf)
const kinds = Object.keys(termNames) as TermKind[]

const startOn = (startedOn: Day, inZone = zone) => ({ startedOn, startedAt: startOfDay(startedOn, inZone), zone: inZone, calendar })

t.test('property: a term is as long as counting day by day makes it, and ends at 24:00', (t) => {
  const unit = fc.constantFrom<Exclude<TermUnit, 'hours'>>('calendar_days', 'working_days', 'months')
  const length = fc.record({ unit, n: fc.integer({ min: 0, max: 70 }), roll: fc.constantFrom('none' as const, 'forward' as const) })
  holds(t, fc.property(day, length, fc.constantFrom(zone, 'Europe/London', 'America/New_York'), (start, asked, inZone) => {
    const due = termDue(asked, startOn(start, inZone))
    const naive = naiveDue(naiveChina, { ...asked, start, startRule: 'after' })
    // A rolled day asks of no more than the naive walk does, and of nothing where it lands on a day that is worked.
    return due.dueOn === naive.due && due.dueAt.getTime() === endOfDay(due.dueOn, inZone).getTime() &&
      due.provisional === due.unknownYears.length > 0 && due.unknownYears.every((year) => naive.unknownYears.includes(year))
  }), 5_000)
  t.end()
})

t.test('property: hours run on through nights, holidays and changes of the clock', (t) => {
  const instant = fc.date({ min: new Date('2008-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
  holds(t, fc.property(instant, fc.integer({ min: 1, max: 200 }), fc.constantFrom(zone, 'Europe/London'), (startedAt, n, inZone) => {
    const start = { startedOn: dayIn(startedAt, inZone), startedAt, zone: inZone, calendar }
    const { dueOn, dueAt, provisional } = termDue({ unit: 'hours', n }, start)
    return dueAt.getTime() - startedAt.getTime() === n * 3_600_000 && !provisional &&
      startOfDay(dueOn, inZone) < dueAt && dueAt <= endOfDay(dueOn, inZone)
  }), 2_000)
  t.end()
})

t.test('the days that the law names', (t) => {
  const cases: [Regime, TermKind, string, string][] = [
    [national, 'reconsideration', '2026-03-11', '2026-05-11'],
    [national, 'reconsideration', '2026-03-02', '2026-05-06'],
    [national, 'reconsideration', '2026-03-10', '2026-05-09'],
    [national, 'lawsuit', '2026-08-31', '2027-03-01'],
    [national, 'lawsuit', '2026-03-31', '2026-09-30'],
    [national, 'referral_report', '2026-09-24', '2026-10-15'],
    [national, 'proactive_publication', '2025-09-29', '2025-11-03'],
    [national, 'normative_document', '2025-09-29', '2025-11-03'],
    [county, 'normative_document', '2026-01-31', '2026-03-02'],
    [county, 'proactive_publication', '2024-02-08', '2024-03-13'],
    [county, 'reassessment', '2024-02-29', '2025-02-28'],
    [county, 'temporary_ground', '2026-08-31', '2027-02-28'],
    [county, 'notice_service', '2026-02-13', '2026-02-25'],
  ]
  for (const [regime, kind, start, due] of cases) {
    t.equal(termDue(regime.terms[kind]?.value as TermLength, startOn(start as Day)).dueOn, due, `${regime.id} ${kind} after ${start}`)
  }
  t.end()
})

t.test('each kind has its names, and of each regime its source', (t) => {
  for (const regime of [national, county]) {
    for (const kind of kinds) {
      const setting = regime.terms[kind]
      t.ok(setting, `${regime.id} ${kind}`)
      if (setting !== undefined && 'article' in setting) t.match(articleText(setting.article, 'zh-CN'), /^第.+条/)
      if (setting?.tier === 'our_choice') t.match(setting.ourChoice.en, /\w{4}/)
    }
  }
  t.match(county.terms.normative_document, { tier: 'normative_document', article: '9', overrides: { article: '20(1), 26' } })
  t.same(county.terms.reconsideration, national.terms.reconsideration)
  for (const { zh, en } of Object.values(termNames)) t.ok(/\p{Script=Han}/u.test(zh) && /^[A-Z]/.test(en), en)
  t.end()
})

t.test('which windows an answer opens is the word of its remedies, which change with the years', (t) => {
  const decision = (...grounds: string[][]) => ({ kind: 'decision' as const, parts: grounds.map((of) => ({ grounds: of })) })
  const on = '2026-03-02' as Day
  t.same(windowsOf(decision(['privacy']), national, on), ['reconsideration'], 'reconsideration comes first for arts. 14 to 16')
  t.same(windowsOf(decision(['privacy']), national, '2023-12-31' as Day), ['reconsideration', 'lawsuit'], 'but not before 2024')
  t.same(windowsOf(decision(['not_held']), county, on), ['reconsideration', 'lawsuit'])
  t.same(windowsOf(decision(['privacy'], ['not_held']), national, on).toSorted(), ['lawsuit', 'reconsideration'], 'each part its own')
  t.same(windowsOf(decision([]), national, on), ['reconsideration', 'lawsuit'], 'what is disclosed may not be what was asked')
  t.same(windowsOf({ kind: 'correction' }, county, on), ['reconsideration', 'lawsuit'])
  t.same(windowsOf({ kind: 'lapse', groundCode: 'fee_unpaid' }, national, on), ['reconsideration', 'lawsuit'])
  t.end()
})

t.test('only what was withheld is looked at again, and sooner where its ground passes', (t) => {
  const reviews = (regime: Regime, ...grounds: string[]) => reviewsOf([{ grounds: [] }, { grounds }], regime)
  t.same(reviews(county, 'under_investigation'), ['reassessment', 'temporary_ground'])
  t.same(reviews(county, 'privacy'), ['reassessment'])
  t.same(reviews(national, 'process_information'), ['reassessment'])
  t.same(reviews(national, 'not_held', 'repeat', 'already_public'), [])
  t.same(reviews(national), [])
  t.end()
})

t.test('a plan keeps the day of its month', (t) => {
  const days = (startedOn: string, everyMonths: number, count: number) => {
    const found: Day[] = [startedOn as Day]
    while (found.length <= count) found.push(nextByPlan({ startedOn: startedOn as Day, dueOn: found.at(-1) as Day, everyMonths }) as Day)
    return found.slice(1)
  }
  t.same(days('2026-01-31', 1, 4), ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'])
  t.same(days('2024-02-29', 12, 5), ['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29', '2029-02-28'])
  t.same(days('2026-11-15', 3, 2), ['2027-02-15', '2027-05-15'])
  t.same(days('2199-11-30', 1, 2), ['2199-12-30', undefined], 'it ends where the days of the calendar end')
  t.end()
})

t.test('where somebody must act he is late; where nobody must it is over', (t) => {
  const dueAt = new Date('2026-03-10T16:00:00Z')
  const before = new Date(dueAt.getTime() - 1)
  const must = { state: 'open', duty: 'clerk', dueAt } as const
  const may = { state: 'open', duty: null, dueAt } as const
  t.same([before, dueAt].map((at) => [termStateAt(must, at), isTermOverdue(must, at)]), [['open', false], ['open', true]])
  t.same([before, dueAt].map((at) => [termStateAt(may, at), isTermOverdue(may, at)]), [['open', false], ['ended', false]])
  t.equal(isTermOverdue({ ...must, state: 'met' }, dueAt), false)
  t.end()
})

t.test('the first and the last day there is can be last days', (t) => {
  const tellable = (dueOn: string): TellableTerm =>
    ({ ...namedDue(dueOn as Day, zone), unit: 'working_days', duty: 'officer', told: null, toldDueOn: null })
  t.same(nextTermTelling(tellable('1900-01-01'), { calendar, zone }), startOfDay('1900-01-01' as Day, zone))
  t.same(nextTermTelling(tellable('2199-12-31'), { calendar, zone }), startOfDay('2199-12-26' as Day, zone), 'a Tuesday')
  t.end()
})

t.test('property: whenever somebody looks, nothing is told twice, and what is told last is that it is over', (t) => {
  const term = fc.record({
    dueOn: day, unit: fc.constantFrom<TermUnit>('hours', 'working_days', 'months'), duty: fc.constantFrom('officer' as const, null),
  })
  holds(t, fc.property(term, fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 8 }), ({ dueOn, unit, duty }, looks) => {
    const place = { calendar, zone }
    let now: TellableTerm = { dueOn, dueAt: namedDue(dueOn, zone).dueAt, unit, duty, told: null, toldDueOn: null }
    const told: string[] = []
    for (const look of [...looks.toSorted((a, b) => a - b), 30]) {
      const at = startOfDay(addDays(dueOn, look), zone)
      const isDue = (nextTermTelling(now, place)?.getTime() ?? Infinity) <= at.getTime()
      const { telling, tellAt } = termTellingAt(now, place, at)
      if (isDue !== (telling !== null) || tellAt !== null && tellAt <= at) return false
      if (telling === null) continue
      told.push(telling)
      now = { ...now, told: telling, toldDueOn: dueOn }
    }
    const onlyPassed = unit === 'hours' || duty === null
    return new Set(told).size === told.length && told.at(-1) === 'passed' && (!onlyPassed || told.length === 1)
  }), 2_000)
  t.end()
})

t.test('what opens and closes by an act alone is in nobody’s hand', (t) => {
  const byAct: TermKind[] = [
    'receipt_confirmation', 'clarification_reply', 'consultation_answer', 'fee_payment', 'notice_service', 'reconsideration', 'lawsuit',
  ]
  t.same(kinds.filter((kind) => handlingOf(kind) === undefined).toSorted(), byAct.toSorted())
  t.same(kinds.filter((kind) => !openedByHand.includes(kind) && !byAct.includes(kind)), ['reassessment', 'temporary_ground'])
  t.ok(mayComplete({ kind: 'rectification', duty: 'head' }, ['head']))
  t.notOk(mayEnd({ kind: 'rectification' }, ['head']), 'who was ordered does not say that the order is off')
  t.notOk(mayComplete({ kind: 'leak_report', duty: 'secrecy' }, ['officer', 'clerk', 'review', 'supervisor']))
  t.notOk(mayEnd({ kind: 'lawsuit' }, ['head', 'supervisor', 'admin']))
  t.end()
})
