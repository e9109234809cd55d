import t from 'tap'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { cursorOf } from '@lightwell/http/paging'
import { namedHash } from '@lightwell/secrets/hashes'
import { appendTo, openDeps } from '../../support/events.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { until } from '../../support/story.ts'

const house = await openTestHouse(t)
const { deps } = await openDeps(t, 'decision', house.url)
const owner = new pg.Client({ connectionString: house.url })
await owner.connect()
t.teardown(() => owner.end())
const supervisor = 'jcj.supervisor'

async function openCase (agency = 'XM'): Promise<string> {
  const { id } = await house.file({ agency })
  await settled(id)
  return id
}

/** Waits until nothing is left to deliver of a case. */
async function settled (caseId: string): Promise<void> {
  const pending = `select count(*)::int as n from deliveries where case_id = $1 and state = 'pending'`
  await until(async () => (await owner.query(pending, [caseId])).rows[0].n, (left) => left === 0)
}

async function scan (caseId: string, sealed: boolean, recordId = uuidv7()): Promise<string> {
  const marks = sealed ? 1 : 0
  await appendTo(deps, caseId, 'lightwell.record.scanned.v1', { recordId, state: 'done', marks, sealed })
  return recordId
}

async function statusOf (method: string, path: string, as?: string, body?: object): Promise<number> {
  const options = { ...(as !== undefined && { as }), ...(body !== undefined && { body }) }
  return (await house.call(method, path, options)).status
}

const incidentsOf = async (caseId: string): Promise<Body[]> =>
  (await owner.query('select * from incidents where case_id = $1 order by opened_at, id', [caseId])).rows

t.test('a sealed record opens one incident, to be reported within 24 hours, once and for all', async (t) => {
  const id = await openCase()
  const recordId = await scan(id, true)
  await scan(id, false)
  await settled(id)
  const incidents = await incidentsOf(id)
  t.equal(incidents.length, 1, 'a record without a mark opens none')
  t.match(incidents[0], { kind: 'secret_mark_found', record_id: recordId, agency_code: 'XM' })
  t.equal(incidents[0].opened_at.toISOString(), '2026-03-02T01:00:00.000Z')
  t.equal(incidents[0].report_by.toISOString(), '2026-03-03T01:00:00.000Z')
  const again = `update deliveries set state = 'pending' where case_id = $1 and consumer = 'oversight'`
  await owner.query(again, [id])
  deps.waker.wake(['oversight'])
  await settled(id)
  await scan(id, true, recordId)
  await settled(id)
  t.equal((await incidentsOf(id)).length, 1, 'a delivery again, and an event again, change nothing')
})

t.test('an incident passes on with its case, to the body that must report it now', async (t) => {
  const id = await openCase()
  const other = await openCase()
  await scan(id, true)
  await scan(other, true)
  await settled(id)
  await appendTo(deps, id, 'lightwell.request.passed_on.v1', { fromAgency: 'XM', toAgency: 'AQ' })
  await settled(id)
  await settled(other)
  t.match(await incidentsOf(id), [{ agency_code: 'AQ', case_id: id }])
  t.match(await incidentsOf(other), [{ agency_code: 'XM' }])
  await owner.query(`delete from incidents where case_id in ($1, $2)`, [id, other])
})

