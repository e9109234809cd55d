import { sql } from 'drizzle-orm'
import t from 'tap'
import { allRooms } from '../../../services/run.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { approve, fileRequest, must, propose, readUntil, recordSearch, staff, type Filed } from '../../support/story.ts'
import { servesNotices } from './happenings.ts'

// What comes near or passes is told by sweeps, and none may write while it is shown that nothing is written.
const rooms = allRooms.map((room) => room.name === 'deadline' ? { ...room, sweeps: [] } : room)
const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z', rooms })
const serve = servesNotices(t, house)
const { call } = house
const { db } = house.connection('deadline')
const path = '/v1/regimes/county/rehearsals'
const lastYear = { from: '2026-01-01', to: '2026-12-31' }

async function rehearse (body: Body, as = 'jcj.supervisor', headers = {}, law = path) {
  return await call('POST', law, { as, body, headers })
}

async function difference (overrides: Body, more: Body = {}): Promise<Body> {
  return must<Body>(200, await rehearse({ overrides, ...lastYear, ...more }))
}

async function file (agency: string): Promise<Filed> {
  const filed = await fileRequest(call, { agency })
  await readUntil<Body>(call, `/v1/deadlines/${filed.id}`, filed.accessToken, { state: 'running' })
  return filed
}

// Filed on Monday 2 March, due on the 9th: one answered that day, one two working days late.
const inTime = await file('XM')
const late = await file('XM')
// One that was extended to the 16th, and answered on the 13th that what it asks for is not held.
const extended = await file('XM')
// One whose clock stood still for a third party from the 4th to the 10th, so that it was due on the 13th; answered then.
const consulted = await file('CS')
// One under the national regulation, and one that nobody has answered.
const national = await file('CITY')
const open = await file('XM')

house.clock.set('2026-03-04T01:00:00Z')
const extension = must<Body>(201, await call('POST', `/v1/deadlines/${extended.id}/extensions`, { as: 'xm.officer', body: { reason: '材料多' } }))
must(200, await call('POST', `/v1/extensions/${extension.id}/approval`, { as: 'xm.head', body: {} }))
const asked = must<Body>(201, await call('POST', `/v1/requests/${consulted.id}/consultations`, {
  as: 'cs.officer',
  body: {
    party: { name: '青禾建材有限公司' }, interest: '投标报价', question: '是否同意公开？',
    service: { method: 'direct', on: '2026-03-04', evidence: '签收单' },
  },
}))
house.clock.set('2026-03-10T01:00:00Z')
must(200, await call('POST', `/v1/consultations/${asked.id}/response`, { as: asked.letterToken, body: { answer: 'agrees' } }))
await readUntil<Body>(call, `/v1/deadlines/${consulted.id}`, consulted.accessToken, { dueOn: '2026-03-13' })
house.clock.set('2026-03-13T01:00:00Z')
await serve(inTime.id, '2026-03-09')
await serve(late.id, '2026-03-11')
await serve(consulted.id, '2026-03-13')
await serve(national.id, '2026-03-11')
await recordSearch(call, extended)
await approve(call, extended, await propose(call, extended, [{ description: '补偿方案', outcome: 'refuse', grounds: ['not_held'] }]))
await readUntil<Body>(call, `/v1/deadlines/${extended.id}`, extended.accessToken, { state: 'met' })

t.test('a law that is not changed changes nothing', async (t) => {
  const body = await difference({})
  t.match(body, { version: 'county@rehearsal', withoutEffect: [], items: [], nextCursor: null })
  t.same(body.counts, { cases: 4, dueDayMoves: 0, becomeLate: 0, stopBeingLate: 0, rowsMove: 0 })
  t.same(body.byAgency.map(({ agency, cases }: Body) => [agency, cases]), [['CS', 1], ['XM', 3]])
})

