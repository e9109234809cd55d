import { sql } from 'drizzle-orm'
import t from 'tap'
import { findCalendar } from '@lightwell/calendar/calendars'
import { append } from '@lightwell/events/append'
import { lockCase } from '@lightwell/events/case-head'
import { deadline } from '../../../services/deadline/deadline.ts'
import { countRequestsWithoutDeadline } from '../../../services/deadline/store/deadlines.ts'
import { allRooms } from '../../../services/run.ts'
import { openTestHouse } from '../../support/house.ts'
import { servesNotices, until } from './happenings.ts'

// No sweep counts anew what the test stores to be told as it is.
const house = await openTestHouse(t, { now: '2026-09-24T02:00:00Z', sweeping: false })
const serve = servesNotices(t, house)
const { db } = house.connection('deadline')

type Filed = { id: string, accessToken: string, dueOn: string }

/** Files at an instant, and waits until its clock runs. */
async function file (at: string, changes: Record<string, unknown> = {}, as?: string): Promise<Filed> {
  house.clock.set(at)
  const filed = await house.file(changes, as)
  await until(async () => (await read(filed.id)).body.state === 'running')
  return filed
}

async function read (requestId: string, as = 'jcj.supervisor', headers: Record<string, string> = {}) {
  return await house.call('GET', `/v1/deadlines/${requestId}`, { as, headers })
}

t.test('a filing starts the clock on its day of receipt, by the rule of its agency', async (t) => {
  const filed = await file('2026-09-24T02:00:00Z')
  const { status, body, headers } = await read(filed.id)
  t.equal(status, 200)
  t.match(body, {
    requestId: filed.id, agency: 'XM', state: 'running', missing: [], receivedOn: '2026-09-24', startedOn: '2026-09-24',
    dueOn: '2026-10-09', dueAt: '2026-10-09T16:00:00.000Z', answeredOn: null, workingDaysLeft: 5, workingDaysLate: 0,
    overdue: false, provisional: false, unknownYears: [], zone: 'Asia/Shanghai', extension: null,
    limit: { workingDays: 5, extendedWorkingDays: 0, mostWorkingDays: 10, article: '《政务信息公开实施细则》第十二条第一款' },
    regime: { id: 'county', version: 'county@1' },
    calendar: { id: 'CN', version: /^CN-2026\./, currentVersion: /^CN-2026\./ },
    entries: [{ seq: 1, kind: 'started', onDay: '2026-09-24', cause: 'registered', dueOn: '2026-10-09' }],
  })
  t.equal(body.dueOn, filed.dueOn, 'the due day is the one of the receipt')
  t.equal(body.explanation.length, 16)
  t.same(body.explanation[1], {
    date: '2026-09-25', counted: false, n: null, reason: 'holiday', name: '中秋节', text: '中秋节放假，不计入', basis: '国办发明电〔2025〕7号',
  })
  t.match(headers.get('etag'), /^"\d+"$/)
  const english = await read(filed.id, 'jcj.supervisor', { 'accept-language': 'en' })
  t.match(english.body, {
    limit: { article: 'County Implementation Rule on Open Government Affairs, Article 12, paragraph 1' },
  })
  t.match(english.body.explanation[1].text, /^Mid-Autumn Festival/)
})

t.test('the national regulation gives twenty working days', async (t) => {
  const filed = await file('2026-09-24T03:00:00Z', { agency: 'CITY' })
  t.match((await read(filed.id)).body, { dueOn: '2026-10-29', limit: { workingDays: 20 }, regime: { id: 'order_711' } })
})

t.test('a filing on a Saturday needs no move: the next working day is day 1', async (t) => {
  const filed = await file('2026-03-07T06:00:00Z')
  t.match((await read(filed.id)).body, { receivedOn: '2026-03-07', dueOn: '2026-03-13' })
})

t.test('the day is that of the agency, not of the server', async (t) => {
  const filed = await file('2026-03-08T16:30:00Z')
  t.match((await read(filed.id)).body, { receivedOn: '2026-03-09', dueOn: '2026-03-16' })
})

t.test('a due day in an unpublished year is provisional, and the days say why', async (t) => {
  const filed = await file('2026-12-29T02:00:00Z')
  const { body } = await read(filed.id)
  t.match(body, { dueOn: '2027-01-05', provisional: true, unknownYears: [2027] })
  t.match(body.explanation.at(-1).text, /尚未公布/)
})

