import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { addDays, type Day } from '@lightwell/calendar/day'
import { startOfDay } from '@lightwell/calendar/zoned'
import { connect } from '@lightwell/database/connect'
import { prepareDatabase } from '@lightwell/database/prepare'
import type { Deps } from '@lightwell/events/deps'
import { startWaker } from '@lightwell/events/wake'
import { keyRing } from '@lightwell/secrets/key-ring'
import { allRooms } from '../services/run.ts'
import { loadSampleWorld } from '../services/sample-world.ts'
import { fillRequests } from '../test/support/many-requests.ts'
import { noScanner } from '../test/support/no-scanner.ts'
import { noStore } from '../test/support/no-store.ts'
import type { Row } from './row.ts'
import { startBenchDatabase } from './server.ts'
import { median } from './statistics.ts'

// Of twenty that are open one passes at each of the nights.
const openToTold = 20
const rounds = 3
const looks = 200
const firstNight = '2026-03-03' as Day
const zone = 'Asia/Shanghai'

const tellDeadlines = allRooms.flatMap(({ sweeps = [] }) => sweeps).find(({ name }) => name === 'tell_deadlines')

type Night = { at: Date, dueOn: Day }

/**
 * The midnight sweep among a million open deadlines, of which one in twenty has passed that night, beside the plain SQL
 * that writes as many rows of the same tables in one transaction; night by night in turn on one database. And what a look
 * costs that finds nothing, which every process takes each second.
 */
export async function benchMidnight (open = 1_000_000): Promise<Row[]> {
  const each = Math.floor(open / openToTold)
  const server = await startBenchDatabase()
  const waker = startWaker(server.url)
  const owner = new pg.Client({ connectionString: server.url })
  const { db, close } = connect(server.url, 'deadline')
  let now = startOfDay(firstNight, zone)
  const silent = (): void => {}
  const deps: Deps = {
    db, waker, keys: keyRing(randomBytes(32)), bytes: noStore, halfKeys: noStore, scanner: noScanner, clock: { now: () => now },
    log: { info: silent, warn: silent, error: silent },
  }
  try {
    await owner.connect()
    await prepareDatabase(server.url)
    await loadSampleWorld(server.url, deps.keys)
    await fillRequests(server.url, { count: open, now, overdueShare: 1, onlyLists: true })
    const nights = await spreadNights(owner, each)
    const idle = await measureLooks(deps)
    const figures = { sweep: [] as number[], plain: [] as number[] }
    for (const [at, night] of nights.entries()) {
      now = night.at
      if (at % 2 === 0) figures.sweep.push(await timed(each, () => sweepAll(deps)))
      else figures.plain.push(await timed(each, () => writePlainly(owner, night)))
    }
    const ratio = median(figures.sweep.map((cost, round) => cost / (figures.plain[round] as number)))
    return [
      { name: `${each} told among ${open} open deadlines at one midnight`, value: median(figures.sweep), unit: 's' },
      { name: 'as many rows written by one plain update and insert', value: median(figures.plain), unit: 's' },
      { name: 'the midnight sweep against plain SQL', value: ratio, unit: '×' },
      { name: 'a look that finds nothing to tell', value: idle, unit: 'ms' },
    ]
  } finally {
    await owner.end()
    await waker.close()
    await close()
    await server.stop()
  }
}

/** Opens all deadlines and spreads them: as many as asked pass at each of the nights, all others long after. */
async function spreadNights (owner: pg.Client, each: number): Promise<Night[]> {
  const nights = Array.from({ length: rounds * 2 }, (_, at): Night =>
    ({ at: startOfDay(addDays(firstNight, at), zone), dueOn: addDays(firstNight, at - 1) }))
  await owner.query(`
    with numbered as (select request_id, row_number() over (order by md5(request_id::text)) - 1 as n from deadlines),
      night as (select at, due_on, ordinality - 1 as number from unnest($1::timestamptz[], $2::date[]) with ordinality as n (at, due_on)),
      spread as (select request_id, coalesce(at, $3) as at, coalesce(due_on, $4) as due_on
        from numbered left join night on number = n / $5)
    update deadlines d set state = 'running', answered_on = null, due_on = s.due_on, due_at = s.at, tell_at = s.at
    from spread s where s.request_id = d.request_id`, [
    nights.map(({ at }) => at), nights.map(({ dueOn }) => dueOn), startOfDay('2026-09-01' as Day, zone), '2026-08-31', each,
  ])
  await owner.query('vacuum full analyze deadlines')
  return nights
}

async function measureLooks (deps: Deps): Promise<number> {
  const before = { ...deps, clock: { now: () => new Date(deps.clock.now().getTime() - 1) } }
  const figures: number[] = []
  for (let look = 0; look < looks; look++) {
    const from = performance.now()
    if (await tell(before) !== 0) throw new Error('Something was told before its midnight')
    figures.push(performance.now() - from)
  }
  return median(figures)
}

async function tell (deps: Deps): Promise<number> {
  if (tellDeadlines === undefined) throw new Error('No room tells of due days')
  return await tellDeadlines.run(deps)
}

async function sweepAll (deps: Deps): Promise<number> {
  let told = 0
  for (let done = 1; done > 0; told += done) done = await tell(deps)
  return told
}

/** What the sweep writes, as one who owns the tables would, without a lock, a chain or a reason. */
async function writePlainly (owner: pg.Client, { at }: Night): Promise<number> {
  const { rowCount } = await owner.query(`
    with due as (
      update deadlines set tell_at = null, told = 'passed', told_due_on = due_on where tell_at <= $1 returning request_id as id),
    heads as (
      update case_heads h set version = version + 1, last_hash = md5(h.id::text) || md5(h.id::text) from due where due.id = h.id)
    insert into events (id, case_id, version, type, occurred_at, bytes, hash)
    select gen_random_uuid(), id, 1, 'lightwell.deadline.passed.v1', $1, convert_to(repeat(id::text, 12), 'utf8'),
      md5(id::text) || md5(id::text) from due`, [at])
  return rowCount ?? 0
}

async function timed (expected: number, work: () => Promise<number>): Promise<number> {
  const from = performance.now()
  const told = await work()
  if (told !== expected) throw new Error(`${told} were told instead of ${expected}`)
  return (performance.now() - from) / 1_000
}