t.test('a longer limit without extension: who becomes late, who stops being late, and every day that moves', async (t) => {
  const { counts, items, byAgency } = await difference({ limit: { base: { value: 7, article: '12.1' }, extendedTotal: 7 } })
  t.same(counts, { cases: 4, dueDayMoves: 4, becomeLate: 1, stopBeingLate: 1, rowsMove: 0 })
  const of = ({ id }: Filed) => items.find(({ requestId }: Body) => requestId === id)
  t.match(of(inTime), { old: { dueOn: '2026-03-09', state: 'met' }, new: { dueOn: '2026-03-11', state: 'met' } })
  t.match(of(late), { old: { dueOn: '2026-03-09', state: 'missed' }, new: { dueOn: '2026-03-11', state: 'met' } })
  t.match(of(extended), { old: { dueOn: '2026-03-16', state: 'met' }, new: { dueOn: '2026-03-11', state: 'missed' } }, 'there is no extension')
  t.match(of(consulted), { agency: 'CS', receiptNumber: consulted.receiptNumber, old: { dueOn: '2026-03-13' }, new: { dueOn: '2026-03-17' } })
  const toAdmin = await rehearse({ overrides: { limit: { base: 7, extendedTotal: 7 } }, ...lastYear }, 'city.admin')
  t.same(toAdmin.body.items, items.map(({ agency, answeredOn, old, new: other }: Body) => ({ agency, answeredOn, old, new: other })), 'days, and not whose')
  t.match(byAgency, [{ agency: 'CS', cases: 1, becomeLate: 0 }, { agency: 'XM', cases: 3, becomeLate: 1, stopBeingLate: 1 }])
})

t.test('a shorter limit: an extension that was approved in time then comes too late now', async (t) => {
  const { items } = await difference({ limit: { base: 1, extendedTotal: 10 } })
  t.match(items.find(({ requestId }: Body) => requestId === extended.id), { new: { dueOn: '2026-03-03', state: 'missed' } })
})

t.test('where others are asked while the time runs on, their days count', async (t) => {
  const { counts, items } = await difference({ consultation: { thirdParty: { clock: 'runs_on' } } })
  t.match(counts, { dueDayMoves: 1, becomeLate: 1 })
  t.match(items, [{ requestId: consulted.id, new: { dueOn: '2026-03-09', state: 'missed' } }])
  t.match((await difference({ consultation: { otherBody: { clock: 'runs_on' } } })).items, [], 'it was a third party')
  t.match((await difference({ partialDays: { first: true, last: true } })).items, [{ requestId: consulted.id, new: { dueOn: '2026-03-12' } }])
})

t.test('a ground that is reported elsewhere moves its row', async (t) => {
  const { counts, items } = await difference({ grounds: { not_held: { reportRow: '3.4.2' } } })
  t.same(counts, { cases: 4, dueDayMoves: 0, becomeLate: 0, stopBeingLate: 0, rowsMove: 1 })
  t.match(items, [{ requestId: extended.id, old: { rows: ['3.4.1'] }, new: { rows: ['3.4.2'] } }])
  t.same((await difference({ fee: { charged: true }, codes: { subjects: {} } })).withoutEffect, ['fee.charged', 'codes.subjects'],
    'what no replay shows is said to be so')
})

t.test('only answered cases of the law, the days and the agencies are replayed, in pages that join', async (t) => {
  t.equal((await difference({}, { agencies: ['CS'] })).counts.cases, 1)
  t.equal((await difference({}, { from: '2026-03-10', to: '2026-03-11' })).counts.cases, 1)
  t.equal((await difference({}, { from: '2025-01-01', to: '2025-12-31' })).counts.cases, 0)
  const other = await rehearse({ overrides: {}, ...lastYear }, 'city.admin', {}, '/v1/regimes/order_711/rehearsals')
  t.match(other, { status: 200, body: { version: 'order_711@rehearsal', counts: { cases: 1 } } })
  const seen: string[] = []
  for (let after: string | undefined, pages = 0; pages < 5; pages += 1) {
    const page = await difference({ limit: { base: 7, extendedTotal: 7 } }, { limit: 1, ...after !== undefined && { after } })
    t.equal(page.counts.cases, 1)
    seen.push(...page.items.map(({ requestId }: Body) => requestId))
    after = page.nextCursor ?? undefined
    if (after === undefined) break
  }
  t.same(seen.toSorted(), [inTime, late, extended, consulted].map(({ id }) => id).toSorted())
  t.notOk(seen.includes(open.id))
})

