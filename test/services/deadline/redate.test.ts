import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import t from 'tap'
import { calendarNamed, putCalendars } from '@lightwell/calendar/calendars'
import { loadCalendars } from '@lightwell/database/load-calendars'
import { lockCase } from '@lightwell/events/case-head'
import { redateDeadlines } from '../../../services/deadline/commands/redate-deadlines.ts'
import { shipCalendars } from '../../../services/deadline/commands/ship-calendars.ts'
import { verifyDays } from '../../../services/deadline/verify-days.ts'
import { openDeps } from '../../support/events.ts'
import { openTestHouse } from '../../support/house.ts'
import { servesNotices, until } from './happenings.ts'

// The sweep runs when the test says so, and in no process beside it.
const house = await openTestHouse(t, { sweeping: false })
const { deps, log, clock } = await openDeps(t, 'deadline', house.url)
const { db } = deps
const serve = servesNotices(t, house)
const owner = new pg.Client({ connectionString: house.url })
await owner.connect()
t.teardown(() => owner.end())
const run = () => redateDeadlines.run(deps)

function at (instant: string): void {
  house.clock.set(instant)
  clock.at = new Date(instant)
}

type Off = { date: string, name: string }
const made = { notices: [{ number: '国办发明电〔2026〕10号', issued: '2026-03-02', about: 'one-off days' }] }
const asShipped = (await house.call('GET', '/v1/calendars/CN/2026', { headers: { 'accept-language': 'zh-CN' } })).body

/** Publishes 2026 as it shipped, with more days off. */
async function publish (more: Off[], notices: object[] = made.notices): Promise<void> {
  const { offDays, makeUpWorkingDays } = asShipped
  await publishYear(2026, { notices, offDays: [...offDays, ...more], makeUpWorkingDays })
}

async function publishYear (year: number, body: object): Promise<void> {
  const etag = (await house.call('GET', '/v1/calendars/CN')).headers.get('etag') as string
  const { status, text } = await house.call('PUT', `/v1/calendars/CN/${year}`, { as: 'city.admin', body, headers: { 'if-match': etag } })
  if (status !== 200) throw new Error(text)
}

async function file (instant: string, changes: Record<string, unknown> = {}): Promise<string> {
  at(instant)
  const { id } = await house.file(changes)
  await until(async () => (await read(id)).state === 'running')
  return id
}

async function read (id: string) {
  return (await house.call('GET', `/v1/deadlines/${id}`, { as: 'jcj.supervisor' })).body
}

async function dueDays (ids: readonly string[]): Promise<string[]> {
  return await Promise.all(ids.map(async (id) => (await read(id)).dueOn))
}

/** The events of a kind that a case has, as their data. */
async function redatings (id: string): Promise<{ oldDueOn: string, dueOn: string }[]> {
  const { rows } = await db.execute<{ bytes: Buffer }>(sql`select bytes from events
    where case_id = ${id} and type = 'lightwell.deadline.redated.v1' order by version`)
  return rows.map(({ bytes }) => JSON.parse(bytes.toString()).data)
}

async function newest () {
  return (await house.call('GET', '/v1/calendars/CN/versions?limit=1', { as: 'city.admin' })).body.items[0]
}

async function runUntilDone (): Promise<void> {
  while (await run() > 0) { /* the next look follows */ }
}

/** What `npm run -s verify` prints on this database, and its exit code. */
async function verifyByCommand (): Promise<{ code: number, printed: string }> {
  const command = ['-u', 'NODE_OPTIONS', `DATABASE_URL=${house.url}`, process.execPath, 'scripts/verify-clocks.ts']
  return await promisify(execFile)('env', command).then(({ stdout }) => ({ code: 0, printed: stdout }),
    ({ code, stdout }: { code: number, stdout: string }) => ({ code, printed: stdout }))
}

// Five working days from Monday 2 March: due Monday the 9th.
const cases: string[] = []
while (cases.length < 5) cases.push(await file('2026-03-02T01:00:00Z'))
const answered = await file('2026-03-02T01:00:00Z')
await serve(answered, '2026-03-03')
const early = await file('2026-02-24T01:00:00Z')
at('2026-03-03T01:00:00Z')

