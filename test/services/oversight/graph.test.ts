import t from 'tap'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { dayIn } from '@lightwell/calendar/zoned'
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
const fields = 'requestId dueOn dueAt workingDaysLate overdue state heldBy reviewLevel stage agency { code }'

/** The nodes of a whole list of late cases. */
async function late (list: string, as = 'jcj.supervisor'): Promise<Body[]> {
  return (await walk(ask, list, fields, { first: 100, as })).map((edge) => edge.node)
}

/** The answer to one field of the query. */
async function answerTo (field: string, as = 'jcj.supervisor'): Promise<Body> {
  const { body } = await ask(`{ answer: ${field} }`, { as })
  if (body.errors) throw new Error(JSON.stringify(body.errors))
  return body.data.answer
}

async function count (condition: string): Promise<number> {
  return (await rows.query(`select count(*)::int as n from deadlines where ${condition}`)).rows[0].n
}

t.test('a supervisor sees late cases of every agency, longest late first', async (t) => {
  const nodes = await late('overdue')
  t.same(new Set(nodes.map((node) => node.agency.code)), new Set(['XM', 'CS', 'AQ', 'CITY']))
  t.same(nodes, nodes.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt) || a.requestId.localeCompare(b.requestId)))
  t.ok(nodes.every((node) => node.overdue && node.state === 'RUNNING' && new Date(node.dueAt) <= now))
  t.equal(nodes.length, await count(`state = 'running' and due_at <= '${now.toISOString()}'`), 'none is missing')
})

t.test('the staff of an agency sees its own cases only, whatever is asked for', async (t) => {
  const own = await late('overdue', 'xm.officer')
  t.ok(own.length > 50)
  t.ok(own.every((node) => node.agency.code === 'XM'))
  t.same(await late('overdue(filter: { agencies: ["CS", "AQ"] })', 'xm.officer'), [])
  t.equal((await late('overdue(filter: { agencies: ["CS", "XM"] })', 'xm.officer')).length, own.length)
  const query = `query ($id: ID!) { request(id: $id) { id deadline { dueOn } } }`
  const variables = { id: held.extension }
  t.same((await ask(query, { as: 'xm.head', variables })).body, { data: { request: null } }, 'not visible is null')
  t.equal((await ask(query, { as: 'cs.head', variables })).body.data.request.id, held.extension)
  t.same(await answerTo('workload(by: AGENCY) { key }', 'cs.clerk'), [{ key: 'CS' }])
})

t.test('who has no post in the gallery gets no list, and who has no token nothing at all', async (t) => {
  const anonymous = await ask('{ overdue { edges { cursor } } }', { as: null })
  t.equal(anonymous.status, 401)
  t.equal(anonymous.body.errors[0].extensions.code, 'unauthenticated')
  t.notOk('data' in anonymous.body)
  const filed = await house.file()
  t.equal(await answerTo(`request(id: "${filed.id}") { id }`, filed.accessToken), null, 'the applicant reads it in REST')
  for (const as of ['portal', 'city.admin', filed.accessToken]) {
    const refused = await ask('{ overdue { edges { cursor } } }', { as })
    t.match(refused.body, { data: null, errors: [{ path: ['overdue'], extensions: { code: 'not_allowed' } }] }, as)
  }
  t.equal(await answerTo(`request(id: "${held.head}") { id }`, 'portal'), null)
})