t.test('a rehearsal writes nothing', async (t) => {
  const before = await db.execute(sql`select (select count(*) from events) as events, (select count(*) from clock_entries) as entries,
    (select md5(string_agg(d::text, '' order by request_id)) from deadlines d) as deadlines`)
  await difference({ limit: { base: 1, extendedTotal: 1 } })
  const after = await db.execute(sql`select (select count(*) from events) as events, (select count(*) from clock_entries) as entries,
    (select md5(string_agg(d::text, '' order by request_id)) from deadlines d) as deadlines`)
  t.same(after.rows, before.rows)
})

t.test('answered cases are found by their index, whatever their number', async (t) => {
  const { rows } = await db.execute<{ 'QUERY PLAN': string }>(sql`explain select * from deadlines
    where regime_id = 'county' and answered_on between '2026-01-01' and '2026-12-31' order by answered_on, request_id limit 1001`)
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  t.match(plan, /deadlines_answered/, plan)
})

t.test('all that is wrong with a rehearsal is told at once, and who may not is told so', async (t) => {
  const wrong = await rehearse({
    overrides: {
      limit: { base: 0, unit: 'weeks', sun: 1 }, partialDays: { first: true }, moon: {}, id: 'mine', startRule: { value: 'after', article: 7 },
      grounds: { not_held: { reportRow: '9.9', name: 'x' }, unheard: { reportRow: '3.1' } }, clarification: 7,
    },
    from: '2026-12-31', to: '2026-01-01', limit: 0, agencies: [], more: 1,
  })
  t.equal(wrong.status, 422)
  t.same(wrong.body.errors.map(({ pointer, code }: Body) => `${pointer} ${code}`).toSorted(), [
    '/agencies too_few', '/limit too_small', '/more unknown_field', '/overrides/clarification wrong_value',
    '/overrides/grounds/not_held/name wrong_value', '/overrides/grounds/not_held/reportRow wrong_value',
    '/overrides/grounds/unheard unknown_setting', '/overrides/id unknown_setting', '/overrides/limit/base wrong_value',
    '/overrides/limit/sun unknown_setting', '/overrides/limit/unit wrong_value', '/overrides/moon unknown_setting',
    '/overrides/partialDays wrong_value', '/overrides/startRule/article wrong_value', '/to before_from',
  ])
  t.match(await rehearse({ overrides: { limit: { base: 11 } }, ...lastYear }),
    { status: 422, body: { errors: [{ pointer: '/overrides/limit/extendedTotal', code: 'shorter_than_base' }] } })
  t.match(await rehearse({ overrides: { __proto__: null, constructor: {} }, ...lastYear }), { status: 422 })
  t.match(await rehearse({ overrides: {}, ...lastYear, after: 'nonsense' }), { status: 422, body: { errors: [{ pointer: '/after', code: 'wrong_cursor' }] } })
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`setting${at}`, 1]))
  t.equal((await rehearse({ overrides: many, ...lastYear })).body.errors.length, 100, 'enough to mend')
  t.match(await rehearse({}), { status: 422 })
  t.match(await rehearse([]), { status: 422 })
  t.match(await rehearse('null'), { status: 422 })
  t.match(await rehearse({ overrides: {}, ...lastYear }, 'jcj.supervisor', {}, '/v1/regimes/moon/rehearsals'), { status: 404 })
  for (const as of [staff('XM', 'head'), 'xm.officer', inTime.accessToken]) {
    t.match(await rehearse({ overrides: {}, ...lastYear }, as), { status: 403 }, as)
  }
  t.equal((await call('POST', path, { body: { overrides: {}, ...lastYear } })).status, 401)
  t.match((await rehearse({ overrides: { limit: { base: 0 } }, ...lastYear }, 'city.admin', { 'accept-language': 'en' })).body.errors[0],
    { detail: 'This must be a whole number from 1 to 3660.' })
})
