import t from 'tap'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Day } from '@lightwell/calendar/day'
import { calendarNamed } from '../../../services/oversight/rules/lateness.ts'
import { workingDaysBetween } from '@lightwell/calendar/working-calendar'
import { openTestHouse, type Body } from '../../support/house.ts'
import { fillRequests } from '../../support/many-requests.ts'
import { askerOf, walk, type Edge } from './ask.ts'
import { openCaseRows } from './case-rows.ts'

const now = new Date('2026-03-02T01:00:00Z')
const house = await openTestHouse(t, { now: now.toISOString() })
const ask = askerOf(house)
const rows = await openCaseRows(t, house.url)
await fillRequests(house.url, { count: 600, now, overdueShare: 0.3 })

// Cases whose facts the tests below name; the two agencies count apart from the filling.
const held = {
  officer: await rows.add({ dueOn: '2026-02-27' }),
  head: await rows.add({ dueOn: '2026-02-26', status: 'processing' }),
  review: await rows.add({ dueOn: '2026-02-25', status: 'processing' }),
  clerk: await rows.add({ dueOn: '2026-02-24', status: 'decided' }),
  extension: await rows.add({ agency: 'CS', dueOn: '2026-02-13', status: 'processing' }),
}
await rows.propose(held.head)
await rows.review(await rows.record(held.review), 1, '2026-01-08T02:00:00Z')
await rows.issue(held.clerk, { proposedAt: '2026-01-08T02:00:00Z', decidedAt: '2026-01-09T02:00:00Z' })
await rows.extend(held.extension)
const late = async (list: string, as = 'jcj.supervisor'): Promise<Body[]> =>
  (await walk(ask, list, 'requestId dueOn dueAt workingDaysLate overdue state heldBy reviewLevel stage agency { code }', { first: 100, as }))
    .map((edge) => edge.node)

t.test('a supervisor sees late cases of every agency, longest late first', async (t) => {
  const nodes = await late('overdue')
  t.same(new Set(nodes.map((node) => node.agency.code)), new Set(['XM', 'CS', 'AQ', 'CITY']))
  t.same(nodes, nodes.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt) || a.requestId.localeCompare(b.requestId)))
  t.ok(nodes.every((node) => node.overdue && node.state === 'RUNNING' && new Date(node.dueAt) <= now))
  const { rows: [counted] } = await rows.query(`select count(*)::int as late from deadlines where state = 'running' and due_at <= $1`, [now])
  t.equal(nodes.length, counted.late, 'none is missing')
})

t.test('the staff of an agency sees its own cases only, whatever is asked for', async (t) => {
  const own = await late('overdue', 'xm.officer')
  t.ok(own.length > 50)
  t.ok(own.every((node) => node.agency.code === 'XM'))
  t.same(await late('overdue(filter: { agencies: ["CS", "AQ"] })', 'xm.officer'), [])
  t.equal((await late('overdue(filter: { agencies: ["CS", "XM"] })', 'xm.officer')).length, own.length)
  const query = `query ($id: ID!) { request(id: $id) { id deadline { dueOn } } }`
  t.same((await ask(query, { as: 'xm.head', variables: { id: held.extension } })).body, { data: { request: null } }, 'not visible is null')
  t.equal((await ask(query, { as: 'cs.head', variables: { id: held.extension } })).body.data.request.id, held.extension)
  const counts = (await ask('{ workload(by: AGENCY) { key } }', { as: 'cs.clerk' })).body.data.workload
  t.same(counts, [{ key: 'CS' }])
})

t.test('who has no post in the gallery gets no list, and who has no token nothing at all', async (t) => {
  const anonymous = await ask('{ overdue { edges { cursor } } }', { as: null })
  t.equal(anonymous.status, 401)
  t.equal(anonymous.body.errors[0].extensions.code, 'unauthenticated')
  t.notOk('data' in anonymous.body)
  for (const as of ['portal', 'city.admin']) {
    const refused = await ask('{ overdue { edges { cursor } } }', { as })
    t.match(refused.body, { data: null, errors: [{ path: ['overdue'], extensions: { code: 'not_allowed' } }] }, as)
  }
  const portal = await ask('query ($id: ID) { request(id: $id) { id } }', { as: 'portal', variables: { id: held.head } })
  t.same(portal.body, { data: { request: null } })
})