t.test('incidents are read by supervisors, and by the secrecy officer and the head of the agency', async (t) => {
  const atChangshu = await openCase('CS')
  for (let count = 0; count < 3; count++) await scan(atChangshu, true)
  await settled(atChangshu)
  const list = async (as: string, query = ''): Promise<Body> =>
    (await house.call('GET', `/v1/incidents${query}`, { as })).body
  const all = await list(supervisor)
  t.same(new Set(all.items.map((item: Body) => item.agency)), new Set(['XM', 'CS']))
  t.match(all.items[0], {
    kind: 'secret_mark_found', openedAt: '2026-03-02T01:00:00.000Z', reportBy: '2026-03-03T01:00:00.000Z',
    overdue: false,
  })
  for (const as of ['cs.head', 'cs.review1']) {
    const own = await list(as)
    t.equal(own.items.length, 3)
    t.ok(own.items.every((item: Body) => item.agency === 'CS' && item.requestId === atChangshu), as)
  }
  const first = await list('cs.head', '?limit=2')
  const rest = await list('cs.head', `?limit=2&cursor=${first.nextCursor}`)
  t.same([...first.items, ...rest.items], (await list('cs.head')).items)
  t.equal(rest.nextCursor, null)
  for (const as of ['xm.officer', 'xm.review1', 'city.admin', 'portal']) {
    t.equal(await statusOf('GET', '/v1/incidents', as), 403, as)
  }
  t.equal(await statusOf('GET', '/v1/incidents'), 401)
  t.match(await list(supervisor, '?agency=XM'), { errors: [{ pointer: '/agency', code: 'unknown_field' }] })
  t.match(await list(supervisor, '?cursor=WyJhIiwiYiJd'), { errors: [{ pointer: '/cursor', code: 'wrong_cursor' }] })
  house.clock.set('2026-03-03T01:00:00Z')
  t.ok((await list(supervisor)).items.every((item: Body) => !item.overdue), 'the last instant of the 24 hours')
  house.clock.set('2026-03-03T01:00:00.001Z')
  t.ok((await list(supervisor)).items.every((item: Body) => item.overdue))
  house.clock.set('2026-03-02T01:00:00Z')
})

t.test('a supervisor reads the history of a request and sees that its chain holds', async (t) => {
  const id = await openCase()
  const { status, body } = await house.call('GET', `/v1/audit/${id}`, { as: supervisor })
  t.equal(status, 200)
  t.same(body.events.map((event: Body) => [event.sequence, event.type, event.actor]), [
    [1, 'lightwell.request.registered.v1', 'anonymous'], [2, 'lightwell.deadline.started.v1', 'system'],
  ])
  const stored = 'select hash, occurred_at as at from events where case_id = $1 order by version'
  const expected = (await owner.query(stored, [id])).rows.map(({ hash, at }) => [hash, at.toISOString()])
  t.same(body.events.map((event: Body) => [event.hash, event.time]), expected)
  t.same(body.verification, { events: 2, faults: [] })
  t.equal(await statusOf('GET', `/v1/audit/${id}`), 401)
  for (const as of ['xm.head', 'xm.officer', 'cs.head', 'portal']) {
    t.equal(await statusOf('GET', `/v1/audit/${id}`, as), 404, as)
    t.equal(await statusOf('GET', `/v1/audit/${uuidv7()}`, as), 404, 'as if there were none')
  }
  t.equal(await statusOf('GET', `/v1/audit/${uuidv7()}`, supervisor), 404)
  t.equal(await statusOf('GET', '/v1/audit/none', supervisor), 404)
})

t.test('a long history is read in pages, and each page tells of the whole chain', async (t) => {
  const id = await openCase('AQ')
  for (let count = 0; count < 5; count++) await scan(id, false)
  const read = (query: string) => house.call('GET', `/v1/audit/${id}${query}`, { as: supervisor })
  const sequences = (body: Body) => body.events.map((event: Body) => event.sequence)
  const whole = await read('')
  t.match(whole.body, { verification: { events: 7, faults: [] }, nextCursor: null })
  const pages: Body[] = []
  let query = '?limit=3'
  do {
    const { body }: Body = await read(query)
    t.same(body.verification, whole.body.verification)
    pages.push(body)
    query = `?limit=3&cursor=${body.nextCursor}`
  } while (pages.at(-1)?.['nextCursor'] !== null && pages.length < 9)
  t.same(pages.map(sequences), [[1, 2, 3], [4, 5, 6], [7]])
  t.same(pages.flatMap((page) => page['events']), whole.body.events)
  await owner.query('delete from deliveries where case_id = $1', [id])
  await owner.query(`update events set type = 'lightwell.notice.served.v1' where case_id = $1 and version = 6`, [id])
  t.same((await read('?limit=1')).body.verification.faults, [{ sequence: 6, code: 'row_differs' }], 'found on any page')
  await owner.query('delete from events where case_id = $1 and version = 2', [id])
  t.same(sequences((await read('?limit=2')).body), [1, 3], 'what is gone takes no place')
  for (const [wrong, pointer] of [['limit=0', '/limit'], ['limit=101', '/limit'], ['cursor=x', '/cursor'],
    [`cursor=${cursorOf(['-1'])}`, '/cursor'], ['from=3', '/from']] as const) {
    t.match(await read(`?${wrong}`), { status: 422, body: { errors: [{ pointer }] } }, wrong)
  }
})

