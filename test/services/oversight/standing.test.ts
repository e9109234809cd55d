import t from 'tap'
import fc from 'fast-check'
import { addDays, dayOf, type Day } from '@lightwell/calendar/day'
import { workingDaysBetween } from '@lightwell/calendar/working-calendar'
import { endOfDay } from '@lightwell/calendar/zoned'
import { connect } from '@lightwell/database/connect'
import { heldBy, type CaseFacts } from '../../../services/oversight/rules/held-by.ts'
import {
  calendarNamed, isOverdue, workingDayAhead, workingDayBack, workingDaysLate, type Timed,
} from '../../../services/oversight/rules/lateness.ts'
import { findStandings } from '../../../services/oversight/store/deadlines.ts'
import { openCaseRows } from './case-rows.ts'
import { prepareWorld } from './prepare-world.ts'

const calendar = calendarNamed('CN')
const zone = 'Asia/Shanghai'
const anyDay = fc.integer({ min: 17_167, max: 20_818 }).map(dayOf)

const longAfter = new Date('2026-06-01T00:00:00Z')

function running (day: string): Timed {
  const dueOn = day as Day
  return { state: 'running', calendarId: 'CN', zone, dueOn, dueAt: endOfDay(dueOn, zone), answeredOn: null }
}

t.test('a case is overdue from 24:00 of its due day in the zone of the agency, and not an instant before', (t) => {
  const deadline = running('2026-03-02')
  t.notOk(isOverdue(deadline, new Date('2026-03-02T15:59:59.999Z')))
  t.ok(isOverdue(deadline, new Date('2026-03-02T16:00:00Z')))
  t.notOk(isOverdue({ ...deadline, state: 'paused' }, new Date('2026-04-02T16:00:00Z')), 'a paused clock is not late')
  t.notOk(isOverdue({ ...deadline, state: 'met' }, new Date('2026-04-02T16:00:00Z')))
  t.end()
})

t.test('lateness counts the working days that have begun since the due day, in the zone of the agency', (t) => {
  const cases: [dueOn: string, at: string, late: number, why: string][] = [
    ['2026-03-02', '2026-03-02T15:00:00Z', 0, 'the due day itself'],
    ['2026-03-02', '2026-03-02T16:00:00Z', 1, 'midnight in Shanghai begins Tuesday'],
    ['2026-03-06', '2026-03-07T04:00:00Z', 0, 'Saturday is off'],
    ['2026-03-06', '2026-03-09T04:00:00Z', 1, 'Monday'],
    ['2025-09-26', '2025-09-28T04:00:00Z', 1, 'a Sunday that is worked in exchange for National Day'],
    ['2025-09-30', '2025-10-08T15:00:00Z', 0, 'National Day and Mid-Autumn are off'],
    ['2025-09-30', '2025-10-09T04:00:00Z', 1, 'the first day after them'],
  ]
  for (const [dueOn, at, late, why] of cases) t.equal(workingDaysLate(running(dueOn), new Date(at)), late, why)
  const answered: Timed = { ...running('2026-03-02'), state: 'missed', answeredOn: '2026-03-05' as Day }
  t.equal(workingDaysLate(answered, longAfter), 3, 'a late answer keeps the lateness it had')
  t.equal(workingDaysLate({ ...answered, state: 'met', answeredOn: '2026-03-02' as Day }, longAfter), 0)
  t.equal(workingDaysLate({ ...answered, state: 'stopped', answeredOn: null }, longAfter), 0)
  t.end()
})

t.test('a bound of days tells how late a case is: before it at least n working days, from it on fewer', (t) => {
  const offsets = fc.integer({ min: -90, max: 5 })
  fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 60 }), offsets, (today, n, offset) => {
    const dueOn = addDays(today, offset)
    const isLate = workingDaysBetween(calendar, dueOn, today) >= n
    t.equal(dueOn < workingDayBack(calendar, today, n), isLate)
  }), { numRuns: 300 })
  t.equal(workingDayBack(calendar, '2026-03-02' as Day, 2_000_000_000), '1900-01-01', 'nothing is later than all days')
  t.equal(workingDayBack(calendar, '2199-12-31' as Day, 1), '2199-12-31', 'the last day there is, a Tuesday')
  t.equal(workingDayBack(calendar, '2199-12-31' as Day, 3), '2199-12-27')
  t.equal(workingDayAhead(calendar, '2026-02-27' as Day, 3), '2026-03-03', 'Saturday the 28th is worked')
  t.equal(workingDayAhead(calendar, '2199-12-30' as Day, 3), '2199-12-31', 'and nothing ends after them')
  t.end()
})