t.test('a request is found by its id, its receipt number, or both', async (t) => {
  const receiptNumber = `TEST-${held.clerk}`
  const query = `query ($id: ID, $receiptNumber: String) { request(id: $id, receiptNumber: $receiptNumber) {
    id receiptNumber status kind channel receivedOn heldBy reviewLevel agency { code nameZh nameEn }
    deadline { state dueOn overdue provisional request { id } } decision { outcome state issuedAt } } }`
  const expected = {
    id: held.clerk, receiptNumber, status: 'DECIDED', kind: 'DISCLOSURE', channel: 'ONLINE', receivedOn: '2026-01-05',
    heldBy: 'CLERK', reviewLevel: null, agency: { code: 'XM', nameZh: '新民镇人民政府', nameEn: 'Xinmin Town Government' },
    deadline: { state: 'RUNNING', dueOn: '2026-02-24', overdue: true, provisional: false, request: { id: held.clerk } },
    decision: { outcome: 'DISCLOSE', state: 'ISSUED', issuedAt: '2026-01-09T02:00:00.000Z' },
  }
  for (const variables of [{ id: held.clerk }, { receiptNumber }, { id: held.clerk, receiptNumber }]) {
    t.same((await ask(query, { variables })).body, { data: { request: expected } })
  }
  for (const variables of [{ id: held.head, receiptNumber }, { id: 'no id' }, { id: '00000000-0000-7000-8000-000000000000' }]) {
    t.same((await ask(query, { variables })).body, { data: { request: null } })
  }
  const neither = (await ask(query)).body.errors[0]
  t.match(neither, { path: ['request'], extensions: { code: 'invalid_input', errors: [{ pointer: '/id', code: 'required' }, {}] } })
})

t.test('late cases are narrowed by the duty that must act next, and by the stage of the request', async (t) => {
  for (const [duty, id] of [['HEAD', held.head], ['REVIEW', held.review], ['CLERK', held.clerk]] as const) {
    const nodes = await late(`overdue(filter: { heldBy: ${duty} })`)
    t.ok(nodes.some((node) => node.requestId === id), duty)
    t.ok(nodes.every((node) => node.heldBy === duty))
  }
  t.same((await late('overdue(filter: { heldBy: [REVIEW] })')).map((node) => node.reviewLevel), [2])
  t.ok((await late('overdue(filter: { heldBy: [HEAD], agencies: ["CS"] })')).some((node) => node.requestId === held.extension))
  const all = await late('overdue')
  const parts = await Promise.all(['OFFICER', 'HEAD', 'REVIEW', 'CLERK', 'DISCLOSURE_OFFICE'].map((duty) => late(`overdue(filter: { heldBy: ${duty} })`)))
  t.equal(parts.flat().length, all.length, 'every late case is held by one duty')
  t.same((await late('overdue(filter: { stage: [DECIDED] })')).map((node) => node.requestId), [held.clerk])
  const stages = await Promise.all(['REGISTERED', 'PROCESSING', 'DECIDED'].map((stage) => late(`overdue(filter: { stage: ${stage} })`)))
  t.equal(stages.flat().length, all.length)
})

t.test('late cases are narrowed by how many working days they are late', async (t) => {
  const all = await late('overdue')
  const today = dayIn(now, 'Asia/Shanghai')
  for (const node of all) t.equal(node.workingDaysLate, workingDaysBetween(calendarNamed('CN'), node.dueOn as Day, today))
  for (const least of [0, 1, 2, 3, 10, 30, 2_000_000_000]) {
    const nodes = await late(`overdue(filter: { minWorkingDaysLate: ${least} })`)
    t.same(nodes, all.filter((node) => node.workingDaysLate >= least), `at least ${least}`)
  }
  const refused = (await ask('{ overdue(filter: { minWorkingDaysLate: -1 }) { edges { cursor } } }')).body.errors[0]
  t.match(refused.extensions, { code: 'invalid_input', errors: [{ pointer: '/filter/minWorkingDaysLate', code: 'too_small' }] })
})

