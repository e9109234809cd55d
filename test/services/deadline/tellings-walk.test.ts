import pg from 'pg'
import fc from 'fast-check'
import t from 'tap'
import { calendarNamed } from '@lightwell/calendar/calendars'
import type { Day } from '@lightwell/calendar/day'
import { publishCalendar } from '@lightwell/calendar/published-calendar'
import { endOfDay, startOfDay } from '@lightwell/calendar/zoned'
import type { Deps } from '@lightwell/events/deps'
import { startSweeps } from '@lightwell/events/sweep'
import { tellDeadlines } from '../../../services/deadline/commands/tell-deadlines.ts'
import { nextTelling, tellingAt, tellings, type Told } from '../../../services/deadline/rules/next-telling.ts'
import { holdTellable, listTellable } from '../../../services/deadline/store/tellings.ts'
import { tellDue } from '../../../services/deadline/tell-due.ts'
import { loadSampleWorld } from '../../../services/sample-world.ts'
import { holds } from '../../packages/calendar/holds.ts'
import { naiveChina, naiveIsWorking, shift } from '../../packages/calendar/naive-count.ts'
import { openDeps } from '../../support/events.ts'
import { fillRequests } from '../../support/many-requests.ts'
import { drawer } from '../../support/drawer.ts'
import { until } from '../../support/story.ts'
import { tellingsIn } from '../../support/told.ts'

const seed = Number(process.env['SEED'] ?? 20260302)
const calendar = calendarNamed('CN')
const zone = 'Asia/Shanghai'
const place = { calendar, zone }

// The slow and obvious reading: walk back from the due day, day by day, in a zone that is always eight hours ahead.

const midnight = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

function naiveThresholds (dueOn: string): number[] {
  const workingFrom = (days: number): string => {
    let day = dueOn
    while (!naiveIsWorking(naiveChina, day)) day = shift(day, -1)
    for (let left = days; left > 0;) {
      day = shift(day, -1)
      if (naiveIsWorking(naiveChina, day)) left -= 1
    }
    return day
  }
  return [midnight(workingFrom(3)), midnight(workingFrom(1)), midnight(shift(dueOn, 1))]
}

t.test('the instants of the tellings are those of a slow count, and only the last that was crossed is told', (t) => {
  const day = fc.integer({ min: 0, max: 700 }).map((days) => shift('2025-02-01', days) as Day)
  holds(t, fc.property(day, fc.integer({ min: -400, max: 100 }), fc.integer({ min: -1, max: 2 }), (dueOn, hours, done) => {
    const clock = { state: 'running' as const, dueOn, dueAt: endOfDay(dueOn, zone) }
    const told: Told = done === -1 ? { told: null, toldDueOn: null } : { told: tellings[done]!, toldDueOn: dueOn }
    const now = new Date(endOfDay(dueOn, zone).getTime() + hours * 3_600_000)
    const instants = naiveThresholds(dueOn)
    const crossed = instants.filter((instant) => instant <= now.getTime()).length - 1
    const { telling, tellAt } = tellingAt(clock, told, place, now)
    const next = instants[Math.max(done, crossed) + 1]
    return telling === (crossed > done ? tellings[crossed] : null) && (tellAt?.getTime()) === next &&
      (nextTelling(clock, told, place)?.at.getTime()) === instants[done + 1] && (tellAt === null || tellAt > now)
  }), 2_000)
  const other = { told: 'passed', toldDueOn: '2026-03-06' as Day }
  const clock = { state: 'running' as const, dueOn: '2026-03-09' as Day, dueAt: endOfDay('2026-03-09' as Day, zone) }
  t.equal(tellingAt(clock, other, place, new Date('2026-03-09T16:00:00Z')).telling, 'passed', 'each due day is told on its own')
  for (const state of ['paused', 'met', 'missed', 'stopped'] as const) {
    t.same(tellingAt({ ...clock, state }, other, place, new Date('2026-04-01T00:00:00Z')), { telling: null, tellAt: null }, `${state} is told nothing`)
    t.equal(nextTelling({ ...clock, state }, other, place), null)
  }
  t.end()
})

