import t from 'tap'
import fc from 'fast-check'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { addDays, dayOf, type Day } from '@lightwell/calendar/day'
import { isWorkingDay, workingDaysBetween } from '@lightwell/calendar/working-calendar'
import { dayIn, startOfDay } from '@lightwell/calendar/zoned'
import { issueDevelopmentToken } from '@lightwell/http/staff-token'
import { daysHeld, type Turn } from '../../../services/oversight/rules/days-held.ts'
import { findHoldings } from '../../../services/oversight/store/holdings.ts'
import { findStandings } from '../../../services/oversight/store/standings.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { fillRequests } from '../../support/many-requests.ts'
import { askerOf, walk } from './ask.ts'
import { openCaseRows } from './case-rows.ts'

const calendar = calendarNamed('CN')
const zone = 'Asia/Shanghai'
const now = new Date('2026-03-02T01:00:00Z')
const house = await openTestHouse(t, { now: now.toISOString(), sweeping: false })
const ask = askerOf(house)
const rows = await openCaseRows(t, house.url)
await fillRequests(house.url, { count: 400, now, overdueShare: 0.3 })
const oversight = house.connection('oversight')

const person = '00000000-0000-7000-8000-00000000000a'
const started = { recordedAt: '2026-02-24T02:00:00Z', kind: 'started', state: 'running', dueOn: '2026-03-03' }
const recent = { receivedOn: '2026-02-24', dueOn: '2026-03-03' }
const held = {
  corrected: await rows.add({ ...recent, status: 'processing' }),
  consulted: await rows.add({
    ...recent, status: 'processing', pausedUntil: '2026-03-17T16:00:00Z',
    entries: [started, { recordedAt: '2026-02-25T02:00:00Z', kind: 'paused', state: 'running', dueOn: '2026-03-20', pausedUntil: '2026-03-17T16:00:00Z' }],
  }),
  brought: await rows.add({ ...recent, state: 'paused', status: 'processing', entries: [started, { recordedAt: '2026-02-25T02:00:00Z', kind: 'paused', state: 'paused', dueOn: '2026-03-03' }] }),
  late: await rows.add({ ...recent, status: 'closed', state: 'missed', answeredOn: '2026-03-05', dueOn: '2026-02-27' }),
}
await rows.query(`insert into clock_corrections (id, request_id, agency_code, seq, on_day, voids, evidence, reason, state,
    requested_by, requested_at, old_due_on, new_due_on, old_state, new_state, later)
  values ($1, $1, 'XM', 1, '2026-02-25', false, '签收单', '登记错误', 'pending', $2, '2026-02-26T02:00:00Z', '2026-03-03', '2026-03-04',
    'running', 'running', true)`, [held.corrected, person])

const all = ['OVERDUE', 'DUE_SOON', 'RUNNING', 'PAUSED', 'MET', 'MISSED', 'STOPPED']

async function idsOf (filter: string, first = 100): Promise<string[]> {
  return (await walk(ask, `deadlines(filter: {${filter}})`, 'requestId', { first })).map(({ node }) => node.requestId)
}

t.test('every case is in one standing, and every open case in one wait; the lists are the parts of the whole', async (t) => {
  for (const asOf of ['', ', asOf: "2026-02-26T03:00:00Z"', ', asOf: "2026-01-15T03:00:00Z"']) {
    const whole = await idsOf(`standing: [${all}]${asOf}`)
    const parts = await Promise.all(all.map((standing) => idsOf(`standing: [${standing}]${asOf}`)))
    t.same(parts.flat().toSorted(), whole.toSorted(), `standings${asOf}`)
    const open = await idsOf(asOf.slice(2))
    t.same(parts.slice(0, 4).flat().toSorted(), open.toSorted())
    const waits = await Promise.all(['APPROVAL', 'APPLICANT', 'THIRD_PARTY', 'WORK'].map((wait) => idsOf(`waitingFor: [${wait}]${asOf}`)))
    t.same(waits.flat().toSorted(), open.toSorted(), `waits${asOf}`)
    for (const pair of ['OVERDUE, DUE_SOON', 'DUE_SOON, PAUSED', 'OVERDUE, MET', 'RUNNING, PAUSED']) {
      const both = pair.split(', ').flatMap((standing) => parts[all.indexOf(standing)] ?? [])
      t.same((await idsOf(`standing: [${pair}]${asOf}`, 7)).toSorted(), both.toSorted(), `${pair}${asOf}, in small pages`)
    }
    if (asOf === '') t.ok(parts.slice(0, 6).every((ids) => ids.length > 0))
  }
  const nodes = (await walk(ask, `deadlines(filter: {standing: [${all}]})`, 'requestId dueAt standing', { first: 100 })).map(({ node }) => node)
  t.same(nodes, nodes.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt) || a.requestId.localeCompare(b.requestId)))
  for (const standing of all) {
    t.same(nodes.filter((node) => node.standing === standing).map(({ requestId }) => requestId), await idsOf(`standing: [${standing}]`))
  }
})