t.test('a killed turn leaves all as it was, and the next one moves each case once', async (t) => {
  t.equal(await run(), 0, 'nothing is out of date')
  const before = calendarNamed('CN').version
  await publish([{ date: '2026-03-05', name: '抗灾' }])
  t.match(await newest(), { state: 'applying', changedFrom: '2026-03-05', visited: 0 })
  await owner.query('begin')
  await owner.query(`select 1 from calendar_versions where calendar_id = 'CN' and applied_at is null for update`)
  const killed = run().then(() => 'done', () => 'failed')
  const waiting = `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
  await until(async () => (await owner.query(waiting)).rowCount === 1)
  await owner.query(`select pg_terminate_backend(pid) from (${waiting}) one`)
  t.equal(await killed, 'failed', 'after all was written, before it was committed')
  await owner.query('rollback')
  t.same(await dueDays(cases), cases.map(() => '2026-03-09'))
  t.same((await Promise.all(cases.map(redatings))).flat(), [])

  t.equal(await run(), 5)
  t.match(await newest(), { state: 'applying', visited: 5, moved: 5 }, 'what was found is looked for again')
  t.equal(await run(), 0)
  t.match(await newest(), { state: 'applied', visited: 5, moved: 5, appliedAt: '2026-03-03T01:00:00.000Z' })
  t.same(await dueDays(cases), cases.map(() => '2026-03-10'))
  for (const id of cases) {
    t.match(await redatings(id), [{
      oldDueOn: '2026-03-09', dueOn: '2026-03-10', cause: 'calendar', provisional: false, oldCalendarVersion: before,
      calendarVersion: calendarNamed('CN').version,
    }])
    t.match((await read(id)).entries, [
      { kind: 'started', dueOn: '2026-03-09' },
      { seq: 2, kind: 'redated', onDay: '2026-03-03', cause: 'calendar', evidence: calendarNamed('CN').version, dueOn: '2026-03-10' },
    ])
  }
  t.match(await read(answered), { state: 'met', dueOn: '2026-03-09', entries: { length: 2 } }, 'a closed case never moves')
  t.match(await read(early), { dueOn: '2026-03-02', calendar: { version: before } }, 'what is due before it is not looked at')
})

t.test('of two turns at once each case is moved by one', async (t) => {
  await publish([{ date: '2026-03-05', name: '抗灾' }, { date: '2026-03-06', name: '抗灾' }])
  const done = await Promise.all([run(), run(), run()])
  t.equal(done.reduce((sum, count) => sum + count, 0), 5)
  await runUntilDone()
  t.same(await dueDays(cases), cases.map(() => '2026-03-11'))
  for (const id of cases) t.same((await redatings(id)).map(({ dueOn }) => dueOn), ['2026-03-10', '2026-03-11'])
})

t.test('a case that is being written to is left for the next turn', async (t) => {
  const [held = '', ...free] = cases
  await publish([{ date: '2026-03-05', name: '抗灾' }])
  await db.transaction(async (tx) => {
    await lockCase(tx, held)
    t.equal(await run(), 4)
    t.same(await dueDays([held, ...free]), ['2026-03-11', ...free.map(() => '2026-03-10')])
    t.equal(await run(), 0)
    t.match(await newest(), { state: 'applying', moved: 4 })
  })
  t.equal(await run(), 1)
  await run()
  t.match(await newest(), { state: 'applied', moved: 5 })
  t.same(await dueDays(cases), cases.map(() => '2026-03-10'), 'a day off that is withdrawn moves them back')
})

t.test('what another process still counted by the version before is found, also after all seemed done', async (t) => {
  const old = calendarNamed('CN')
  await publish([{ date: '2026-03-05', name: '抗灾' }, { date: '2026-03-12', name: '抗灾' }])
  await runUntilDone()
  t.match(await newest(), { state: 'applied', moved: 0 })
  putCalendars([old])
  const late = await file('2026-03-06T01:00:00Z')
  t.match(await read(late), { dueOn: '2026-03-13', calendar: { version: old.version } })
  await loadCalendars(db)
  t.equal(await run(), 1)
  t.match(await read(late), { dueOn: '2026-03-16', calendar: { version: calendarNamed('CN').version } })
  t.match(await newest(), { moved: 1 })

  putCalendars([old])
  await publish([{ date: '2026-03-05', name: '抗灾' }])
  putCalendars([{ ...old, version: 'CN-older' }])
  await runUntilDone()
  t.match(await read(late), { dueOn: '2026-03-13' }, 'a process that is behind takes what is in force before it counts')
})

t.test('a due day that rested on an unknown year is final once the year is published', async (t) => {
  const id = await file('2026-12-28T01:00:00Z')
  const stopped = await file('2026-12-28T02:00:00Z')
  await serve(stopped, '2026-12-29')
  t.match(await read(id), { dueOn: '2027-01-04', provisional: true, unknownYears: [2027] })
  const body = { notices: [{ number: '国办发明电〔2026〕9号', issued: '2026-12-28', about: '2027' }], makeUpWorkingDays: [] }
  await publishYear(2027, { ...body, spans: [{ name: '春节', from: '2027-02-05', to: '2027-02-11' }] })
  t.match(await newest(), { changedFrom: '2027-01-01' })
  await runUntilDone()
  t.match(await read(id), { dueOn: '2027-01-04', provisional: false, unknownYears: [], entries: { length: 1 } })
  t.same(await redatings(id), [], 'which is no event: no due day moved')
  await publishYear(2027, { ...body, spans: [{ name: '元旦', from: '2027-01-01', to: '2027-01-01' }] })
  await runUntilDone()
  t.match(await read(id), { dueOn: '2027-01-05', provisional: false, entries: { length: 2 } })
  t.match(await read(stopped), { dueOn: '2027-01-04', state: 'met', provisional: true, entries: { length: 2 } })
})

t.test('lists as of a past instant tell the day that held then', async (t) => {
  const id = await file('2026-05-11T01:00:00Z', { agency: 'AQ' })
  t.match(await read(id), { dueOn: '2026-05-18' })
  at('2026-05-19T01:00:00Z')
  await publish([{ date: '2026-05-13', name: '抗灾' }, { date: '2026-05-14', name: '抗灾' }])
  await runUntilDone()
  t.match(await read(id), { dueOn: '2026-05-20', overdue: false })
  const told = `select kind from (select convert_from(bytes, 'UTF8')::jsonb ->> 'type' as kind, version from events where case_id = $1) e
    where kind like '%passed%' or kind like '%redated%' order by version`
  t.same((await owner.query(told, [id])).rows.map(({ kind }) => kind), ['lightwell.deadline.passed.v1', 'lightwell.deadline.redated.v1'],
    'that its day was over is told before it moves')
  at('2026-05-20T01:00:00Z')
  const listed = async (asOf: string) => {
    const query = `?agency=AQ&asOf=${encodeURIComponent(asOf)}`
    const { items } = (await house.call('GET', `/v1/deadlines${query}`, { as: 'jcj.supervisor' })).body
    const graph = await house.call('POST', '/graphql', {
      as: 'jcj.supervisor', body: { query: `{ overdue(filter: {agencies: ["AQ"], asOf: "${asOf}"}) { edges { node { requestId dueOn } } } }` },
    })
    return [
      items.map(({ dueOn, overdue }: { dueOn: string, overdue: boolean }) => ({ dueOn, overdue })),
      graph.body.data.overdue.edges.map(({ node }: { node: { dueOn: string } }) => node.dueOn),
    ]
  }
  t.same(await listed('2026-05-19T00:30:00Z'), [[{ dueOn: '2026-05-18', overdue: true }], ['2026-05-18']])
  t.same(await listed('2026-05-19T01:00:00Z'), [[{ dueOn: '2026-05-20', overdue: false }], []])
})

t.test('every fold is proved by the version that it names, whatever is in force', async (t) => {
  t.same(await verifyDays(db), [])
  const [id = ''] = cases
  const verify = async (body: object) => await house.call('POST', '/v1/deadlines/verifications', { as: 'jcj.supervisor', body })
  const all = (await verify({})).body
  t.match(all, { unverifiable: 0, faults: [], nextCursor: null })
  const first = (await verify({ limit: 2 })).body
  t.match((await verify({ after: first.nextCursor })).body, { checked: all.checked - 2, nextCursor: null })
  t.match(await verifyByCommand(), { code: 0, printed: '' })
  await owner.query(`update clock_entries set due_on = '2026-03-20' where request_id = $1 and seq = 2`, [id])
  await owner.query(`update deadlines set calendar_version = 'CN-never' where request_id = $1`, [answered])
  t.match((await verify({})).body, {
    unverifiable: 1, faults: [{ requestId: id, seq: 2, field: 'dueOn', stored: '2026-03-20', computed: '2026-03-10' }],
  })
  t.match(await verifyByCommand(), { code: 1, printed: new RegExp(`"requestId":"${id}","termId":null,"seq":2,"field":"dueOn"`) })
  t.equal((await house.call('POST', '/v1/deadlines/verifications', { as: 'xm.head' })).status, 403)
  t.equal((await house.call('POST', '/v1/deadlines/verifications')).status, 401)
  t.equal((await verify({ after: 'x' })).status, 422)
})

t.test('what an earlier release counted by a version that this house never held is counted anew', async (t) => {
  const id = await file('2026-07-06T01:00:00Z')
  await owner.query(`update deadlines set calendar_version = 'CN-before', due_on = '2026-07-10' where request_id = $1`, [id])
  await runUntilDone()
  t.match(await read(id), { dueOn: '2026-07-13', calendar: { version: calendarNamed('CN').version } })
})

t.test('a case that cannot be counted holds no other, is told of once an hour, and of the version is told that it is left', async (t) => {
  const [bad, good] = [await file('2026-08-03T01:00:00Z'), await file('2026-08-03T01:00:00Z')]
  await owner.query(`update deadlines set regime_version = 'lost@1' where request_id = $1`, [bad])
  const { makeUpWorkingDays } = asShipped
  const preview = await house.call('POST', '/v1/calendars/CN/2026/preview', { as: 'city.admin', body: { ...made, makeUpWorkingDays, offDays: [] } })
  t.equal(preview.status, 200, 'what a change would move of the others is told all the same')
  await publish([{ date: '2026-08-05', name: '抗灾' }])
  const known = log.length
  await runUntilDone()
  await runUntilDone()
  t.match((await read(good)).dueOn, '2026-08-11')
  t.match(log.slice(known), [{ requestId: bad }])
  t.match(await newest(), { state: 'applied', uncounted: 1 })
  at('2026-08-03T01:59:59Z')
  await runUntilDone()
  t.equal(log.length, known + 1)
  at('2026-08-03T02:00:00Z')
  await runUntilDone()
  t.match(log.slice(known), [{ requestId: bad }, { requestId: bad }])
  await owner.query(`update deadlines set regime_version = 'county@1' where request_id = $1`, [bad])
  at('2026-08-03T03:00:00Z')
  await runUntilDone()
  t.match(await read(bad), { dueOn: '2026-08-11' })
  t.match(await newest(), { state: 'applied', uncounted: 0 })
})

t.test('what ships is taken up once, and not over what was published here', async (t) => {
  const published = calendarNamed('CN').version
  await shipCalendars(deps)
  await loadCalendars(db)
  t.equal(calendarNamed('CN').version, published)
  await owner.query(`delete from calendar_versions where calendar_id = 'CN' and revision > 1`)
  await owner.query(`update calendar_versions set own_years = (select jsonb_agg(y) from jsonb_array_elements(own_years) y where y ->> 'year' <> '2026')
    where calendar_id = 'CN'`)
  await owner.query(`update calendar_versions set years = own_years, version = 'CN-2025.old' where calendar_id = 'CN'`)
  await owner.query(`update calendars set revision = 1, version = 'CN-2025.old' where id = 'CN'`)
  await loadCalendars(db)
  t.equal(calendarNamed('CN').ownYears.at(-1)?.year, 2025)
  await Promise.all([shipCalendars(deps), shipCalendars(deps)])
  await loadCalendars(db)
  t.equal(calendarNamed('CN').ownYears.at(-1)?.year, 2026)
  t.match(await newest(), { revision: 2, cause: 'shipped', publishedBy: 'system', changedFrom: '2026-01-01' })
})
