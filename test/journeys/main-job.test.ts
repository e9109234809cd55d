// The story of one request from its filing to its answer, and of what must be true at the end of every such story.
import { createHash, randomUUID } from 'node:crypto'
import t from 'tap'
import { Value } from '@sinclair/typebox/value'
import { asc, eq } from 'drizzle-orm'
import { contracts } from '@lightwell/events/contracts'
import { readEnvelope } from '@lightwell/events/envelope'
import { events, idempotencyKeys } from '@lightwell/schema/tables/common'
import { openTestHouse } from '../support/house.ts'
import {
  addRecord, approve, fileRequest, must, passRecord, propose, readUntil, recordSearch, until, type Call,
} from '../support/story.ts'
import { tablesHolding } from '../support/sweep.ts'

const citizen = {
  kind: 'citizen', name: '欧阳青鸢', sex: 'female', birthDate: '1949-12-31', idNumber: '11010519491231002X',
  address: '新民镇青鸢巷77号', phone: '13955512345', email: 'qingyuan@example.org',
}
const description = '青鸢巷地块征地补偿方案'
const purpose = '核对青苗补偿款是否足额'
const title = '青鸢巷补偿方案正本'
const text = '青鸢巷地块补偿方案\n每亩补偿三万二千元，青苗另计四千元。\n'
const opinions = ['初审：已逐页核对，未见涉密内容。', '复审：与原件一致，可以公开。']

type Overdue = { data: { overdue: { edges: { node: { requestId: string, workingDaysLate: number } }[] } } }
type Deadline = { state: string, explanation: { date: string, n: number | null, reason: string }[] }
type Shown = { status: string }

function disclosed ({ id }: { id: string }): object {
  return { description: '补偿方案', outcome: 'disclose', records: [id] }
}