t.test('a request is found by its id, its receipt number, or both', async (t) => {
  const kept = await rows.query('select receipt_number as number from requests where id = $1', [held.clerk])
  const receiptNumber: string = kept.rows[0].number
  const query = `query ($id: ID, $receiptNumber: String) { request(id: $id, receiptNumber: $receiptNumber) {
    id receiptNumber status kind channel receivedOn heldBy reviewLevel agency { code nameZh nameEn }
    deadline { state dueOn overdue provisional request { id } } decision { outcome state issuedAt } } }`
  const expected = {
    id: held.clerk, receiptNumber, status: 'DECIDED', kind: 'DISCLOSURE', channel: 'ONLINE', receivedOn: '2026-01-05',
    heldBy: 'CLERK', reviewLevel: null, agency: { code: 'XM', nameZh: '新民镇人民政府', nameEn: 'Xinmin Town Government' },
    deadline: { state: 'RUNNING', dueOn: '2026-02-24', overdue: true, provisional: false, request: { id: held.clerk } },
    decision: { outcome: 'DISCLOSE', state: 'ISSUED', issuedAt: '2026-01-09T02:00:00.000Z' },
  }
  const wide = receiptNumber.replaceAll('X', '\uff38').replaceAll('0', '\uff10')
  for (const variables of [
    { id: held.clerk }, { receiptNumber }, { id: held.clerk, receiptNumber },
    { receiptNumber: ` ${wide.toLowerCase()}` },
  ]) {
    t.same((await ask(query, { variables })).body, { data: { request: expected } })
  }
  const unknown = '00000000-0000-7000-8000-000000000000'
  for (const variables of [{ id: held.head, receiptNumber }, { id: 'x' }, { id: unknown }, { receiptNumber: 'x' }]) {
    t.same((await ask(query, { variables })).body, { data: { request: null } })
  }
  for (const none of ['\\u0000', '\\uffff', `${receiptNumber}0`, 'x'.repeat(5000)]) {
    t.equal(await answerTo(`request(receiptNumber: "${none}") { id }`), null, 'what is none names no request')
  }
  const neither = (await ask(query)).body.errors[0]
  t.match(neither, { path: ['request'], extensions: { code: 'invalid_input', errors: [{ pointer: '/id' }, {}] } })
})

t.test('late cases are narrowed by the duty that must act next, and by the stage of the request', async (t) => {
  for (const [duty, id] of [['HEAD', held.head], ['REVIEW', held.review], ['CLERK', held.clerk]] as const) {
    const nodes = await late(`overdue(filter: { heldBy: ${duty} })`)
    t.ok(nodes.some((node) => node.requestId === id), duty)
    t.ok(nodes.every((node) => node.heldBy === duty))
  }
  t.same((await late('overdue(filter: { heldBy: [REVIEW] })')).map((node) => node.reviewLevel), [2])
  const atChangshu = await late('overdue(filter: { heldBy: [HEAD], agencies: ["CS"] })')
  t.ok(atChangshu.some((node) => node.requestId === held.extension))
  t.same((await late('overdue(filter: { stage: [DECIDED] })')).map((node) => node.requestId), [held.clerk])
  const all = await late('overdue')
  for (const [name, values] of [
    ['heldBy', ['OFFICER', 'HEAD', 'REVIEW', 'CLERK', 'DISCLOSURE_OFFICE']],
    ['stage', ['REGISTERED', 'PROCESSING', 'DECIDED']],
  ] as const) {
    const parts = await Promise.all(values.map((value) => late(`overdue(filter: { ${name}: ${value} })`)))
    t.equal(parts.flat().length, all.length, `every late case is in one part by ${name}`)
  }
})

t.test('late cases are narrowed by how many working days they are late', async (t) => {
  const all = await late('overdue')
  const today = dayIn(now, 'Asia/Shanghai')
  for (const node of all) t.equal(node.workingDaysLate, workingDaysBetween(calendarNamed('CN'), node.dueOn, today))
  for (const least of [0, 1, 2, 3, 10, 30, 2_000_000_000]) {
    const nodes = await late(`overdue(filter: { minWorkingDaysLate: ${least} })`)
    t.same(nodes, all.filter((node) => node.workingDaysLate >= least), `at least ${least}`)
  }
  const refused = (await ask('{ overdue(filter: { minWorkingDaysLate: -1 }) { edges { cursor } } }')).body.errors[0]
  const fault = { pointer: '/filter/minWorkingDaysLate', code: 'too_small' }
  t.match(refused.extensions, { code: 'invalid_input', errors: [fault] })
})

t.test('lists are cut into pages that add up, and stay in place while cases come and go', async (t) => {
  const all = (await late('overdue')).map((node) => node.requestId)
  let added: string | undefined
  const paged = await walk(ask, 'overdue', 'requestId', {
    first: 7,
    async between (edges: Edge[]) {
      if (edges.length !== 14) return
      added = await rows.add({ dueOn: '2025-03-03', receivedOn: '2025-02-24' })
      const answered = edges[3]?.node.requestId
      await rows.query(`update deadlines set state = 'met', answered_on = due_on where request_id = $1`, [answered])
    },
  })
  t.same(paged.map((edge) => edge.node.requestId), all, 'no case is given twice or left out')
  t.equal((await late('overdue'))[0].requestId, added)
  const info = 'edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }'
  const first = await answerTo(`overdue(first: 3) { ${info} }`)
  const [startCursor, , endCursor] = first.edges.map((edge: Edge) => edge.cursor)
  t.same(first.pageInfo, { hasNextPage: true, hasPreviousPage: false, startCursor, endCursor })
  const none = await answerTo(`overdue(first: 0) { ${info} }`)
  t.match(none, { edges: [], pageInfo: { hasNextPage: true, startCursor: null, endCursor: null } })
  const second = await answerTo(`overdue(first: 3, after: "${endCursor}") { ${info} }`)
  t.equal(second.pageInfo.hasPreviousPage, true)
  t.equal((await answerTo('overdue { edges { cursor } }')).edges.length, 50, 'fifty where nothing is said')
})