const clocks = ['running', 'paused', 'met', 'missed', 'stopped'] as const
const decisionKinds = ['none', 'returned', 'proposed', 'issued', 'served'] as const
const extensionKinds = ['none', 'head', 'disclosure_office', 'rejected'] as const
const recordKinds = ['none', 'unread', 'unreadable', 'fresh', 'half', 'done', 'sealed', 'fresh and half'] as const

type Kinds = {
  clock: typeof clocks[number]
  decision: typeof decisionKinds[number]
  extension: typeof extensionKinds[number]
  record: typeof recordKinds[number]
}

const every: Kinds[] = clocks.flatMap((clock) => decisionKinds.flatMap((decision) =>
  extensionKinds.flatMap((extension) => recordKinds.map((record) => ({ clock, decision, extension, record })))))

function factsOf ({ clock, decision, extension, record }: Kinds): CaseFacts {
  const levels: Partial<Record<Kinds['record'], number>> = { unreadable: 1, fresh: 1, half: 2, 'fresh and half': 1 }
  return {
    clock,
    decision: decision === 'proposed' ? 'proposed' : decision === 'issued' || decision === 'served' ? 'issued' : 'none',
    served: decision === 'served',
    extensionAwaits: extension === 'head' || extension === 'disclosure_office' ? extension : null,
    reviewLevel: levels[record] ?? null,
  }
}

t.test('who must act next: what is nearest to the answer goes first', (t) => {
  const facts: CaseFacts = {
    clock: 'running', decision: 'none', served: false, extensionAwaits: null, reviewLevel: null,
  }
  const asked: CaseFacts = { ...facts, extensionAwaits: 'disclosure_office' }
  t.same(heldBy(facts), { duty: 'officer', level: null }, 'an untouched request waits for the officer')
  t.same(heldBy({ ...facts, reviewLevel: 2 }), { duty: 'review', level: 2 })
  t.same(heldBy({ ...asked, reviewLevel: 2 }), { duty: 'disclosure_office', level: null })
  t.same(heldBy({ ...asked, decision: 'proposed' }), { duty: 'head', level: null })
  t.same(heldBy({ ...asked, decision: 'issued' }), { duty: 'clerk', level: null }, 'what was not sent still runs')
  t.equal(heldBy({ ...facts, decision: 'issued', served: true }), null)
  for (const clock of ['met', 'missed', 'stopped'] as const) t.equal(heldBy({ ...facts, clock, reviewLevel: 1 }), null)
  t.end()
})

t.test('the database derives the holder of every kind of case as the rule does', async (t) => {
  const { url } = await prepareWorld(t)
  const rows = await openCaseRows(t, url)
  const connection = connect(url, 'oversight', { max: 1 })
  t.teardown(() => connection.close())
  const then = '2026-01-07T02:00:00Z'
  const expected = new Map<string, CaseFacts>()
  await rows.query('begin')
  for (const kinds of every) {
    const id = await rows.add({ state: kinds.clock })
    expected.set(id, factsOf(kinds))
    if (kinds.decision === 'returned') await rows.propose(id, { state: 'returned', decided_by: id, decided_at: then })
    if (kinds.decision === 'proposed') await rows.propose(id)
    if (kinds.decision === 'issued') await rows.issue(id, { proposedAt: then, decidedAt: then })
    if (kinds.decision === 'served') await rows.issue(id, { proposedAt: then, decidedAt: then, servedAt: then })
    if (kinds.extension === 'rejected') await rows.extend(id, { state: 'rejected', decided_by: id, decided_at: then })
    else if (kinds.extension !== 'none') await rows.extend(id, { approving_duty: kinds.extension })
    if (kinds.record === 'unread') await rows.record(id, { scan_state: 'queued' })
    if (kinds.record === 'unreadable') await rows.record(id, { scan_state: 'unreadable' })
    if (kinds.record === 'sealed') await rows.record(id, { sealed_at: then })
    if (kinds.record.startsWith('fresh')) await rows.record(id)
    if (kinds.record.endsWith('half')) await rows.review(await rows.record(id), 1, then)
    if (kinds.record === 'done') {
      const record = await rows.record(id)
      await rows.review(record, 1, then)
      await rows.review(record, 2, then)
    }
  }
  await rows.query('commit')
  const moment = { at: new Date('2026-01-08T02:00:00Z'), past: false }
  const found = await findStandings(connection.db, [...expected.keys()], moment)
  t.equal(found.size, every.length)
  for (const [id, facts] of expected) t.same(found.get(id)?.holder, heldBy(facts), JSON.stringify(facts))
})