t.test('lists are cut into pages that add up, and stay in place while cases come and go', async (t) => {
  const all = (await late('overdue')).map((node) => node.requestId)
  let added: string | undefined
  const paged = await walk(ask, 'overdue', 'requestId', {
    first: 7,
    async between (edges: Edge[]) {
      if (edges.length !== 14) return
      added = await rows.add({ dueOn: '2025-03-03', receivedOn: '2025-02-24' })
      await rows.query(`update deadlines set state = 'met', answered_on = due_on where request_id = $1`, [edges[3]?.node.requestId])
    },
  })
  t.same(paged.map((edge) => edge.node.requestId), all, 'no case is given twice or left out')
  t.equal((await late('overdue'))[0].requestId, added)
  const first = (await ask('{ overdue(first: 3) { edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }')).body.data.overdue
  t.same(first.pageInfo, {
    hasNextPage: true, hasPreviousPage: false, startCursor: first.edges[0].cursor, endCursor: first.edges[2].cursor,
  })
  const none = (await ask('{ overdue(first: 0) { edges { cursor } pageInfo { hasNextPage endCursor } } }')).body.data.overdue
  t.same(none, { edges: [], pageInfo: { hasNextPage: true, endCursor: null } })
  const second = (await ask(`{ overdue(first: 3, after: "${first.pageInfo.endCursor}") { edges { cursor } pageInfo { hasPreviousPage } } }`)).body.data.overdue
  t.equal(second.pageInfo.hasPreviousPage, true)
  t.equal((await ask('{ overdue { edges { cursor } } }')).body.data.overdue.edges.length, 50, 'fifty where nothing is said')
})

t.test('requests come latest first, narrowed by agency, status and days of receipt', async (t) => {
  const fields = 'id status receivedOn agency { code }'
  const all = (await walk(ask, 'requests', fields, { first: 100 })).map((edge) => edge.node)
  t.same(all.map(({ id }) => id), all.map(({ id }) => id).toSorted().toReversed())
  const wanted = (await walk(ask, 'requests(filter: { agencies: ["AQ"], status: [CLOSED, PROCESSING], receivedFrom: "2025-12-01", receivedTo: "2025-12-31" })', fields, { first: 9 }))
    .map((edge) => edge.node)
  t.ok(wanted.length > 5)
  t.same(wanted, all.filter((node) => node.agency.code === 'AQ' && ['CLOSED', 'PROCESSING'].includes(node.status) &&
    node.receivedOn >= '2025-12-01' && node.receivedOn <= '2025-12-31'))
  const own = await walk(ask, 'requests', fields, { first: 50, as: 'cs.review1' })
  t.equal(own.length, all.filter((node) => node.agency.code === 'CS').length)
})

t.test('extensions come longest waiting first', async (t) => {
  await rows.extend(held.officer, { state: 'approved', decided_by: held.officer, decided_at: '2026-01-07T02:00:00Z', decided_as_deputy: false, new_due_on: '2026-01-19' })
  await rows.extend(held.review, { state: 'rejected', decided_by: held.review, decided_at: '2026-01-07T02:00:00Z', decision_reason: '理由不充分' })
  const fields = 'id state requestedAt newDueOn approvingDuty request { id deadline { extension { id } } }'
  const all = (await walk(ask, 'extensions', fields, { first: 5 })).map((edge) => edge.node)
  t.same(all.map((node) => `${node.requestedAt} ${node.id}`), all.map((node) => `${node.requestedAt} ${node.id}`).toSorted())
  for (const state of ['PENDING', 'APPROVED', 'REJECTED']) {
    const some = (await walk(ask, `extensions(state: ${state})`, fields, { first: 2 })).map((edge) => edge.node)
    t.same(some, all.filter((node) => node.state === state))
    t.ok(some.length > 0)
  }
  t.ok(all.every((node) => node.request.deadline.extension.id === node.id))
  t.same((await walk(ask, 'extensions', 'request { id }', { first: 5, as: 'aq.head' })).filter(({ node }) => node.request.id === held.officer), [])
})