t.test('requests come latest first, narrowed by agency, status and days of receipt', async (t) => {
  const asked = 'id status receivedOn agency { code }'
  const all = (await walk(ask, 'requests', asked, { first: 100 })).map((edge) => edge.node)
  t.same(all.map(({ id }) => id), all.map(({ id }) => id).toSorted().toReversed())
  const december = 'receivedFrom: "2025-12-01", receivedTo: "2025-12-31"'
  const list = `requests(filter: { agencies: ["AQ"], status: [CLOSED, PROCESSING], ${december} })`
  const wanted = (await walk(ask, list, asked, { first: 9 })).map((edge) => edge.node)
  t.ok(wanted.length > 5)
  t.same(wanted, all.filter((node) => node.agency.code === 'AQ' && ['CLOSED', 'PROCESSING'].includes(node.status) &&
    node.receivedOn >= '2025-12-01' && node.receivedOn <= '2025-12-31'))
  const own = await walk(ask, 'requests', asked, { first: 50, as: 'cs.review1' })
  t.equal(own.length, all.filter((node) => node.agency.code === 'CS').length)
})

t.test('what is no code of an agency is refused as in REST, wherever a filter names agencies', async (t) => {
  for (const list of ['requests', 'overdue', 'workload']) {
    for (const code of ['\\u0000', 'xm', 'ABCDEFGHIJK', '']) {
      const filter = `filter: { agencies: ["XM", "${code}"] }`
      const { body } = await ask(list === 'workload' ? `{ workload(by: AGENCY, ${filter}) { key } }` :
        `{ ${list}(${filter}) { edges { cursor } } }`)
      t.match(body.errors, [{ extensions: {
        code: 'invalid_input', errors: [{ pointer: '/filter/agencies/1', code: 'wrong_format' }],
      } }], `${list} ${code}`)
    }
  }
  t.same(await answerTo('overdue(filter: { agencies: ["NONE"] }) { edges { cursor } }'), { edges: [] })
})

t.test('extensions come longest waiting first', async (t) => {
  const decided = { decided_by: held.officer, decided_at: '2026-01-07T02:00:00Z' }
  await rows.extend(held.officer, { ...decided, state: 'approved', new_due_on: '2026-01-19' })
  await rows.extend(held.review, { ...decided, state: 'rejected', decision_reason: '理由不充分' })
  const asked = 'id state requestedAt newDueOn approvingDuty request { id deadline { extension { id } } }'
  const all = (await walk(ask, 'extensions', asked, { first: 5 })).map((edge) => edge.node)
  const places = all.map((node) => `${node.requestedAt} ${node.id}`)
  t.same(places, places.toSorted())
  for (const state of ['PENDING', 'APPROVED', 'REJECTED']) {
    const some = (await walk(ask, `extensions(state: ${state})`, asked, { first: 2 })).map((edge) => edge.node)
    t.same(some, all.filter((node) => node.state === state))
    t.ok(some.length > 0)
  }
  t.ok(all.every((node) => node.request.deadline.extension.id === node.id))
  const own = await walk(ask, 'extensions', 'request { agency { code } }', { first: 5, as: 'aq.head' })
  t.ok(own.length > 0 && own.every(({ node }) => node.request.agency.code === 'AQ'))
})

