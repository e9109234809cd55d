import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { pino } from 'pino'
import { addDays, type Day, weekdayOf } from '@lightwell/calendar/day'
import { connect } from '@lightwell/database/connect'
import { prepareDatabase } from '@lightwell/database/prepare'
import type { Deps } from '@lightwell/events/deps'
import { startWaker } from '@lightwell/events/wake'
import { developmentVerifier, issueDevelopmentToken } from '@lightwell/http/staff-token'
import { keyRing } from '@lightwell/secrets/key-ring'
import { openHouse } from '../services/house.ts'
import { allRooms } from '../services/run.ts'
import { loadSampleWorld } from '../services/sample-world.ts'
import { fillRequests } from '../test/support/many-requests.ts'
import { noScanner } from '../test/support/no-scanner.ts'
import { noStore } from '../test/support/no-store.ts'
import type { Row } from './row.ts'
import { startBenchDatabase } from './server.ts'
import { median } from './statistics.ts'

// All that is open was received in the 200 days before.
const now = new Date('2026-12-01T01:00:00Z')
const clock = { now: () => new Date('2026-05-01T01:00:00Z') }
const keys = keyRing(randomBytes(32))

/**
 * Counting a million open deadlines anew, each of which moves, beside one plain UPDATE of the same columns of the same
 * rows, before and after it: three equal copies on one server. Each that moves gets an entry and an event of its own.
 */
export async function benchRedate (count = 1_000_000): Promise<Row[]> {
  const server = await startBenchDatabase()
  const admin = new pg.Client({ connectionString: server.url })
  try {
    await admin.connect()
    const [first, redated, second] = await fillCopies(admin, server.url, count) as [string, string, string]
    const before = await timePlainUpdate(admin, first)
    const milliseconds = await timeRedating(admin, redated, count)
    const after = await timePlainUpdate(admin, second)
    const plain = median([before, after, (before + after) / 2])
    const ratio = milliseconds / plain
    return [
      { name: `one UPDATE of ${count} open deadlines`, value: plain / 1000, unit: 's' },
      { name: 'the same counted anew, each with its entry and its event', value: milliseconds / 1000, unit: 's' },
      { name: 'counted anew against the UPDATE', value: ratio, unit: '×', aim: '≤ 3', ok: ratio <= 3 },
    ]
  } finally {
    await admin.end()
    await server.stop()
  }
}

async function fillCopies (admin: pg.Client, server: string, count: number): Promise<string[]> {
  const urlOf = (name: string): string => Object.assign(new URL(server), { pathname: name }).href
  await admin.query('create database redate_0')
  await prepareDatabase(urlOf('redate_0'))
  await loadSampleWorld(urlOf('redate_0'), keys)
  await fillRequests(urlOf('redate_0'), { count, now, overdueShare: 1 })
  for (const copy of [1, 2]) await admin.query(`create database redate_${copy} template redate_0`)
  return [0, 1, 2].map((copy) => urlOf(`redate_${copy}`))
}

async function timePlainUpdate (admin: pg.Client, url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const cost = await timed(admin, async () => {
    await client.query(`update deadlines set state = 'running', due_on = due_on + 1, due_at = due_at + interval '1 day',
      paused_until = null, provisional = false, unknown_years = '{}', tell_at = due_at, calendar_version = 'CN-2026.00000000'
      where state in ('running', 'paused')`)
  })
  await client.end()
  return cost
}

async function timeRedating (admin: pg.Client, url: string, count: number): Promise<number> {
  await publishDaysOffEachWeek(url)
  const { db, close } = connect(url, 'deadline')
  const waker = startWaker(url)
  const log = pino({ level: 'warn' })
  const deps: Deps = { db, clock, keys, bytes: noStore, halfKeys: noStore, scanner: noScanner, waker, log }
  const redate = allRooms.flatMap(({ sweeps = [] }) => sweeps).find(({ name }) => name === 'redate_deadlines')
  if (redate === undefined) throw new Error('No room counts anew')
  let visited = 0
  const cost = await timed(admin, async () => {
    for (let done = await redate.run(deps); done > 0; done = await redate.run(deps)) visited += done
  })
  const { rows: [events] } = await db.execute<{ moved: number }>('select count(*)::int as moved from events')
  if (visited !== count || events?.moved !== count) throw new Error(`${visited} were counted anew and ${events?.moved} moved`)
  await waker.close()
  await close()
  return cost
}

/** Two more days off in each week, so that the window of each deadline has one. */
async function publishDaysOffEachWeek (url: string): Promise<void> {
  const rooms = allRooms.filter(({ name }) => name === 'deadline').map((room) => ({ ...room, sweeps: [] }))
  const house = await openHouse({
    rooms, allRooms, databaseUrl: url, keys, bytes: noStore, halfKeys: noStore, scanner: noScanner, clock, verifyStaff: developmentVerifier(keys),
    logger: pino({ level: 'silent' }), limits: false,
  })
  const { headers: { etag }, body } = await house.app.inject('/v1/calendars/CN/2026')
  const { offDays, makeUpWorkingDays, notices } = JSON.parse(body) as {
    offDays: { date: string, name: string }[], makeUpWorkingDays: string[], notices: object[],
  }
  const known = new Set(offDays.map(({ date }) => date))
  for (let day = '2026-01-01' as Day; day <= '2026-12-31'; day = addDays(day, 1)) {
    if ((weekdayOf(day) === 1 || weekdayOf(day) === 3) && !known.has(day)) offDays.push({ date: day, name: '加放' })
  }
  const answer = await house.app.inject({
    method: 'PUT', url: '/v1/calendars/CN/2026', payload: { offDays, makeUpWorkingDays, notices },
    headers: { 'if-match': etag ?? '', authorization: `Bearer ${await issueDevelopmentToken(keys, 'city.admin', clock.now())}` },
  })
  await house.stop()
  if (answer.statusCode !== 200) throw new Error(`The publication was answered ${answer.statusCode}: ${answer.body}`)
}

/** Milliseconds of what is done, with what was written before out of the way. */
async function timed (admin: pg.Client, work: () => Promise<void>): Promise<number> {
  await admin.query('checkpoint')
  const from = performance.now()
  await work()
  return performance.now() - from
}