t.test('counts agree with lists, whatever they are counted by', async (t) => {
  const counts = 'open overdue dueSoon running paused waitingApproval waitingApplicant waitingThirdParty working'
  const ofAll = async (filter: string) => (await idsOf(filter)).length
  const expected = {
    open: await ofAll(''), overdue: await ofAll('standing: [OVERDUE]'), dueSoon: await ofAll('standing: [DUE_SOON]'),
    running: await ofAll('standing: [RUNNING]'), paused: await ofAll('standing: [PAUSED]'),
    waitingApproval: await ofAll('waitingFor: [APPROVAL]'), waitingApplicant: await ofAll('waitingFor: [APPLICANT]'),
    waitingThirdParty: await ofAll('waitingFor: [THIRD_PARTY]'), working: await ofAll('waitingFor: [WORK]'),
  }
  for (const key of ['AGENCY', 'REGIME', 'HOLDER', 'STAGE', 'AGE_BAND']) {
    // Asked again and again, a query is compiled: what it asks for is found then too.
    for (let time = 0; time < 3; time += 1) {
      const { body } = await ask(`query { workload(by: ${key}) { ...counts } } fragment counts on Workload { key ${counts} }`)
      const sums = Object.fromEntries(Object.keys(expected).map((name) => [name, body.data.workload.reduce((sum: number, line: Body) => sum + line[name], 0)]))
      t.same(sums, expected, key)
    }
  }
  const { body } = await ask(`{ workload(by: REGIME, filter: { regimes: ["order_711"] }) { key overdue } }`)
  t.same(body.data.workload.map(({ key }: Body) => key), ['order_711'])
})

t.test('a correction of the clock that waits for a word is a wait for approval; the holder stays who he is', async (t) => {
  const [node] = (await walk(ask, `deadlines(filter: {waitingFor: [APPROVAL], receivedFrom: "2026-02-24", receivedTo: "2026-02-24", stage: [PROCESSING], heldBy: [OFFICER]})`,
    'requestId waitingFor heldBy standing', { first: 10 })).map((edge) => edge.node)
  t.same(node, { requestId: held.corrected, waitingFor: 'APPROVAL', heldBy: 'OFFICER', standing: 'DUE_SOON' })
  t.notOk((await idsOf('waitingFor: [APPROVAL], asOf: "2026-02-26T01:59:59Z"')).includes(held.corrected), 'not before it was asked for')
})

t.test('what a clock stands still for is told, also of a case that was brought in', async (t) => {
  const nodes = new Map((await walk(ask, 'deadlines(filter: {standing: [PAUSED]})', 'requestId pausedFor', { first: 10 })).map(({ node }) => [node.requestId, node]))
  t.match(nodes.get(held.brought), { pausedFor: 'OTHER' })
  t.same(new Set(await idsOf('pausedFor: [OTHER]')), new Set([held.brought, held.consulted]))
  const { body } = await ask(`{ request(id: "${held.late}") { deadline { standing pausedFor workingDaysLeft daysHeld { duty workingDays workingDaysLate } } } }`)
  t.match(body.data.request.deadline, { standing: 'MISSED', pausedFor: null, workingDaysLeft: null })
})

