import { randomBytes } from 'node:crypto'
import { connect as dial } from 'node:net'
import { pino } from 'pino'
import t from 'tap'
import { developmentVerifier } from '@lightwell/http/staff-token'
import { keyRing } from '@lightwell/secrets/key-ring'
import { openHouse } from '../../services/house.ts'
import { allRooms } from '../../services/run.ts'
import { aFiling } from '../support/builders.ts'
import { openLine } from '../support/cuttable-line.ts'
import { cloneDatabase } from '../support/database.ts'
import { openTestHouse } from '../support/house.ts'
import { noScanner } from '../support/no-scanner.ts'
import { noStore } from '../support/no-store.ts'

const calculation = { start: '2026-09-24', unit: 'working_days', n: 5, calendar: 'CN' }

t.test('without a token an address may file 60 times and calculate 600 times a minute; with one it is not counted', async (t) => {
  const house = await openTestHouse(t, { limits: true })
  // A filing with a fault costs as much as one without.
  const answers = await Promise.all(Array.from({ length: 61 }, () => house.call('POST', '/v1/requests', { body: {} })))
  const statuses = answers.map(({ status }) => status)
  t.equal(statuses.filter((status) => status === 422).length, 60)
  const [refused] = answers.filter(({ status }) => status === 429)
  t.match(refused?.body, { code: 'too_many_requests', status: 429 })
  t.match(refused?.headers.get('content-type'), /^application\/problem\+json/)
  t.ok(Number(refused?.headers.get('retry-after')) > 0)
  t.equal((await house.call('POST', '/v1/requests', { body: {}, as: 'portal' })).status, 422, 'a portal goes on')
  t.equal((await house.call('POST', '/v1/working-days', { body: calculation })).status, 200, 'the other count is its own')
  let calculated = 1
  while ((await house.call('POST', '/v1/working-days', { body: calculation })).status === 200) calculated += 1
  t.equal(calculated, 600)
})

t.test('every answer forbids what a browser could do with it; the docs page may run its own scripts', async (t) => {
  const house = await openTestHouse(t)
  const filed = await house.call('GET', '/v1/agencies')
  t.match(filed.headers.get('content-security-policy'), /default-src 'none'/)
  t.equal(filed.headers.get('cache-control'), 'no-store')
  t.equal(filed.headers.get('x-content-type-options'), 'nosniff')
  t.match(filed.headers.get('x-request-id'), /^[0-9a-f-]{36}$/)
  const docs = await house.call('GET', '/docs/')
  t.equal(docs.status, 200)
  t.match(docs.headers.get('content-security-policy'), /script-src 'self'/)
  t.notMatch(docs.headers.get('content-security-policy'), /upgrade-insecure-requests/)
})

t.test('the contract is OpenAPI 3.1, names every operation once, and tells problems of each', async (t) => {
  const house = await openTestHouse(t)
  const { body: contract } = await house.call('GET', '/openapi.json')
  t.equal(contract.openapi, '3.1.0')
  const names = new Set<string>()
  for (const [path, operations] of Object.entries<Record<string, { responses: object, summary?: string, operationId?: string, parameters?: { name: string }[] }>>(contract.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      t.ok(operation.summary, `${method} ${path} has a summary`)
      if (path.startsWith('/v1')) {
        t.notOk(names.has(operation.operationId as string), `${operation.operationId} is the name of one operation`)
        names.add(operation.operationId as string)
      }
      if (path.startsWith('/v1') && method === 'post') {
        t.ok(operation.parameters?.some(({ name }) => name === 'idempotency-key'), `${method} ${path} tells of the key`)
      }
      const told = Object.keys(operation.responses)
      if (path.startsWith('/v1')) t.ok(told.includes('4XX') && told.includes('5XX'), `${method} ${path} tells its problems`)
    }
  }
})