t.test('a deadline is told as it is stored, and explained by the calendar that is published now', async (t) => {
  const { id } = await file('2026-09-24T04:00:00Z', { agency: 'CS' })
  const currentVersion = findCalendar('CN')?.version
  t.same((await read(id)).body.calendar, { id: 'CN', version: currentVersion, currentVersion })
  await db.execute(sql`update deadlines set due_on = '2026-10-01', due_at = '2026-10-01T16:00:00Z', provisional = true,
    unknown_years = '{2026}', calendar_version = 'CN-2025.00000000' where request_id = ${id}`)
  const stored = {
    state: 'running', dueOn: '2026-10-01', dueAt: '2026-10-01T16:00:00.000Z', answeredOn: null, provisional: true,
    overdue: true, workingDaysLeft: 0, workingDaysLate: 1,
  }
  house.clock.set('2026-10-08T02:00:00Z')
  const { body } = await read(id)
  t.match(body, { ...stored, unknownYears: [2026] })
  t.same(body.calendar, { id: 'CN', version: 'CN-2025.00000000', currentVersion })
  t.equal(body.explanation.at(-1).date, '2026-10-09')
  const { body: { items } } = await house.call('GET', '/v1/deadlines?agency=CS', { as: 'jcj.supervisor' })
  t.match(items, [{ requestId: id, ...stored }], 'as it is listed')
  await serve(id, '2026-10-08')
  t.match((await read(id)).body, { state: 'met', dueOn: '2026-10-09', calendar: { version: currentVersion } })
  await db.execute(sql`update deadlines set state = 'missed', due_on = '2026-10-01' where request_id = ${id}`)
  t.match((await read(id)).body, { state: 'missed', answeredOn: '2026-10-08', overdue: false, workingDaysLate: 1 })
})

t.test('who may see a request may see its deadline, and nobody else learns that it exists', async (t) => {
  const byPortal = await file('2026-03-02T01:00:00Z', {}, 'portal')
  const online = await file('2026-03-02T01:00:00Z')
  t.equal((await read(online.id, online.accessToken)).status, 200, 'the applicant')
  for (const as of ['xm.clerk', 'xm.officer', 'xm.head', 'jcj.supervisor']) {
    t.equal((await read(online.id, as)).status, 200, as)
  }
  t.equal((await read(byPortal.id, 'portal')).status, 200, 'the portal that filed it')
  t.equal((await read(online.id, byPortal.accessToken)).status, 404, 'another applicant')
  for (const as of ['portal', 'cs.officer']) {
    t.match(await read(online.id, as), { status: 404, body: { code: 'not_found' } }, as)
  }
  t.equal((await house.call('GET', `/v1/deadlines/${online.id}`)).status, 401)
  t.equal((await house.call('GET', '/v1/deadlines/0190aaaa-0000-7000-8000-000000000000')).status, 401)
  t.equal((await read('0190aaaa-0000-7000-8000-000000000000')).status, 404)
  t.equal((await read('soon')).status, 404)
})

t.test('an answer on the due day, until 24:00 of the zone, meets it', async (t) => {
  const filed = await file('2026-09-24T02:00:00Z')
  house.clock.set('2026-10-09T15:59:59Z')
  await serve(filed.id, '2026-10-09')
  t.match((await read(filed.id)).body, {
    state: 'met', answeredOn: '2026-10-09', overdue: false, workingDaysLeft: null, workingDaysLate: 0,
    entries: [{}, { kind: 'stopped', onDay: '2026-10-09', cause: 'answered', state: 'met' }],
  })
})

t.test('an answer after midnight misses it', async (t) => {
  const filed = await file('2026-09-24T02:00:00Z')
  house.clock.set('2026-10-09T16:00:00Z')
  t.match((await read(filed.id)).body, { state: 'running', overdue: true, workingDaysLeft: 0, workingDaysLate: 1 })
  await serve(filed.id, '2026-10-10')
  const { body } = await read(filed.id)
  t.match(body, { state: 'missed', answeredOn: '2026-10-10', overdue: false, workingDaysLate: 1 })
})

t.test('a notice handed to the post in time meets the due day though it is recorded later', async (t) => {
  const filed = await file('2026-09-24T02:00:00Z')
  house.clock.set('2026-10-13T02:00:00Z')
  await serve(filed.id, '2026-10-09', { method: 'post' })
  t.match((await read(filed.id)).body, { state: 'met', answeredOn: '2026-10-09' })
})

t.test('a notice that does not answer stops nothing, and only the first answer counts', async (t) => {
  const filed = await file('2026-09-24T02:00:00Z')
  await serve(filed.id, '2026-09-28', { kind: 'extension', answers: false })
  t.equal((await read(filed.id)).body.state, 'running')
  await serve(filed.id, '2026-09-29')
  await serve(filed.id, '2026-10-20')
  const { body } = await read(filed.id)
  t.match(body, { state: 'met', answeredOn: '2026-09-29' })
  t.equal(body.entries.length, 2)
})

