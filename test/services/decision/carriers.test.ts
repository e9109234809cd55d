import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { carrierLevels, type CarrierFacts, inherited, requestFaults, type RequestBody } from '../../../services/decision/rules/carrier.ts'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { must } from '../../support/story.ts'
import { asOwner, eventsOf, faultsOf } from './desk.ts'

t.test('a copy keeps the highest level and the longest period of all that it is made from, and the circle they share (004:89, 004:111)', (t) => {
  const secret: CarrierFacts = { level: 'secret', secretUntil: '2030-01-01', secretCondition: null, circle: ['档案室', '分管领导'] }
  const work: CarrierFacts = { level: 'work_secret', secretUntil: '2031-01-01', secretCondition: null, circle: ['分管领导', '办公室'] }
  t.same(inherited([secret, work]), { level: 'secret', secretUntil: '2031-01-01', secretCondition: null, circle: ['分管领导'] })
  const conditional: CarrierFacts = { ...work, secretUntil: null, secretCondition: '规划公布之日' }
  t.match(inherited([secret, conditional]), { level: 'secret', secretUntil: null, secretCondition: '规划公布之日' }, 'a condition outlasts every day')
  t.same(inherited([secret]), secret)
  const source = fc.record({
    level: fc.constantFrom(...carrierLevels), secretUntil: fc.integer({ min: 2020, max: 2050 }).map((year) => `${year}-06-30`),
    secretCondition: fc.constant(null), circle: fc.constant(['甲']),
  })
  fc.assert(fc.property(fc.array(source, { minLength: 1, maxLength: 6 }), (sources) => {
    const made = inherited(sources)
    return sources.every(({ level, secretUntil }) =>
      carrierLevels.indexOf(level) <= carrierLevels.indexOf(made.level) && secretUntil <= made.secretUntil!)
  }))
  t.end()
})

t.test('what is asked says what its act needs; what is top secret never leaves the country (004:121)', (t) => {
  const codes = (body: Partial<RequestBody>, levels: CarrierFacts['level'][] = ['secret']) =>
    requestFaults({ words: '开会', ...body }, { levels, today: '2026-03-02' }).map(({ pointer, code }) => `${pointer} ${code}`)
  const out: Partial<RequestBody> = { act: 'carried_out', toHolder: 'a', abroad: false, until: '2026-03-05' }
  t.same(codes(out), [])
  t.same(codes({ act: 'carried_out' }), ['/toHolder required', '/abroad required', '/until required'])
  t.same(codes({ ...out, abroad: true }), ['/permit required'])
  t.same(codes({ ...out, abroad: true, permit: '证第1号' }), [])
  t.same(codes({ ...out, companion: 'b', abroad: true, permit: '证第1号' }, ['top_secret']), ['/abroad top_secret_stays'])
  t.same(codes(out, ['top_secret']), ['/companion required'])
  t.same(codes({ ...out, companion: 'a' }), ['/companion companion_is_another'])
  t.same(codes({ ...out, until: '2026-03-01' }), ['/until in_the_past'])
  t.same(codes({ act: 'copied', copies: 1 }, ['secret', 'top_secret']), ['/consent required'])
  t.same(codes({ act: 'copied', abroad: false }), ['/copies required', '/abroad not_for_this_act'])
  t.same(codes({ act: 'destroyed', words: '机密★10年的文件' }), ['/words mark_in_text'])
  t.end()
})

const house = await openTestHouse(t)
const { call } = house
const { db } = house.connection('decision')
const { rows: people } = await db.execute<{ id: string, handle: string }>(sql`select id, handle from people`)
const idOf = (handle: string): string => people.find((one) => one.handle === handle)!.id
const secrecy = 'xm.review2'
const body = {
  agency: 'XM', kind: 'paper', level: 'secret', secret: { until: '2030-12-31' }, keptUntil: '2026-12-31', classifier: '市人民政府办公室',
  circle: ['党政办', '分管副镇长'], place: '机要室1号柜', words: '机要交换收文',
}