t.test('whatever is changed in a history is found, at its place', async (t) => {
  const one = 'where case_id = $1 and version = 1'
  const two = 'where case_id = $1 and version = 2'
  const tamper: [name: string, statement: string, ...faults: [sequence: number, code: string][]][] = [
    ['one byte', `update events set bytes = set_byte(bytes, 9, get_byte(bytes, 9) # 1) ${one}`, [1, 'hash_differs']],
    ['the hash', `update events set hash = hash || 'x' ${one}`, [1, 'hash_differs'], [2, 'previous_differs']],
    ['the type as queries see it', `update events set type = 'lightwell.notice.served.v1' ${two}`, [2, 'row_differs']],
    ['the time as queries see it', `update events set occurred_at = '2026-01-01T00:00:00Z' ${one}`, [1, 'row_differs']],
    ['the last event taken away', `delete from events ${two}`, [1, 'head_differs']],
    ['all but the head taken away', 'delete from events where case_id = $1', [0, 'head_differs']],
  ]
  for (const [name, statement, ...faults] of tamper) {
    const id = await openCase('AQ')
    // No room may change a history; whoever owns the database can.
    await owner.query('delete from deliveries where case_id = $1', [id])
    await owner.query(statement, [id])
    const expected = faults.map(([sequence, code]) => ({ sequence, code }))
    const audit = await house.call('GET', `/v1/audit/${id}`, { as: supervisor })
    t.same(audit.body.verification.faults, expected, name)
    const verification = { as: supervisor, body: { requestId: id } }
    const { body } = await house.call('POST', '/v1/audit/verifications', verification)
    t.match(body, { cases: 1, nextCursor: null, faults: expected.map((fault) => ({ requestId: id, ...fault })) }, name)
  }
})

t.test('bytes replaced together with their hash break the chain, even where nobody can read them', async (t) => {
  const id = await openCase('AQ')
  const bytes = Buffer.from('not an event')
  const replace = 'update events set bytes = $2, hash = $3 where case_id = $1 and version = 1'
  await owner.query(replace, [id, bytes, namedHash(bytes)])
  const { status, body } = await house.call('GET', `/v1/audit/${id}`, { as: supervisor })
  t.equal(status, 200)
  t.equal(body.events[0].actor, null)
  t.ok(body.verification.faults.some((fault: Body) => fault.sequence === 1))
})

t.test('the cases of an agency, or all of them, are verified so many at a time', async (t) => {
  const verify = async (body: object, as = supervisor): Promise<Body> =>
    await house.call('POST', '/v1/audit/verifications', { as, body })
  const { rows: [{ count }] } = await owner.query('select count(*)::int from case_heads')
  const all = (await verify({})).body
  t.match(all, { cases: count, nextCursor: null })
  t.equal(new Set(all.faults.map((fault: Body) => fault.requestId)).size, 8)
  t.match((await verify({ agency: 'XM' })).body, { faults: [] }, 'no history of this agency was touched')
  const found: Body[] = []
  let cursor: string | undefined
  let pages = 0
  do {
    const { body }: Body = await verify({ limit: 3, ...(cursor !== undefined && { cursor }) })
    found.push(...body.faults)
    cursor = body.nextCursor ?? undefined
    pages += 1
  } while (cursor !== undefined)
  t.same(found, all.faults)
  t.ok(pages > 2)
  const wrongCursor = await verify({ cursor: 'WyJ4Il0' })
  t.match(wrongCursor, { status: 422, body: { errors: [{ pointer: '/cursor', code: 'wrong_cursor' }] } })
  t.equal((await verify({ limit: 501 })).status, 422)
  t.equal((await verify({ requestId: uuidv7() })).status, 404)
  t.equal((await verify({ agency: 'XM' }, 'xm.head')).status, 403)
  t.equal(await statusOf('POST', '/v1/audit/verifications', undefined, {}), 401)
})