t.test('midnight is that of the zone, also where the clocks are put forward or back, or skip it', (t) => {
  const plain = publishCalendar({ id: 'PLAIN', title: { zh: '', en: '' }, years: [] })
  const cases: [of: string, dueOn: string, left3: string, left1: string, passed: string][] = [
    ['Europe/London', '2026-03-31', '2026-03-26T00:00:00Z', '2026-03-29T23:00:00Z', '2026-03-31T23:00:00Z'],
    ['Europe/London', '2026-10-27', '2026-10-21T23:00:00Z', '2026-10-26T00:00:00Z', '2026-10-28T00:00:00Z'],
    ['America/New_York', '2026-03-10', '2026-03-05T05:00:00Z', '2026-03-09T04:00:00Z', '2026-03-11T04:00:00Z'],
    // On 6 September 2026 the clocks of Chile go from 23:59:59 to 01:00; on 29 March those of Beirut do.
    ['America/Santiago', '2026-09-08', '2026-09-03T04:00:00Z', '2026-09-07T03:00:00Z', '2026-09-09T03:00:00Z'],
    ['Asia/Beirut', '2026-03-28', '2026-03-23T22:00:00Z', '2026-03-25T22:00:00Z', '2026-03-28T22:00:00Z'],
  ]
  for (const [of, due, ...instants] of cases) {
    const dueOn = due as Day
    const there = { calendar: plain, zone: of }
    const clock = { state: 'running' as const, dueOn, dueAt: endOfDay(dueOn, of) }
    for (const [at, instant] of instants.entries()) {
      const before = new Date(Date.parse(instant) - 1)
      const told = at === 0 ? { told: null, toldDueOn: null } : { told: tellings[at - 1]!, toldDueOn: dueOn }
      t.same(tellingAt(clock, told, there, before), { telling: null, tellAt: new Date(instant) }, `${of} ${due}`)
      t.equal(tellingAt(clock, told, there, new Date(instant)).telling, tellings[at], `${of} ${due}`)
    }
  }
  t.equal(startOfDay('2026-03-29' as Day, 'Asia/Beirut').toISOString(), '2026-03-28T22:00:00.000Z')
  t.end()
})

/** A database full of requests, some sweepers with clocks of one hand, and the owner's own connection. */
async function openFilled (count: number) {
  const sweepers = [await openDeps(t, 'deadline')]
  const { url, deps: { keys } } = sweepers[0]!
  for (let n = 0; n < 2; n += 1) sweepers.push(await openDeps(t, 'deadline', url))
  await loadSampleWorld(url, keys)
  await fillRequests(url, { count, now: new Date('2026-06-01T01:00:00Z'), overdueShare: 0.3 })
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  t.teardown(() => owner.end())
  return { url, owner, deps: sweepers.map(({ deps }) => deps), set: (now: number) => { for (const { clock } of sweepers) clock.at = new Date(now) } }
}

async function sweepAll (deps: readonly Deps[]): Promise<void> {
  await Promise.all(deps.map(async (one) => {
    while (await tellDeadlines.run(one) > 0);
  }))
}

t.test('whatever due days do, however the clock jumps and however many sweep: each threshold of each due day is told once', async (t) => {
  const { url, owner, deps, set } = await openFilled(200)
  const pick = drawer(seed)
  const { rows } = await owner.query<{ id: string }>(`
    update deadlines set state = 'running', answered_on = null, told = null, told_due_on = null, tell_at = null returning request_id as id`)
  let now = midnight('2026-04-20')
  const model = new Map(rows.map(({ id }) => [id, { dueOn: '2026-04-30', running: true, told: [] as string[] }]))
  const move = async (id: string, dueOn: string, running: boolean): Promise<void> => {
    Object.assign(model.get(id)!, { dueOn, running })
    const { rows: [row] } = await owner.query<Told>('select told, told_due_on::text as "toldDueOn" from deadlines where request_id = $1', [id])
    const clock = { state: running ? 'running' as const : 'paused' as const, dueOn: dueOn as Day, dueAt: endOfDay(dueOn as Day, zone) }
    await owner.query('update deadlines set due_on = $2, due_at = $3, state = $4, tell_at = $5 where request_id = $1',
      [id, dueOn, clock.dueAt, clock.state, nextTelling(clock, row!, place)?.at ?? null])
  }
  for (const { id } of rows) await move(id, shift('2026-04-20', pick([0, 1, 2, 3, 5, 8, 13])), true)
  for (let step = 0; step < 40; step += 1) {
    now += pick([1, 6, 11, 24, 24, 30, 75, 170]) * 3_600_000
    const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10)
    for (let n = 0; n < 25; n += 1) {
      const { id } = pick(rows)
      const { dueOn, running } = model.get(id)!
      const back = pick([dueOn, ...model.get(id)!.told.map((one) => one.slice(0, 10))])
      await move(id, pick([dueOn, back, shift(today, pick([-9, -1, 0, 1, 3, 4, 7, 12]))]), pick([running, true, true, false]))
    }
    set(now)
    await sweepAll(deps.slice(0, pick([1, 2, 3])))
    for (const { dueOn, running, told } of model.values()) {
      const crossed = naiveThresholds(dueOn).filter((instant) => instant <= now).length - 1
      const before = Math.max(-1, ...[0, 1, 2].filter((at) => told.includes(`${dueOn} ${at}`)))
      if (running && crossed > before) told.push(`${dueOn} ${crossed}`)
    }
  }
  const told = await tellingsIn({ url })
  for (const [id, { told: expected }] of model) {
    const actual = (told.get(id) ?? []).map((tale) => {
      const [, left, due] = /^(\d+) left of (\S+)$/.exec(tale) ?? []
      return left === undefined ? `${tale.slice(0, 10)} 2` : `${due} ${Number(left) > 1 ? 0 : 1}`
    })
    t.same(actual, expected, `seed ${seed}, ${id}`)
  }
  t.ok([...told.values()].flat().length > 400)
  const { rows: doubled } = await owner.query('select case_id, version from events group by 1, 2 having count(*) > 1')
  t.same(doubled, [])
  const { rows: waiting } = await owner.query('select 1 from deadlines where tell_at <= $1', [new Date(now)])
  t.same(waiting, [], 'nothing is left over')
})