t.test('wrong filters are refused, each at its place', async (t) => {
  for (const [filter, pointer, code] of [
    ['regimes: ["Order 711"]', '/filter/regimes/0', 'wrong_format'], ['regimes: ["\\u0000"]', '/filter/regimes/0', 'wrong_format'],
    ['agencies: ["x"]', '/filter/agencies/0', 'wrong_format'],
    [`standing: [${Array.from({ length: 101 }, () => 'MET')}]`, '/filter/standing', 'too_many'],
  ] as const) {
    const { body } = await ask(`{ deadlines(filter: {${filter}}) { edges { cursor } } }`)
    t.match(body.errors[0].extensions, { code: 'invalid_input', errors: [{ pointer, code }] }, filter)
  }
  for (const asked of ['standing', 'waitingFor', 'pausedFor', 'heldBy', 'stage', 'regimes', 'agencies']) {
    const { body } = await ask(`{ deadlines(filter: {${asked}: []}) { edges { cursor } } }`)
    t.same(body, { data: { deadlines: { edges: [] } } }, `none of no ${asked}`)
  }
  const cursor = (await ask('{ overdue(first: 1) { pageInfo { endCursor } } }')).body.data.overdue.pageInfo.endCursor
  t.match((await ask(`{ deadlines(after: "${cursor}") { edges { cursor } } }`)).body.errors[0].extensions, { code: 'wrong_cursor' })
  const read = (path: string, as?: string) => house.call('GET', path, { ...as !== undefined && { as } })
  for (const [query, pointer] of [
    ['standing=late', '/standing/0'], ['asOf=2026-03-02', '/asOf'], ['receivedFrom=2026-02-30', '/receivedFrom'], ['limit=101', '/limit'],
    ['regime=Order%20711', '/regime'], ['cursor=x', '/cursor'], ['what=1', '/what'],
  ] as const) t.match(await read(`/v1/deadline-register?${query}`, 'jcj.supervisor'), { status: 422, body: { errors: [{ pointer }] } }, query)
  for (const path of ['/v1/deadline-register', '/v1/clock-moves']) {
    t.equal((await read(path)).status, 401)
    t.equal((await read(path, 'portal')).status, 403)
    t.equal((await read(`${path}?agency=CS`, 'xm.head')).status, 404)
  }
  for (const [query, pointer] of [['cursor=x', '/cursor'], ['from=yesterday', '/from'], ['later=perhaps', '/later']] as const) {
    t.match(await read(`/v1/clock-moves?${query}`, 'jcj.supervisor'), { status: 422, body: { errors: [{ pointer }] } }, query)
  }
})

t.test('the register of deadlines comes in pages, the same as CSV, with its mark, and only of the reader’s agencies', async (t) => {
  const lines: Body[] = []
  let cursor: string | null = ''
  do {
    const { body }: Body = await house.call('GET', `/v1/deadline-register?limit=60${cursor === '' ? '' : `&cursor=${cursor}`}`, { as: 'xm.officer' })
    lines.push(...body.items)
    cursor = body.nextCursor
  } while (cursor !== null)
  t.ok(lines.length > 60 && lines.every(({ agency }) => agency === 'XM'))
  t.same(lines.map(({ requestId }) => requestId), await idsOf('agencies: ["XM"]'))
  const token = await issueDevelopmentToken(house.keys, 'xm.officer', now)
  const headers = { accept: 'text/csv', authorization: `Bearer ${token}` }
  const page = await fetch(`${house.address}/v1/deadline-register?limit=60`, { headers })
  t.same(Array.from((await page.clone().bytes()).slice(0, 3)), [0xef, 0xbb, 0xbf])
  t.equal((await page.text()).trimEnd().split('\r\n').length, 61)
  const next = /^<(.*)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1] as string
  t.match(next, /asOf=2026-03-02T01%3A00%3A00\.000Z/)
  const rest = await (await fetch(house.address + next, { headers })).text()
  t.ok(rest.includes(lines[60]?.receiptNumber) && !rest.includes(lines[59]?.receiptNumber))
})