t.test('a withdrawal stops the clock; it is neither met nor missed', async (t) => {
  const filed = await file('2026-09-24T02:00:00Z')
  const withdrawn = await house.call('POST', `/v1/requests/${filed.id}/withdrawal`, { as: filed.accessToken })
  t.equal(withdrawn.status, 200)
  await until(async () => (await read(filed.id)).body.state === 'stopped')
  t.match((await read(filed.id)).body, { answeredOn: null, overdue: false, entries: [{}, { cause: 'withdrawn' }] })
})

t.test('each step of the clock is an event of the case, without personal data', async (t) => {
  const filed = await file('2026-09-24T02:00:00Z')
  await serve(filed.id, '2026-09-29')
  const { rows } = await db.execute<{ type: string, text: string }>(
    sql`select type, convert_from(bytes, 'UTF8') as text from events where case_id = ${filed.id} order by version`)
  t.same(rows.map(({ type }) => type), [
    'lightwell.request.registered.v1', 'lightwell.deadline.started.v1', 'lightwell.notice.served.v1',
    'lightwell.deadline.stopped.v1',
  ])
  t.match(JSON.parse(rows[1]!.text).data, { startedOn: '2026-09-24', dueOn: '2026-10-09', provisional: false })
  t.match(JSON.parse(rows[3]!.text).data, { state: 'met', stoppedOn: '2026-09-29' })
})

t.test('the start is harmless twice', async (t) => {
  const filed = await file('2026-09-24T02:00:00Z')
  const intake = house.connection('intake')
  await intake.db.transaction(async (tx) => {
    const head = await lockCase(tx, filed.id)
    await append(tx, head!, {
      type: 'lightwell.request.registered.v1', room: 'intake', actor: 'anonymous', at: house.clock.now(),
      data: {
        agency: 'XM', regime: 'county', regimeVersion: 'county@1', calendar: 'CN', zone: 'Asia/Shanghai',
        kind: 'disclosure', channel: 'online', applicantKind: 'citizen', receivedOn: '2026-09-20', personalHash: 'none',
      },
    })
  })
  await until(async () => {
    const { rows } = await db.execute(sql`select 1 from deliveries where case_id = ${filed.id} and state <> 'done'`)
    return rows.length === 0
  })
  const { body } = await read(filed.id)
  t.match(body, { receivedOn: '2026-09-24', startedOn: '2026-09-24' })
  t.equal(body.entries.length, 1)
})

t.test('a deadline whose start is not recorded yet is pending, never missing, and is counted as a fault', async (t) => {
  const registered = 'lightwell.request.registered.v1'
  const breaks = () => Promise.reject(new Error('broken'))
  const broken = { ...deadline, subscriptions: { ...deadline.subscriptions, [registered]: breaks } }
  const rooms = allRooms.map((room) => room.name === 'deadline' ? broken : room)
  const stuck = await openTestHouse(t, { now: '2026-09-24T02:00:00Z', rooms })
  const filed = await stuck.file()
  const answer = await stuck.call('GET', `/v1/deadlines/${filed.id}`, { as: filed.accessToken })
  t.equal(answer.status, 200)
  t.match(answer.body, {
    state: 'pending', missing: ['clock_entry'], startedOn: null, dueOn: '2026-10-09', workingDaysLeft: 5, entries: [],
    calendar: { id: 'CN', version: /^CN-2026\./ },
  })
  t.equal(answer.body.explanation.at(-1).date, '2026-10-09')
  const asking = `/v1/deadlines/${filed.id}/extensions`
  const asked = await stuck.call('POST', asking, { as: 'xm.officer', body: { reason: '材料多' } })
  t.match(asked, { status: 409, body: { code: 'clock_not_started' } })
  t.equal(asked.headers.get('retry-after'), '1')
  stuck.clock.set('2026-10-10T02:00:00Z')
  const late = await stuck.call('GET', `/v1/deadlines/${filed.id}`, { as: filed.accessToken })
  t.match(late.body, { overdue: true, workingDaysLate: 1 }, 'its day passes all the same')
  t.equal(await countRequestsWithoutDeadline(stuck.connection('deadline').db), 1)
  const { text } = await stuck.call('GET', '/metrics')
  t.match(text, /^lightwell_open_requests_without_deadline 1$/m)
})

t.test('no open request is without a live clock', async (t) => {
  t.equal(await countRequestsWithoutDeadline(db), 0)
})