t.test('one who is killed gives back what he held, and what others hold or news is under way of waits without a spin', async (t) => {
  const { url, owner, deps: [one, other], set } = await openFilled(3_000)
  const now = Date.parse('2026-06-01T01:00:00Z')
  set(now)
  await owner.query(`update deadlines set tell_at = case when state = 'running' then $1::timestamptz end`, [new Date(now)])
  const { rows: [open] } = await owner.query<{ n: number }>(`select count(*)::int as n from deadlines where due_at <= $1 and state = 'running'`, [new Date(now)])
  let told = 0
  const killed = one!.db.transaction(async (tx) => {
    const heads = await holdTellable(tx, one!.clock.now(), 200)
    const due = await listTellable(tx, heads.map(({ id }) => id), one!.clock.now())
    told = (await tellDue(one!, tx, due.map((deadline) => ({ deadline, head: heads.find(({ id }) => id === deadline.requestId)! })))).length
    let run = 0
    while ((run = await tellDeadlines.run(other!)) > 0) t.ok(run <= 500)
    const { rows: [left] } = await owner.query<{ n: number }>('select count(*)::int as n from deadlines where tell_at <= $1', [new Date(now)])
    t.equal(left!.n, 200, 'the other one passes over what is held')
    await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction'`)
    await tx.execute('select 1')
  })
  await t.rejects(killed)
  t.equal(told, 200)

  const { rows: [held] } = await owner.query<{ id: string, event: string }>(`
    insert into deliveries (event_id, consumer, case_id, version, state, attempts, next_attempt_at)
    select e.id, 'deadline', d.request_id, 1, 'pending', 0, now() from deadlines d, (select id from events limit 1) e
    where d.tell_at <= $1 limit 1 returning case_id as id, event_id as event`, [new Date(now)])
  const sweeping = [one!, other!].map((deps) => startSweeps(deps, 'deadline', [tellDeadlines]))
  await until(async () => (await owner.query('select 1 from deadlines where tell_at <= $1', [new Date(now)])).rows.length, (n) => n === 1)
  t.equal(await tellDeadlines.run(one!), 0, 'of whom there is news to be delivered nothing is told')
  await owner.query(`update deliveries set state = 'done' where event_id = $1`, [held!.event])
  await until(async () => (await owner.query('select 1 from deadlines where tell_at <= $1', [new Date(now)])).rows.length, (n) => n === 0)
  await Promise.all(sweeping.map(({ stop }) => stop()))
  const tales = await tellingsIn({ url })
  t.equal([...tales.values()].filter((of) => of.some((tale) => tale.endsWith('passed'))).length, open!.n)
  t.ok([...tales.values()].every((of) => of.length === 1), 'each case was told once')
})

t.test('one that cannot be told holds no other', async (t) => {
  const { owner, deps: [one], set } = await openFilled(20)
  const now = Date.parse('2026-06-01T01:00:00Z')
  set(now)
  await owner.query(`update deadlines set tell_at = $1, state = 'running', answered_on = null`, [new Date(now)])
  await owner.query(`update deadlines set calendar_id = 'LOST' where request_id = (select request_id from deadlines limit 1)`)
  while (await tellDeadlines.run(one!) > 0);
  const { rows } = await owner.query<{ id: string, at: Date }>(`select calendar_id as id, tell_at as at from deadlines where tell_at <= $1::timestamptz + interval '1 hour'`, [new Date(now)])
  t.same(rows, [{ id: 'LOST', at: new Date(now + 3_600_000) }], 'it is looked at again in an hour')
})