t.test('however a case went from hand to hand, its days are those that a walk from day to day finds', async (t) => {
  const at = new Date('2026-03-12T06:00:00Z')
  const moments = fc.integer({ min: 0, max: 15 * 24 }).map((hour) => new Date(Date.UTC(2026, 1, 24, 2) + hour * 3_600_000))
  const several = fc.record({ extension: fc.option(fc.tuple(moments, moments)), proposal: fc.option(fc.tuple(moments, moments)), clarified: fc.option(moments), day: fc.nat(12) })
  const ids: string[] = []
  for (const { extension, proposal, clarified, day } of fc.sample(several, { numRuns: 60, seed: 711 })) {
    const id = await rows.add(recent)
    ids.push(id)
    const told: (readonly [string, string])[] = [['lightwell.request.registered.v1', '2026-02-24T02:00:00Z']]
    const between = async (pair: [Date, Date] | null, write: (from: string, to: string) => Promise<unknown>, types: [string, string]) => {
      if (pair === null) return
      const [from, to] = pair.map((instant) => instant.toISOString()).toSorted() as [string, string]
      await write(from, to)
      told.push([types[0], from], [types[1], to])
    }
    await between(extension, (from, to) => rows.extend(id, { state: 'rejected', requested_at: from, decided_at: to, decided_by: person }),
      ['lightwell.extension.requested.v1', 'lightwell.extension.rejected.v1'])
    await between(proposal, (from, to) => rows.propose(id, { state: 'returned', proposed_at: from, decided_at: to, decided_by: person }),
      ['lightwell.decision.proposed.v1', 'lightwell.decision.returned.v1'])
    if (clarified !== null) {
      await rows.clarify(id, { asked_at: clarified, asked_on: dayIn(clarified, zone), respond_by: addDays(dayIn(clarified, zone), day) })
      told.push(['lightwell.request.clarification_requested.v1', clarified.toISOString()])
    }
    await rows.tell(id, told.toSorted((a, b) => a[1].localeCompare(b[1])))
  }
  const days = Array.from({ length: 40 }, (_, back) => addDays('2026-02-24' as Day, back + 1)).filter((day) => day <= '2026-03-12' && isWorkingDay(calendar, day))
  const expected = new Map(ids.map((id) => [id, {} as Record<string, number>]))
  for (const day of days) {
    const standings = await findStandings(oversight.db, ids, { at: startOfDay(day, zone), past: true })
    for (const id of ids) {
      const duty = standings.get(id)?.holder?.duty ?? 'none'
      expected.get(id)![duty] = (expected.get(id)![duty] ?? 0) + 1
    }
  }
  const holdings = await findHoldings(oversight.db, ids, { at, past: true })
  const duties = new Set<string>()
  for (const id of ids) {
    const { turns } = holdings.get(id)!
    const found = daysHeld(calendar, { startedOn: '2026-02-24' as Day, until: '2026-03-12' as Day, lateFrom: '2026-03-03' as Day, first: 'clerk', turns })
    t.same(Object.fromEntries(found.map(({ duty, workingDays }) => [duty, workingDays])), expected.get(id))
    t.equal(found.reduce((sum, { workingDaysLate }) => sum + workingDaysLate, 0), workingDaysBetween(calendar, '2026-03-03' as Day, '2026-03-12' as Day))
    for (const { duty } of found) duties.add(duty ?? 'none')
  }
  t.same(duties, new Set(['officer', 'head', 'applicant']))
})

t.test('rule: the days of a case are all its working days, each with one, and the late ones are those after its due day', (t) => {
  const day = fc.integer({ min: 20_000, max: 20_120 }).map(dayOf)
  const duty = fc.constantFrom<Turn['duty'][]>('clerk', 'officer', 'review', 'head', 'applicant', 'third_party', null)
  const turns = fc.uniqueArray(fc.record({ day, duty }), { selector: (turn) => turn.day, maxLength: 12 })
  fc.assert(fc.property(fc.tuple(day, day), fc.option(day), turns, duty, (ends, lateFrom, given, first) => {
    const [startedOn, until] = ends.toSorted() as [Day, Day]
    const found = daysHeld(calendar, { startedOn, until, lateFrom, first, turns: given })
    const naive = new Map<Turn['duty'], [number, number]>()
    for (let on = addDays(startedOn, 1); on <= until; on = addDays(on, 1)) {
      if (!isWorkingDay(calendar, on)) continue
      const holder = given.filter((turn) => turn.day <= on).toSorted((x, y) => x.day < y.day ? -1 : 1).at(-1)?.duty
      const key = holder === undefined ? first : holder
      const [days, late] = naive.get(key) ?? [0, 0]
      naive.set(key, [days + 1, late + (lateFrom !== null && on > lateFrom ? 1 : 0)])
    }
    t.same(new Map(found.map(({ duty: key, workingDays, workingDaysLate }) => [key, [workingDays, workingDaysLate]])), naive)
  }), { numRuns: 500 })
  t.end()
})