t.test('the main job', async (t) => {
  const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
  // Every write is sent with a key, so that all its answers are kept, and the sweep at the end finds them sealed.
  const call: Call = (method, path, options = {}) => {
    const headers = { 'idempotency-key': randomUUID(), ...options.headers }
    return house.call(method, path, method === 'POST' && path !== '/graphql' ? { ...options, headers } : options)
  }

  const filed = await fileRequest(call, { applicant: citizen, description, purpose })
  const other = await fileRequest(call)
  const applicant = filed.accessToken
  const requestPath = `/v1/requests/${filed.id}`
  const deadlinePath = `/v1/deadlines/${filed.id}`

  async function overdue () {
    const query = '{ overdue { edges { node { requestId workingDaysLate } } } }'
    const { data } = must<Overdue>(200, await call('POST', '/graphql', { as: 'jcj.supervisor', body: { query } }))
    return data.overdue.edges.map(({ node }) => node)
  }

  await t.test('a citizen files, and leaves with a number, a token and a day', async (t) => {
    t.match(filed, { status: 'registered', receiptNumber: /^XM-20260302-/, dueOn: '2026-03-09' })
    const deadline = await readUntil<Deadline>(call, deadlinePath, applicant, { state: 'running' })
    t.match(deadline, { dueOn: '2026-03-09', dueAt: '2026-03-09T16:00:00.000Z', workingDaysLeft: 5, overdue: false })
    t.same(deadline.explanation.map(({ date, n, reason }) => [date.slice(5), n, reason]), [
      ['03-02', 0, 'start'], ['03-03', 1, 'weekday'], ['03-04', 2, 'weekday'], ['03-05', 3, 'weekday'],
      ['03-06', 4, 'weekday'], ['03-07', null, 'weekend'], ['03-08', null, 'weekend'], ['03-09', 5, 'weekday'],
    ])
  })

  house.clock.set('2026-03-03T02:00:00Z')
  await recordSearch(call, filed)
  const record = await addRecord(call, filed, { title, text })

  await t.test('the officer looks for it and adds what he found: the request is in work', async (t) => {
    t.match(record, { sealed: false, sha256: createHash('sha256').update(text).digest('hex') })
    const shown = await readUntil<Shown>(call, requestPath, 'xm.officer', { status: 'processing' })
    t.match(shown, { heldBy: 'review', applicant: { idNumberTail: '002X' } })
    t.notMatch(JSON.stringify(shown), citizen.idNumber)
  })

  await t.test('nothing leaves before every level has passed it', async (t) => {
    const body = { requestId: filed.id, parts: [disclosed(record)], delivery: { on: '2026-03-05' } }
    const answer = await call('POST', '/v1/decisions', { as: 'xm.officer', body })
    t.match(answer, { status: 409, body: { code: 'review_incomplete' } })
    t.equal((await call('GET', `/v1/records/${record.id}/content`, { as: applicant })).status, 404)
  })

  house.clock.set('2026-03-04T02:00:00Z')
  await passRecord(call, filed, record, opinions)
  house.clock.set('2026-03-05T02:00:00Z')
  const decisionId = await propose(call, filed, [disclosed(record)])

  await t.test('a proposal is the agency’s own affair, and its proposer does not approve it', async (t) => {
    t.equal((await call('GET', `/v1/decisions/${decisionId}`, { as: applicant })).status, 404)
    t.equal((await call('POST', `/v1/decisions/${decisionId}/approval`, { as: 'xm.officer', body: {} })).status, 403)
  })

  const issued = await approve(call, filed, decisionId)

  await t.test('approved is served: the applicant reads decision, notice and the very bytes reviewed', async (t) => {
    t.match(issued, { state: 'issued', outcome: 'disclose', servedOn: '2026-03-05' })
    const { body: decision } = await call('GET', `/v1/decisions/${decisionId}`, { as: applicant })
    t.match(decision, { parts: [{ records: [{ id: record.id, sha256: record.sha256 }] }] })
    const notice = await call('GET', `/v1/decisions/${decisionId}/notice`, { as: applicant })
    t.match(notice.text, 'XM公复〔2026〕1号')
    t.match(notice.text, record.sha256)
    t.match(notice.text, '60日内依法申请行政复议')
    const content = await call('GET', `/v1/records/${record.id}/content`, { as: applicant })
    t.same([content.status, content.text], [200, text])
    const elsewhere = await call('GET', `/v1/records/${record.id}/content`, { as: other.accessToken })
    t.equal(elsewhere.status, 404, 'and nobody else does')
  })

  await t.test('the clock stopped in time, and the request is closed', async (t) => {
    const deadline = await readUntil<Deadline>(call, deadlinePath, applicant, { state: 'met' })
    t.match(deadline, { answeredOn: '2026-03-05', overdue: false, workingDaysLeft: null })
    const shown = await readUntil<Shown>(call, requestPath, applicant, { status: 'closed' })
    t.match(shown, { decisionId, notices: [{ kind: 'decision' }], next: null, deadline: { state: 'met' } })
  })

  await t.test('supervisors see only what is late: the other request, until it is answered', async (t) => {
    house.clock.set('2026-03-09T15:59:59Z')
    t.same(await overdue(), [], 'the due day lasts until its midnight')
    house.clock.set('2026-03-11T01:00:00Z')
    t.same(await overdue(), [{ requestId: other.id, workingDaysLate: 2 }])
    await recordSearch(call, other)
    const notHeld = { description: '补偿方案', outcome: 'refuse', grounds: ['not_held'] }
    await approve(call, other, await propose(call, other, [notHeld]))
    await until(overdue, (late) => late.length === 0)
    const { body: deadline } = await call('GET', `/v1/deadlines/${other.id}`, { as: 'xm.head' })
    t.match(deadline, { state: 'missed', answeredOn: '2026-03-11', workingDaysLate: 2 }, 'late it stays on record')
  })

  await t.test('its history verifies, and every event says what its contract allows', async (t) => {
    const { db } = house.connection('oversight')
    const stored = await db.select().from(events).where(eq(events.caseId, filed.id)).orderBy(asc(events.version))
    const told = stored.map(({ bytes }) => readEnvelope(bytes))
    const types = told.map(({ type }) => type.replace(/^lightwell\.|\.v1$/g, ''))
    // That the day comes near is told whenever a sweep finds it so.
    t.same(types.filter((type) => !['record.opened', 'notice.read', 'deadline.approaching'].includes(type)), [
      'request.registered', 'deadline.started', 'search.recorded', 'record.added', 'record.scanned', 'record.reviewed',
      'record.reviewed', 'decision.proposed', 'decision.issued', 'notice.served', 'deadline.stopped', 'term.opened', 'term.opened',
    ])
    for (const { type, data, specversion, subject, source, actor } of told) {
      t.ok(Value.Check(contracts[type], data), type)
      t.match({ specversion, subject, source, actor }, {
        specversion: '1.0', subject: filed.id, source: /^\/lightwell\/(intake|deadline|decision|oversight)$/,
        actor: /^(staff:[0-9a-f-]{36}|applicant|anonymous|system)$/,
      })
    }
    const verified = await call('POST', '/v1/audit/verifications', { as: 'jcj.supervisor', body: {} })
    t.match(verified, { status: 200, body: { cases: 2, faults: [] } })
  })

  await t.test('what was entrusted stands where it belongs and nowhere else', async (t) => {
    const belongs: [words: string, tables: string[]][] = [
      [citizen.idNumber, []], [applicant, []], [text.slice(10, 24), []],
      [citizen.name, ['notices', 'requests']], [citizen.birthDate, ['requests']], [citizen.address, ['requests']],
      [citizen.phone, ['requests']], [citizen.email, ['requests']], [description, ['requests']],
      [purpose, ['requests']], [title, ['notices', 'records']],
      ...opinions.map((opinion): [string, string[]] => [opinion, ['reviews']]),
    ]
    for (const [words, tables] of belongs) t.same(await tablesHolding(house.url, words), tables, words)
    t.same(await tablesHolding(house.url, 'xm.officer'), ['people'], 'a sweep does find what is there')
    const { db } = house.connection('intake')
    t.equal(await db.$count(idempotencyKeys), 11, 'among it the answers kept for those who ask again')
  })
})