async function register (changes: object = {}, as = secrecy): Promise<CallAnswer> {
  return await call('POST', '/v1/carriers', { as, body: { ...body, ...changes } })
}
async function registered (changes: object = {}): Promise<Body> {
  return must(201, await register(changes))
}
async function step ({ id }: Body, name: string, sent?: unknown, as = secrecy): Promise<CallAnswer> {
  return await call('POST', `/v1/carriers/${id}/${name}`, { as, body: sent })
}
async function decide ({ id }: Body, verb = 'approval', as = 'xm.head'): Promise<CallAnswer> {
  return await call('POST', `/v1/carrier-requests/${id}/${verb}`, { as, body: { reason: '工作需要，请办理登记。' } })
}
async function approved (carrier: Body, sent: object): Promise<Body> {
  return must(200, await decide(must(201, await step(carrier, 'requests', { words: '会议使用', ...sent }))))
}
async function actsOf ({ id }: Body): Promise<string[]> {
  return must<Body>(200, await call('GET', `/v1/carriers/${id}/acts`, { as: 'xm.head' })).items.map(({ act }: Body) => act)
}

await t.test('a carrier is registered by the secrecy duty, numbered without gaps, and says nothing of what it bears (004:89, 004:103)', async (t) => {
  const first = await register()
  t.equal(first.headers.get('location'), `/v1/carriers/${first.body.id}`)
  t.match(must(201, first), {
    number: '载〔2026〕1号', state: 'kept', level: 'secret', secret: { until: '2030-12-31', condition: null }, keptUntil: '2026-12-31', holder: null,
    overdue: false, madeFrom: [],
  }, 'how long it is secret and how long it is kept are two things')
  const bad = await register({ level: 'declassified', secret: {}, circle: [], place: '绝密★长期文件柜', title: '某某计划' })
  t.equal(bad.status, 422)
  t.same(faultsOf(bad).filter((one) => !one.startsWith('/secret')), ['/circle too_few', '/level not_listed', '/place mark_in_text', '/title unknown_field'])
  t.same(faultsOf(await register({ recordId: idOf('xm.head') })), ['/recordId unknown_record'])
  t.match(must(201, await register({ secret: { condition: '规划公布之日' }, keptUntil: undefined })), { number: '载〔2026〕2号' }, 'what was refused took no number')
  t.equal((await call('POST', '/v1/carriers', { body })).status, 401)
  t.equal((await register({}, 'xm.officer')).status, 404, 'there is no register for him')
  t.equal((await register({}, 'xm.head')).status, 403)
  t.equal((await register({}, 'cs.review1')).status, 404)
  const { id } = first.body
  for (const as of ['xm.head', 'jcj.supervisor']) t.equal((await call('GET', `/v1/carriers/${id}`, { as })).status, 200, as)
  for (const as of ['xm.officer', 'cs.head']) t.equal((await call('GET', `/v1/carriers/${id}`, { as })).status, 404, as)
  t.equal((await call('GET', `/v1/carriers/${id}`)).status, 401)
  t.same((await eventsOf(db, id)).map(({ type, data }) => [type, data.level]), [['lightwell.carrier.registered.v1', 'secret']])
})