t.test('a workload adds up to the list that it counts', async (t) => {
  const sum = (counts: Body[], column: string): number => counts.reduce((total, line) => total + line[column], 0)
  for (const filter of [
    '{}', '{ agencies: ["XM", "CS"] }', '{ heldBy: HEAD }', '{ stage: [REGISTERED] }', '{ minWorkingDaysLate: 5 }',
    '{ asOf: "2026-01-20T04:00:00Z" }', '{ asOf: "2026-01-20T04:00:00Z", heldBy: OFFICER, stage: REGISTERED }',
  ]) {
    const listed = (await late(`overdue(filter: ${filter})`)).length
    t.ok(listed > 0, filter)
    for (const by of ['AGENCY', 'HOLDER', 'STAGE', 'AGE_BAND']) {
      const counts = await answerTo(`workload(by: ${by}, filter: ${filter}) { key open overdue dueSoon }`)
      t.equal(sum(counts, 'overdue'), listed, `${by} ${filter}`)
      t.ok(counts.every((line: Body) => line.open >= line.overdue + line.dueSoon))
    }
  }
  const bands = await answerTo('workload(by: AGE_BAND) { key open overdue dueSoon }')
  t.equal(sum(bands, 'open'), await count(`state in ('running', 'paused')`))
  t.same(bands.map((band: Body) => band.key), ['0-5', '6-10', '11-20', '21-40', '41+'])
  t.equal(bands[0].overdue + bands[0].dueSoon > 0, true)
  const holders = await answerTo('workload(by: HOLDER, filter: { heldBy: [CLERK, REVIEW] }) { key open }')
  t.same(holders, [{ key: 'CLERK', open: 1 }, { key: 'REVIEW', open: 1 }])
})

t.test('as of a past instant, the answer is what was recorded until then', async (t) => {
  const id = await rows.add({
    agency: 'AQ', receivedOn: '2026-01-05', dueOn: '2026-01-19', state: 'missed', answeredOn: '2026-01-21',
    status: 'closed',
    entries: [
      { recordedAt: '2026-01-05T02:00:00Z', kind: 'started', state: 'running', dueOn: '2026-01-12' },
      { recordedAt: '2026-01-12T02:00:00Z', kind: 'extended', state: 'running', dueOn: '2026-01-19', workingDays: 5 },
      { recordedAt: '2026-01-21T02:00:00Z', kind: 'stopped', state: 'missed', dueOn: '2026-01-19' },
    ],
  })
  await rows.extend(id, {
    requested_at: '2026-01-08T02:00:00Z', state: 'approved', decided_by: id, decided_at: '2026-01-12T02:00:00Z',
    new_due_on: '2026-01-19',
  })
  await rows.issue(id, {
    proposedAt: '2026-01-20T02:00:00Z', decidedAt: '2026-01-21T01:00:00Z', servedAt: '2026-01-21T02:00:00Z',
  })
  const asOf = async (instant: string): Promise<Body> =>
    (await late(`overdue(filter: { agencies: ["AQ"], asOf: "${instant}" })`)).find((node) => node.requestId === id)
  t.equal(await asOf('2026-01-19T15:59:59Z'), undefined, 'the last instant of the extended day')
  t.match(await asOf('2026-01-19T16:00:00Z'), {
    dueOn: '2026-01-19', workingDaysLate: 1, overdue: true, state: 'RUNNING', heldBy: 'OFFICER', stage: 'REGISTERED',
  })
  t.match(await asOf('2026-01-20T03:00:00Z'), { workingDaysLate: 1, heldBy: 'HEAD' }, 'a decision was proposed')
  t.match(await asOf('2026-01-21T01:30:00Z'), { workingDaysLate: 2, heldBy: 'CLERK' }, 'it was approved, not yet sent')
  t.equal(await asOf('2026-01-21T02:00:00Z'), undefined, 'it was answered')
  t.equal(await asOf('2026-01-13T00:00:00Z'), undefined, 'the old due day had been extended in time')
  t.equal((await late('overdue(filter: { asOf: "1999-01-01T00:00:00Z" })')).length, 0)
  const ahead = await late('overdue(filter: { asOf: "2026-06-01T00:00:00Z" })')
  t.ok(ahead.length > (await late('overdue')).length, 'a later instant shows what will be late if nothing moves')
  for (const last of ['2199-12-29T16:00:00Z', '2199-12-30T12:00:00Z', '2199-12-30T23:59:59Z']) {
    const filter = `filter: { asOf: "${last}", minWorkingDaysLate: 5 }`
    const listed = await late(`overdue(${filter})`)
    t.equal(listed.length, await count(`state = 'running'`), 'at the end of the calendars every running case is late')
    const counts = await answerTo(`workload(by: AGENCY, ${filter}) { overdue dueSoon }`)
    t.equal(counts.reduce((sum: number, line: Body) => sum + line.overdue, 0), listed.length)
  }
  const wrong = await ask('{ overdue(filter: { asOf: "yesterday" }) { edges { cursor } } }')
  t.match(wrong, { status: 400, body: { errors: [{ extensions: { code: 'invalid_query' } }] } })
})