t.test('probes and metrics tell what operators need', async (t) => {
  const house = await openTestHouse(t)
  t.equal((await house.call('GET', '/livez')).status, 200)
  t.equal((await house.call('GET', '/readyz')).status, 200)
  await house.file()
  const { text } = await house.call('GET', '/metrics')
  t.match(text, /^lightwell_open_requests_without_deadline \d+$/m)
  t.match(text, /^# TYPE lightwell_deliveries_open gauge$/m)
  t.match(text, /^process_cpu_seconds_total/m)
})

t.test('a body that is too large is refused so that its sender can read why', async (t) => {
  const house = await openTestHouse(t)
  const { status, body } = await house.call('POST', '/v1/requests', { body: JSON.stringify({ description: 'x'.repeat(1_100_000) }) })
  t.equal(status, 413)
  t.equal(body.code, 'too_large')
})

t.test('an id, a day or a path that is none is refused at the door, and never reaches the database', async (t) => {
  const house = await openTestHouse(t)
  const { id } = await house.file()
  for (const path of [`/v1/requests/urn:uuid:${id}`, `/v1/requests/${id.toUpperCase()}`, '/v1/requests/%zz', `/v1/deadlines/urn:uuid:${id}`]) {
    const { status, headers } = await house.call('GET', path, { as: 'xm.officer' })
    t.equal(status, 404, path)
    t.match(headers.get('content-type'), /^application\/problem\+json/)
  }
  const long = await house.call('GET', `/v1/requests/${'x'.repeat(300)}`, { as: 'xm.officer' })
  t.match(long, { status: 414, body: { code: 'uri_too_long' } })
  for (const birthDate of ['0000-01-01', '0001-01-01', '1799-12-31', '2200-01-01', '2026-02-30', '2026-1-1']) {
    const { status, body } = await house.call('POST', '/v1/requests', { body: { ...aFiling(), applicant: { ...aFiling().applicant, birthDate } } })
    t.equal(status, 422, birthDate)
    t.match(body.errors, [{ pointer: '/applicant/birthDate' }])
  }
})

t.test('a body made of faults gets a hundred of them told, not all', async (t) => {
  const house = await openTestHouse(t)
  const body = Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`f${n}`, 1]))
  const { status, text } = await house.call('POST', '/v1/working-days', { body })
  t.equal(status, 422)
  t.ok(text.length < 20_000, `${text.length} characters`)
})

t.test('while the database is out of reach callers are told to come back, and operators that it is not ready', async (t) => {
  const keys = keyRing(randomBytes(32))
  const line = await openLine((await cloneDatabase(t)).url)
  const house = await openHouse({
    rooms: allRooms, allRooms, databaseUrl: line.url, keys, bytes: noStore, halfKeys: noStore, scanner: noScanner,
    clock: { now: () => new Date('2026-03-02T01:00:00Z') },
    verifyStaff: developmentVerifier(keys), logger: pino({ level: 'silent' }), limits: false,
  })
  t.teardown(() => house.stop())
  t.equal((await house.app.inject({ method: 'GET', url: '/readyz' })).statusCode, 200)
  await line.cut()
  const answer = await house.app.inject({ method: 'GET', url: '/v1/agencies' })
  t.equal(answer.statusCode, 503)
  t.equal(answer.headers['retry-after'], '5')
  t.match(answer.json(), { code: 'unavailable' })
  t.equal((await house.app.inject({ method: 'GET', url: '/readyz' })).statusCode, 503)
  t.equal((await house.app.inject({ method: 'GET', url: '/livez' })).statusCode, 200)
})

t.test('what is not HTTP, not here or not this method is refused, and nothing breaks', async (t) => {
  const house = await openTestHouse(t)
  for (const [method, path] of [['GET', '/v1/nothing'], ['GET', '/v1/requests/%00'], ['GET', '/v1/requests/..%2f..'], ['PATCH', '/v1/requests']] as const) {
    const { status, body } = await house.call(method, path, { as: 'xm.officer' })
    t.equal(status, 404, `${method} ${path}`)
    t.equal(body.code, 'not_found')
  }
  const { port } = new URL(house.address)
  for (const bytes of ['GET / HTTP/9.9\r\n\r\n', 'nonsense\r\n\r\n', 'POST /v1/requests HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n']) {
    const answer = await new Promise<string>((resolve) => {
      const socket = dial(Number(port), '127.0.0.1', () => socket.write(bytes))
      t.teardown(() => socket.destroy())
      let text = ''
      socket.on('data', (chunk) => { text += chunk })
      socket.on('close', () => resolve(text))
      socket.on('error', () => resolve(text))
    })
    t.match(answer, /^(HTTP\/1\.1 400|$)/, JSON.stringify(bytes.slice(0, 20)))
  }
  t.equal((await house.call('GET', '/livez')).status, 200)
})