t.test('a delivery that keeps failing is parked with its first error, and goes on when it is replayed', async (t) => {
  const id = await openCase()
  const other = await openCase()
  await owner.query('alter table incidents rename to incidents_gone')
  const recordId = await scan(id, true)
  // It has used its attempts but one, so that the next failure is its last.
  const lastAttempt = `update deliveries set attempts = 7, next_attempt_at = $2 where case_id = $1 and version = 3`
  await owner.query(lastAttempt, [id, house.clock.now()])
  deps.waker.wake(['oversight'])
  const listed = async (as = supervisor): Promise<Body[]> =>
    (await house.call('GET', '/v1/deliveries?state=parked', { as })).body.items
  const [parked] = await until(listed, (items) => items.length > 0)
  t.match(parked, {
    requestId: id, consumer: 'oversight', sequence: 3, type: 'lightwell.record.scanned.v1', state: 'parked',
    attempts: 8,
  })
  t.equal(parked.firstError, 'database 42P01')
  await owner.query('alter table incidents_gone rename to incidents')
  await scan(id, true)
  await scan(other, true)
  await settled(other)
  t.equal((await incidentsOf(other)).length, 1, 'other cases go on')
  t.equal((await incidentsOf(id)).length, 0, 'the later events of this case wait')
  const pathOf = (eventId: string, consumer: string): string => `/v1/deliveries/${eventId}/${consumer}/replay`
  const replay = pathOf(parked.eventId, 'oversight')
  t.equal(await statusOf('POST', replay), 401)
  t.equal(await statusOf('POST', replay, supervisor), 403, 'a supervisor looks on')
  const strangers = [[uuidv7(), 'oversight'], [parked.eventId, 'intake'], [parked.eventId, 'kitchen']] as const
  for (const [eventId, consumer] of strangers) {
    t.equal(await statusOf('POST', pathOf(eventId, consumer), 'city.admin'), 404)
  }
  const replayed = await house.call('POST', replay, { as: 'city.admin' })
  const waiting = { eventId: parked.eventId, state: 'pending', attempts: 0, firstError: 'database 42P01' }
  t.match(replayed, { status: 200, body: waiting })
  await settled(id)
  t.equal((await incidentsOf(id))[0].record_id, recordId)
  t.equal((await incidentsOf(id)).length, 2, 'both events took effect')
  const again = await house.call('POST', replay, { as: 'city.admin' })
  t.match(again, { status: 409, body: { code: 'delivery_not_parked' } })
  t.same(await listed('city.admin'), [])
  for (const as of ['xm.officer', 'xm.head', 'portal']) t.equal(await statusOf('GET', '/v1/deliveries', as), 403, as)
  t.equal(await statusOf('GET', '/v1/deliveries?state=done', supervisor), 422)
  const unknown = await house.call('GET', '/v1/deliveries?consumer=intake', { as: supervisor })
  t.match(unknown, { status: 422, body: { errors: [{ pointer: '/consumer', code: 'unknown_field' }] } })
  t.equal(await statusOf('GET', '/v1/deliveries'), 401)
})

t.test('parked deliveries come in pages', async (t) => {
  const id = await openCase()
  for (const consumer of ['oversight', 'decision']) {
    await owner.query(`
      insert into deliveries (event_id, consumer, case_id, version, state, attempts, next_attempt_at, first_error)
      select id, $2, case_id, version, 'parked', 8, occurred_at, 'an error'
      from events where case_id = $1`, [id, consumer])
  }
  const pages: Body[] = []
  let cursor: string | null = ''
  do {
    const place = cursor === '' ? '' : `&cursor=${cursor}`
    const { body }: Body = await house.call('GET', `/v1/deliveries?limit=1${place}`, { as: supervisor })
    pages.push(...body.items)
    cursor = body.nextCursor
  } while (cursor !== null)
  const found = pages.map((item) => `${item.sequence} ${item.consumer}`)
  t.same(found, ['1 decision', '1 oversight', '2 decision', '2 oversight'])
})
