import t from 'tap'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { addDays, type Day } from '@lightwell/calendar/day'
import { endOfDay, startOfDay } from '@lightwell/calendar/zoned'
import { isOverdue, isTicking, stateAt, workingDaysLate, type Timed } from '@lightwell/regimes/lateness'
import * as fc from 'fast-check'
import { holds } from '../calendar/holds.ts'
import { naiveChina, naiveIsWorking, shift } from '../calendar/naive-count.ts'

const calendar = calendarNamed('CN')
const zone = 'Asia/Shanghai'

function due (on: string, changes: Partial<Timed> = {}): Timed {
  const dueOn = on as Day
  return { state: 'running', zone, dueOn, dueAt: endOfDay(dueOn, zone), answeredOn: null, ...changes }
}

t.test('a case is overdue from the first instant after its due day, while its clock runs', (t) => {
  t.notOk(isOverdue(due('2026-03-02'), new Date('2026-03-02T15:59:59.999Z')))
  t.ok(isOverdue(due('2026-03-02'), new Date('2026-03-02T16:00:00Z')))
  t.ok(isOverdue(due('2026-03-02', { state: 'pending' }), new Date('2026-03-02T16:00:00Z')), 'its start is not recorded')
  for (const state of ['paused', 'met', 'missed', 'stopped'] as const) {
    t.notOk(isTicking({ state }), state)
    t.notOk(isOverdue(due('2026-03-02', { state }), new Date('2026-04-02T16:00:00Z')), state)
  }
  t.end()
})

t.test('a clock that stands still until a day is told as paused until then, and goes on by itself', (t) => {
  const pausedUntil = new Date('2026-03-24T16:00:00Z')
  t.equal(stateAt({ state: 'running', pausedUntil }, new Date('2026-03-24T15:59:59.999Z')), 'paused')
  t.equal(stateAt({ state: 'running', pausedUntil }, pausedUntil), 'running')
  t.equal(stateAt({ state: 'running', pausedUntil: null }, pausedUntil), 'running')
  t.equal(stateAt({ state: 'met', pausedUntil }, new Date('2026-03-02T00:00:00Z')), 'met')
  t.end()
})

t.test('it is late by the working days that have begun since the due day, in the zone of the agency', (t) => {
  const cases: [dueOn: string, at: string, late: number, why: string][] = [
    ['2026-03-02', '2026-03-01T04:00:00Z', 0, 'there is time'],
    ['2026-03-02', '2026-03-02T15:00:00Z', 0, 'the due day itself'],
    ['2026-03-02', '2026-03-02T16:00:00Z', 1, 'midnight in Shanghai begins Tuesday'],
    ['2026-03-06', '2026-03-07T04:00:00Z', 0, 'overdue on a Saturday, which is off'],
    ['2026-03-06', '2026-03-09T04:00:00Z', 1, 'Monday'],
    ['2025-09-26', '2025-09-28T04:00:00Z', 1, 'a Sunday that is worked in exchange for National Day'],
    ['2025-09-30', '2025-10-08T15:00:00Z', 0, 'National Day and Mid-Autumn are off'],
    ['2025-09-30', '2025-10-09T04:00:00Z', 1, 'the first day after them'],
  ]
  for (const [dueOn, at, late, why] of cases) t.equal(workingDaysLate(calendar, due(dueOn), new Date(at)), late, why)
  const anHourBefore = due('2026-03-02', { dueAt: new Date('2026-03-02T09:00:00Z') })
  t.ok(isOverdue(anHourBefore, new Date('2026-03-02T10:00:00Z')))
  t.equal(workingDaysLate(calendar, anHourBefore, new Date('2026-03-02T10:00:00Z')), 0, 'late within its due day')
  t.end()
})

t.test('a late answer keeps the lateness it had; what was met, stopped or paused is not late', (t) => {
  const longAfter = new Date('2026-06-01T00:00:00Z')
  const late = (changes: Partial<Timed>) => workingDaysLate(calendar, due('2026-03-02', changes), longAfter)
  t.equal(late({ state: 'missed', answeredOn: '2026-03-05' as Day }), 3)
  t.equal(late({ state: 'met', answeredOn: '2026-03-02' as Day }), 0)
  t.equal(late({ state: 'stopped' }), 0)
  t.equal(late({ state: 'paused' }), 0)
  t.end()
})

t.test('lateness agrees with counting one day after the other', async (t) => {
  const dayOf = fc.integer({ min: 0, max: 2000 }).map((offset) => shift('2021-01-01', offset))
  holds(t, fc.property(dayOf, fc.integer({ min: -20, max: 60 }), (dueOn, after) => {
    const today = addDays(dueOn as Day, after)
    let late = 0
    for (let day = shift(dueOn, 1); day <= today; day = shift(day, 1)) late += naiveIsWorking(naiveChina, day) ? 1 : 0
    return workingDaysLate(calendar, due(dueOn), startOfDay(today, zone)) === late
  }), 500)
})