await t.test('who has it is known: lent to one of the staff until a day, called in, taken back, and told when it is late', async (t) => {
  const carrier = await registered()
  const loan = { toHolder: idOf('xm.officer'), until: '2026-03-06', words: '核对附件' }
  t.same(faultsOf(await step(carrier, 'loan', { ...loan, toHolder: idOf('cs.officer'), until: '2026-03-01' })), ['/toHolder not_on_staff', '/until in_the_past'])
  t.match(await step(carrier, 'return', { place: '机要室', words: '归还' }), { status: 409, body: { code: 'carrier_not_away' } })
  t.equal((await step(carrier, 'loan', loan, 'xm.head')).status, 403)
  t.match(must(200, await step(carrier, 'loan', loan)), { state: 'lent', holder: { id: idOf('xm.officer'), name: 'xm.officer' }, returnOn: '2026-03-06' })
  t.match(await step(carrier, 'receipt'), { status: 403, body: { code: 'not_its_holder' } }, 'nobody signs for another')
  t.match(must(200, await step(carrier, 'receipt', undefined, 'xm.officer')), { state: 'lent', receivedAt: '2026-03-02T01:00:00.000Z' })
  t.match(await step(carrier, 'receipt', undefined, 'xm.officer'), { status: 409, body: { code: 'carrier_received' } })
  t.match(await step(carrier, 'loan', loan), { status: 409, body: { code: 'carrier_not_kept' } })
  t.match(await step(carrier, 'requests', { act: 'destroyed', words: '销毁' }), { status: 409, body: { code: 'carrier_not_kept' } })
  t.same(faultsOf(await step(carrier, 'recall', { until: '2026-03-07', words: '节前清退' })), ['/until not_earlier'])
  t.match(must(200, await step(carrier, 'recall', { until: '2026-03-03', words: '节前清退' })), { state: 'lent', returnOn: '2026-03-03' })
  const overdue = async () => must<Body>(200, await call('GET', '/v1/carriers?agency=XM&overdue=true', { as: 'xm.head' })).items
  house.clock.set('2026-03-03T15:59:59Z')
  t.same(await overdue(), [])
  house.clock.set('2026-03-03T16:00:00Z')
  t.match(await overdue(), [{ id: carrier.id, overdue: true }], 'from the local midnight after its day')
  t.match(must<Body>(200, await call('GET', `/v1/carriers?holder=${idOf('xm.officer')}`, { as: secrecy })).items, [{ id: carrier.id }])
  t.match(must(200, await step(carrier, 'return', { place: '机要室2号柜', words: '当面清点' })), { state: 'kept', holder: null, returnOn: null, receivedAt: null, place: '机要室2号柜' })
  t.same(await overdue(), [])
  t.same(await actsOf(carrier), ['registered', 'lent', 'received', 'recalled', 'returned'])
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('a copy is made on the leader’s word alone, and is registered like its original', async (t) => {
  const carrier = await registered()
  const other = await registered({ level: 'top_secret', secret: { until: '2050-01-01' }, circle: ['分管副镇长'] })
  const copy = { kind: 'paper', place: '机要室', words: '会议用' }
  t.match(await step(carrier, 'copies', copy), { status: 409, body: { code: 'not_approved' } })
  t.same(faultsOf(await step(carrier, 'requests', { act: 'copied', words: '汇编', copies: 2, alsoFrom: [other.id, carrier.id] })),
    ['/alsoFrom/1 unknown_carrier', '/consent required'])
  const asked = must<Body>(201, await step(carrier, 'requests', { act: 'copied', words: '汇编', copies: 2, alsoFrom: [other.id], consent: '省办同意函' }))
  t.match(await step(carrier, 'requests', { act: 'destroyed', words: '销毁' }), { status: 409, body: { code: 'carrier_request_open' } })
  t.match(await step(carrier, 'copies', copy), { status: 409, body: { code: 'not_approved' } }, 'what is only asked is not approved')
  t.equal((await decide(asked, 'approval', secrecy)).status, 403)
  t.equal((await decide(asked, 'approval', 'cs.head')).status, 404)
  must(200, await decide(asked))
  t.match(await decide(asked, 'refusal'), { status: 409, body: { code: 'carrier_request_decided' } })
  const made = must<Body>(201, await step(carrier, 'copies', copy)).items
  t.equal(made.length, 2)
  t.ok(made.every((one: Body) => one.level === 'top_secret' && one.secret.until === '2050-01-01' && one.circle.join() === '分管副镇长'))
  t.equal(new Set(made.map(({ number }: Body) => number)).size, 2)
  t.same(new Set(made[0].madeFrom), new Set([carrier.id, other.id]))
  for (const source of [carrier, other]) t.same(await actsOf(source), ['registered', 'copied'])
  t.match(await step(carrier, 'copies', copy), { status: 409, body: { code: 'not_approved' } }, 'as many as were approved, and no more')
  const again = must<Body>(201, await step(carrier, 'requests', { act: 'copied', words: '再印', copies: 1 }))
  t.match(must(200, await decide(again, 'refusal')), { state: 'refused', decidedBy: idOf('xm.head') })
  t.match(await step(carrier, 'copies', copy), { status: 409, body: { code: 'not_approved' } })
  const apart = await registered({ circle: ['武装部'] })
  await approved(carrier, { act: 'copied', copies: 1, alsoFrom: [apart.id] })
  t.match(await step(carrier, 'copies', copy), { status: 409, body: { code: 'circles_apart' } })
})

await t.test('it is carried out by who was approved, with a permit out of the country, and top secret never', async (t) => {
  const carrier = await registered()
  const out = { act: 'carried_out', words: '赴外培训', toHolder: idOf('xm.officer'), until: '2026-03-10', abroad: true, permit: '出境证2026第3号' }
  t.same(faultsOf(await step(carrier, 'requests', { ...out, permit: undefined })), ['/permit required'])
  await approved(carrier, out)
  t.match(must(200, await step(carrier, 'departure', { words: '当面交接' })), { state: 'away', holder: { name: 'xm.officer' }, returnOn: '2026-03-10' })
  t.match(must(200, await step(carrier, 'return', { place: '机要室', words: '完好' })), { state: 'kept' })
  await approved(carrier, out)
  must(200, await step(carrier, 'level', { level: 'top_secret', secret: { until: '2040-12-31' }, classifier: '省人民政府办公厅', words: '升密通知第5号' }))
  const stopped = await step(carrier, 'departure', { words: '当面交接' })
  t.match(stopped, { status: 422, body: { errors: [{ code: 'top_secret_stays' }] } }, 'what was raised since stays')
  await refused(t, asOwner(house, `insert into carrier_acts select gen_random_uuid(), carrier_id, 99, act, by, request_id, approved_by, witness_of,
    'top_secret', true, to_holder, until, words, at from carrier_acts where carrier_id = $1 and act = 'carried_out'`, [carrier.id]), /carrier_acts_top_secret_stays/)
})

await t.test('its level is changed by who determined it or the body above, each change on record', async (t) => {
  const carrier = await registered()
  const change = { level: 'declassified', secret: { until: '2026-03-01' }, classifier: '市人民政府办公室', words: '解密通知第2号' }
  t.equal((await step(carrier, 'level', { ...change, level: 'cosmic' })).status, 422)
  t.same(faultsOf(await step(carrier, 'level', { ...change, level: 'secret', secret: { until: '2030-12-31' } })), ['/level same_level'])
  t.match(must(200, await step(carrier, 'level', change)), { level: 'declassified', secret: { until: '2026-03-01' }, state: 'kept' })
  t.same(await actsOf(carrier), ['registered', 'level_changed'])
})

await t.test('it is destroyed by two people on the leader’s word, and not while it must be kept (004:117)', async (t) => {
  const kept = await registered()
  t.match(await step(kept, 'requests', { act: 'destroyed', words: '期满销毁' }), { status: 409, body: { code: 'still_to_be_kept' } })
  const carrier = await registered({ keptUntil: '2026-03-01' })
  const seen = { words: '在指定单位监督销毁' }
  t.match(await step(carrier, 'destruction'), { status: 409, body: { code: 'not_approved' } })
  await approved(carrier, { act: 'destroyed' })
  t.match(await step(carrier, 'destruction-witness', seen, 'xm.clerk'), { status: 409, body: { code: 'not_approved' } }, 'nobody has taken it yet')
  t.match(must(200, await step(carrier, 'destruction')), { state: 'begun', begunBy: idOf(secrecy) })
  t.match(await step(carrier, 'destruction'), { status: 409, body: { code: 'carrier_request_decided' } })
  t.match(await step(carrier, 'destruction-witness', seen, secrecy), { status: 403, body: { code: 'own_destruction' } })
  t.match(await step(carrier, 'destruction-witness', seen, 'xm.head'), { status: 403, body: { code: 'approved_it' } })
  t.equal((await step(carrier, 'destruction-witness', seen, 'cs.clerk')).status, 404)
  t.match(must(200, await step(carrier, 'destruction-witness', seen, 'xm.clerk')), { state: 'destroyed', holder: null })
  t.match(await step(carrier, 'loan', { toHolder: idOf('xm.officer'), until: '2026-03-06', words: '借' }), { status: 409, body: { code: 'carrier_destroyed' } })
  const acts = must<Body>(200, await call('GET', `/v1/carriers/${carrier.id}/acts?limit=1`, { as: 'jcj.supervisor' }))
  const rest = must<Body>(200, await call('GET', `/v1/carriers/${carrier.id}/acts?cursor=${acts.nextCursor}`, { as: 'jcj.supervisor' }))
  t.match(rest.items, [{ number: 2, act: 'destroyed', by: idOf('xm.clerk'), firstBy: idOf(secrecy), approvedBy: idOf('xm.head') }])
  for (const [change, constraint] of [
    ['witness_of = by', /carrier_acts_destroyed_by_two|carrier_acts_begun_by_another/], ['witness_of = null', /carrier_acts_destroyed_by_two/],
    ['approved_by = null, request_id = null', /carrier_acts_approved/], ['approved_by = by', /carrier_acts_by_word|carrier_acts_approved_by_another/],
  ] as const) await refused(t, asOwner(house, `update carrier_acts set ${change} where carrier_id = $1 and act = 'destroyed'`, [carrier.id]), constraint)
  await refused(t, asOwner(house, 'update carrier_requests set decided_by = asked_by where carrier_id = $1', [carrier.id]), /carrier_requests_by_two_people/)
})

await t.test('the leader sees what he is asked; lists are paged; other rooms read no numbers and no words', async (t) => {
  const carrier = await registered()
  const asked = must<Body>(201, await step(carrier, 'requests', { act: 'copied', words: '存档', copies: 1 }))
  t.match(must<Body>(200, await call('GET', '/v1/carrier-requests?state=asked', { as: 'xm.head' })).items, [{ id: asked.id, state: 'asked', copies: 1 }])
  t.equal((await call('GET', '/v1/carrier-requests', { as: 'xm.officer' })).status, 403)
  const page = must<Body>(200, await call('GET', '/v1/carriers?agency=XM&limit=2', { as: 'xm.head' }))
  const next = must<Body>(200, await call('GET', `/v1/carriers?agency=XM&limit=2&cursor=${page.nextCursor}`, { as: 'xm.head' }))
  t.equal(new Set([...page.items, ...next.items].map(({ id }: Body) => id)).size, 4)
  t.same(must<Body>(200, await call('GET', '/v1/carriers', { as: 'cs.head' })).items, [], 'another agency’s register is another’s')
  await refused(t, house.connection('oversight').db.execute(sql`select number from carriers`), /permission denied/)
  await refused(t, db.execute(sql`update carriers set circle = '{}'`), /permission denied/)
  t.notMatch(JSON.stringify(await eventsOf(db, carrier.id)), /机要|存档|副镇长|载〔/)
})

/** The statement fails, and says so. */
async function refused (t: Test, statement: Promise<unknown>, why: RegExp): Promise<void> {
  const words = await statement.then(() => '', (error: Error) => `${error.message} ${(error.cause as Error | undefined)?.message ?? ''}`)
  t.match(words, why)
}