t.test('a workload adds up to the list that it counts', async (t) => {
  const sum = (counts: Body[], column: string): number => counts.reduce((total, count) => total + count[column], 0)
  for (const filter of ['{}', '{ agencies: ["XM", "CS"] }', '{ heldBy: HEAD }', '{ stage: [REGISTERED] }', '{ minWorkingDaysLate: 5 }', '{ asOf: "2026-01-20T04:00:00Z" }']) {
    const listed = (await late(`overdue(filter: ${filter})`)).length
    t.ok(listed > 0, filter)
    for (const by of ['AGENCY', 'HOLDER', 'STAGE', 'AGE_BAND']) {
      const { body } = await ask(`{ workload(by: ${by}, filter: ${filter}) { key open overdue dueSoon } }`)
      t.equal(sum(body.data.workload, 'overdue'), listed, `${by} ${filter}`)
      t.ok(body.data.workload.every((count: Body) => count.open >= count.overdue + count.dueSoon))
    }
  }
  const { rows: [open] } = await rows.query(`select count(*)::int as open from deadlines where state in ('running', 'paused')`)
  const bands = (await ask('{ workload(by: AGE_BAND) { key open overdue dueSoon } }')).body.data.workload
  t.equal(sum(bands, 'open'), open.open)
  t.same(bands.map((band: Body) => band.key), ['0-5', '6-10', '11-20', '21-40', '41+'])
  t.equal(bands[0].overdue + bands[0].dueSoon > 0, true)
  const holders = (await ask('{ workload(by: HOLDER, filter: { heldBy: [CLERK, REVIEW] }) { key open } }')).body.data.workload
  t.same(holders, [{ key: 'CLERK', open: 1 }, { key: 'REVIEW', open: 1 }])
})

t.test('as of a past instant, the answer is what was recorded until then', async (t) => {
  const id = await rows.add({
    agency: 'AQ', receivedOn: '2026-01-05', dueOn: '2026-01-19', state: 'missed', answeredOn: '2026-01-21', status: 'closed',
    entries: [
      { recordedAt: '2026-01-05T02:00:00Z', kind: 'started', state: 'running', dueOn: '2026-01-12' },
      { recordedAt: '2026-01-12T02:00:00Z', kind: 'extended', state: 'running', dueOn: '2026-01-19', workingDays: 5 },
      { recordedAt: '2026-01-21T02:00:00Z', kind: 'stopped', state: 'missed', dueOn: '2026-01-19' },
    ],
  })
  await rows.extend(id, { requested_at: '2026-01-08T02:00:00Z', state: 'approved', decided_by: id, decided_at: '2026-01-12T02:00:00Z', decided_as_deputy: false, new_due_on: '2026-01-19' })
  await rows.issue(id, { proposedAt: '2026-01-20T02:00:00Z', decidedAt: '2026-01-21T01:00:00Z', servedAt: '2026-01-21T02:00:00Z' })
  const asOf = async (instant: string): Promise<Body> => (await late(`overdue(filter: { agencies: ["AQ"], asOf: "${instant}" })`)).find((node) => node.requestId === id)
  t.equal(await asOf('2026-01-19T15:59:59Z'), undefined, 'the last instant of the extended day')
  t.match(await asOf('2026-01-19T16:00:00Z'), { dueOn: '2026-01-19', workingDaysLate: 1, overdue: true, state: 'RUNNING', heldBy: 'OFFICER' })
  t.match(await asOf('2026-01-20T03:00:00Z'), { workingDaysLate: 1, heldBy: 'HEAD' }, 'a decision was proposed')
  t.match(await asOf('2026-01-21T01:30:00Z'), { workingDaysLate: 2, heldBy: 'CLERK' }, 'it was approved and not yet sent')
  t.equal(await asOf('2026-01-21T02:00:00Z'), undefined, 'it was answered')
  t.equal(await asOf('2026-01-13T00:00:00Z'), undefined, 'the old due day had been extended in time')
  t.equal((await late('overdue(filter: { asOf: "1999-01-01T00:00:00Z" })')).length, 0)
  const ahead = await late('overdue(filter: { asOf: "2026-06-01T00:00:00Z" })')
  t.ok(ahead.length > (await late('overdue')).length, 'a later instant shows what will be late if nothing moves')
  const wrong = await ask('{ overdue(filter: { asOf: "yesterday" }) { edges { cursor } } }')
  t.match(wrong, { status: 400, body: { errors: [{ extensions: { code: 'invalid_query' } }] } })
})

t.test('nothing personal stands in the graph', async (t) => {
  const { body } = await ask(`{ schema: __schema { types { name fields { name } } } }`)
  const fields = body.data.schema.types.filter((type: Body) => !type.name.startsWith('__'))
    .flatMap((type: Body) => type.fields ?? []).map((field: Body) => field.name)
  t.notOk(fields.some((name: string) => /applicant|idNumber|^name$|phone|email|address|description|purpose|title|opinion|sha256/i.test(name)))
  const answer = await ask(`query ($id: ID) { request(id: $id) { id receiptNumber deadline { request { id } } decision { id } } }`, { variables: { id: held.review } })
  t.notMatch(answer.text, /不该出现/)
})