t.test('what waits for others is paused, held by them, and neither late nor due soon', async (t) => {
  const key = (counts: Body[], name: string) => counts.find((line) => line.key === name) ?? { open: 0, overdue: 0, dueSoon: 0 }
  const counts = async () => await answerTo('workload(by: HOLDER) { key open overdue dueSoon }')
  const before = await counts()
  const unclear = await rows.add({ status: 'clarifying', state: 'paused', dueOn: '2026-02-20' })
  await rows.clarify(unclear, { respond_by: '2026-03-02' })
  const entries = [
    { recordedAt: '2026-02-23T02:00:00Z', kind: 'started', state: 'running', dueOn: '2026-03-02' },
    { recordedAt: '2026-02-24T02:00:00Z', kind: 'paused', state: 'running', dueOn: '2026-03-04', pausedUntil: '2026-03-02T16:00:00Z' },
    { recordedAt: '2026-02-26T02:00:00Z', kind: 'resumed', state: 'running', dueOn: '2026-03-03' },
    { recordedAt: '2026-02-27T02:00:00Z', kind: 'paused', state: 'running', dueOn: '2026-03-04', pausedUntil: '2026-03-02T16:00:00Z' },
  ]
  const consulted = await rows.add({
    status: 'processing', receivedOn: '2026-02-23', dueOn: '2026-03-04', pausedUntil: '2026-03-02T16:00:00Z', entries,
  })
  const asked = (id: string) => answerTo(`request(id: "${id}") { heldBy status deadline { state overdue workingDaysLate } }`)
  const still = { state: 'PAUSED', overdue: false, workingDaysLate: 0 }
  t.same(await asked(unclear), { heldBy: 'APPLICANT', status: 'CLARIFYING', deadline: still })
  t.same(await asked(consulted), { heldBy: 'THIRD_PARTY', status: 'PROCESSING', deadline: still })
  t.notOk((await late('overdue')).some(({ requestId }) => [unclear, consulted].includes(requestId)))
  const after = await counts()
  for (const holder of ['APPLICANT', 'THIRD_PARTY']) {
    const { open, overdue, dueSoon } = key(before, holder)
    t.same(key(after, holder), { key: holder, open: open + 1, overdue, dueSoon }, holder)
  }
  const open = async (instant: string) =>
    key(await answerTo(`workload(by: HOLDER, filter: { asOf: "${instant}", heldBy: THIRD_PARTY }) { key open }`), 'THIRD_PARTY').open
  t.same([await open('2026-02-25T02:00:00Z'), await open('2026-02-26T12:00:00Z')], [1, 0], 'as it stood then')
})

t.test('agencies in different zones are each measured by their own days', async (t) => {
  await rows.add({ agency: 'CS', dueOn: '2026-02-27' })
  // In California it is still Sunday when Monday has begun in Shanghai.
  await rows.query(`update agencies set zone = 'America/Los_Angeles' where code = 'CS'`)
  await rows.query(`update deadlines set zone = 'America/Los_Angeles',
    due_at = (due_on + 1)::timestamp at time zone 'America/Los_Angeles' where agency_code = 'CS'`)
  const all = await late('overdue')
  const lateness = (agency: string, dueOn: string): number =>
    all.find((node) => node.agency.code === agency && node.dueOn === dueOn).workingDaysLate
  t.equal(lateness('XM', '2026-02-27') - lateness('CS', '2026-02-27'), 1)
  for (const least of [1, 2, 5, 8, 20]) {
    const nodes = await late(`overdue(filter: { minWorkingDaysLate: ${least} })`)
    t.same(nodes, all.filter((node) => node.workingDaysLate >= least), `at least ${least}`)
  }
  const bands = await answerTo('workload(by: AGE_BAND, filter: { minWorkingDaysLate: 5 }) { overdue }')
  t.equal(bands.reduce((sum: number, band: Body) => sum + band.overdue, 0),
    all.filter((node) => node.workingDaysLate >= 5).length)
})

t.test('nothing personal stands in the graph', async (t) => {
  const { body } = await ask(`{ schema: __schema { types { name fields { name } } } }`)
  const names = body.data.schema.types.filter((type: Body) => !type.name.startsWith('__'))
    .flatMap((type: Body) => type.fields ?? []).map((field: Body) => field.name)
  const personal = /applicant|idNumber|^name$|phone|email|address|description|purpose|title|opinion|sha256/i
  t.same(names.filter((name: string) => personal.test(name)), ['waitingApplicant'], 'a count of cases is none')
  t.ok(names.includes('receiptNumber'))
})
