import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { v7 as uuidv7 } from 'uuid'
import { addDays, addMonthsClamped, type Day } from '@lightwell/calendar/day'
import { issueDevelopmentToken } from '@lightwell/http/staff-token'
import { openPdf } from '@lightwell/reading/open-pdf'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { secretFaults } from '../../../services/decision/rules/secret-entry.ts'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { must, until } from '../../support/story.ts'
import { asOwner, eventsOf, faultsOf } from './desk.ts'

const house = await openTestHouse(t)
const { call } = house
const { db } = house.connection('decision')
const { rows: people } = await db.execute<{ id: string, handle: string }>(sql`select id, handle from people`)
const idOf = (handle: string): string => people.find((one) => one.handle === handle)!.id
const secrecy = 'xm.review2'
const path = '/v1/registered-secrets'
const body = {
  agency: 'XM', description: '某项规划资料', section: '镇规划建设办', circle: ['分管副镇长', '规划建设办主任'], position: 1, determinedOn: '2026-02-01',
  decidedBy: 'agency', level: 'secret', period: { months: 60 }, classifier: idOf('xm.head'), ground: '有关国家秘密及其密级具体范围的规定第三条',
}
const derived = { decidedBy: 'source', document: '市政办〔2025〕7号' }
const grant = (level: string) => call('POST', '/v1/agencies/XM/classification-authorities', {
  as: 'city.admin', body: { level, grantedBy: '省人民政府定密授权', document: '授权书〔2025〕1号', fromOn: '2025-01-01' },
})

const register = (changes: object = {}, as = secrecy) => call('POST', path, { as, body: { ...body, ...changes } })
const registered = async (changes: object = {}): Promise<Body> => must(201, await register(changes))
const enter = ({ id }: Body, sent: object, as = secrecy) => call('POST', `${path}/${id}/entries`, { as, body: {
  on: '2026-03-02', decidedBy: 'agency', classifier: idOf('xm.head'), ground: '情况变化', ...sent,
} })
const file = ({ id }: Body, as = secrecy, sent?: unknown) => call('POST', `${path}/${id}/filing`, { as, body: sent })
const receive = (id: string, by: unknown, as: string) => call('POST', `/v1/secret-filings/${id}/receipts`, { as, body: { by } })
const refused = (answer: CallAnswer) => [answer.status, answer.body?.code]
const deadlineRoom = house.connection('deadline').db

/** The days on which its periods end, as soon as they stand so: another room opens their terms a moment later. */
async function awaitTerms (t: Test, { id }: Body, ...wanted: string[]): Promise<void> {
  const read = async () => (await deadlineRoom.execute<{ told: string }>(sql`
    select state || ' ' || due_on as told from terms where case_id = ${id} and kind = 'secrecy_period' order by id`)).rows.map(({ told }) => told)
  t.same(await until(read, (terms) => terms.join() === wanted.join()), wanted)
}

await t.test('who may not classify registers no determination of his own, and what he carries on from another body he does (E-11)', async (t) => {
  t.same(faultsOf(await register()), ['/level no_authority'])
  t.match(must(201, await register(derived)), { number: '密登〔2026〕1号', level: 'secret', state: 'in_force' })
  must(201, await grant('secret'))
  t.match(must(201, await register()), { number: '密登〔2026〕2号' })
  t.same(faultsOf(await register({ determinedOn: '2024-12-31', period: { months: 100 } })), ['/level no_authority'], 'the day counts on which it was determined')
})

await t.test('a secret is registered under its line of the list, in neutral words, with whoever answers for it', async (t) => {
  const answer = await register({ classifier: idOf('xm.deputy'), designation: '新政发〔2025〕4号' })
  const secret = must<Body>(201, answer)
  t.equal(answer.headers.get('location'), `${path}/${secret.id}`)
  t.match(secret, {
    agency: 'XM', description: '某项规划资料', list: { version: 1, position: 1 }, determinedOn: '2026-02-01', level: 'secret',
    period: { until: '2031-02-01', condition: null }, state: 'in_force', entries: 1, filed: false, carriers: [],
  })
  t.same(faultsOf(await register({ classifier: idOf('xm.deputy') })), ['/designation required'])
  t.same(faultsOf(await register({ classifier: idOf('cs.head') })), ['/classifier not_on_staff'])
  t.same(faultsOf(await register({ classifier: idOf(secrecy), designation: '新政发〔2025〕4号' })), ['/classifier own_classification'])
  t.match(await registered({ period: { condition: '规划公布之日' } }), { period: { until: null, condition: '规划公布之日' } })
  const sent = (await eventsOf(db, secret.id))[0]
  t.match(sent, { type: 'lightwell.secret.registered.v1', data: { agency: 'XM', until: '2031-02-01' } })
  t.notMatch(JSON.stringify(sent), /规划|secret"/, 'an event tells neither what it is nor how high')
})

await t.test('what bears a mark, exceeds its line or the law, or names nobody is refused with every fault at once', async (t) => {
  t.same(faultsOf(await register({
    description: '秘密★10年 某工程', section: ' ', circle: ['机密★20年'], level: 'internal', position: 1, determinedOn: '2026-03-03', ground: '11010519491231002X',
    period: { condition: '绝密★长期' }, classifier: 'x', carriers: [uuidv7()], title: '某工程',
  })), [
    '/carriers/0 unknown_carrier', '/circle/0 mark_in_text', '/classifier wrong_format', '/description mark_in_text', '/determinedOn in_the_future',
    '/ground id_number_in_text', '/level not_listed', '/period/condition mark_in_text', '/section wrong_format', '/title unknown_field',
  ])
  t.same(faultsOf(await register({ level: 'confidential', position: 2, document: '某文' })), ['/document not_needed', '/level no_authority', '/position unknown_position'])
  t.same(faultsOf(await register({ level: 'top_secret' })), ['/level no_authority', '/level not_the_level_of_the_list'])
  t.same(faultsOf(await register({ period: { months: 121 } })), ['/period period_too_long'])
  t.same(faultsOf(await register({ determinedOn: '2025-02-01', period: { months: 12 } })), ['/period period_over'])
  t.same(faultsOf(await register({ decidedBy: 'source' })), ['/document required'])
  t.match(await registered({ period: { until: '2040-01-01' }, provision: '某保密事项范围另有规定' }), { period: { until: '2040-01-01' } })
  t.match(await registered({ ...derived, level: 'top_secret', period: { months: 360 } }), { level: 'top_secret' }, 'what is carried on keeps its level')
  t.equal((await register({ agency: undefined })).status, 422)
  t.equal((await call('POST', path, { as: secrecy, body: [] })).status, 422)
})

await t.test('a period is within the law or named by a provision, whatever its level and day', (t) => {
  const most = { secret: 10, confidential: 20, top_secret: 30 }
  const levels = ['secret', 'confidential', 'top_secret'] as const
  fc.assert(fc.property(fc.constantFrom(...levels), fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 3_000 }), (level, months, before) => {
    const determinedOn = addDays('2026-03-02' as Day, -before)
    const lastOn = addMonthsClamped(determinedOn, months)
    const found = secretFaults({ ...derived, decidedBy: 'source', level, period: { months }, determinedOn, position: 1 },
      { today: '2026-03-02' as Day, line: { level: 'secret', years: null }, mayClassify: false, classifier: 'head' }).map(({ code }) => code)
    return found.includes('period_too_long') === months > most[level] * 12 && found.includes('period_over') === lastOn < '2026-03-02'
  }))
  t.end()
})

await t.test('the register is kept by the secrecy duty and read by it, the head and the secrecy department', async (t) => {
  const secret = await registered()
  const tries: [string | undefined, number, number][] = [
    [undefined, 401, 401], ['xm.head', 200, 403], ['bmj.officer', 200, 403], ['xm.officer', 404, 404], ['xm.clerk', 404, 404], ['jcj.supervisor', 404, 404],
    ['city.admin', 404, 404], ['cs.head', 404, 404], ['portal', 404, 404],
  ]
  for (const [as, reads, writes] of tries) {
    const by = as === undefined ? {} : { as }
    t.equal((await call('GET', `${path}/${secret.id}`, by)).status, reads, `${as} reads`)
    t.equal((await call('GET', `${path}/${secret.id}/entries`, by)).status, reads, `${as} reads its entries`)
    t.equal((await call('POST', `${path}/${secret.id}/filing`, by)).status, writes, `${as} files`)
    t.equal((await call('POST', `${path}/${secret.id}/carriers`, { ...by, body: { carrierId: uuidv7() } })).status, writes, `${as} notes`)
  }
  t.equal((await register({}, 'xm.head')).status, 403)
  t.equal((await register({}, 'xm.officer')).status, 404)
  t.equal((await call('POST', path, { body })).status, 401)
  for (const [as, status] of [['xm.officer', 403], ['jcj.supervisor', 403], ['portal', 403], ['xm.head', 200], ['bmj.officer', 200]] as const) {
    t.equal((await call('GET', path, { as })).status, status, `${as} lists`)
  }
  t.equal((await call('GET', `${path}?agency=CS`, { as: 'xm.head' })).status, 404)
  t.same((await call('GET', path, { as: 'cs.head' })).body.items, [])
  const all: Body[] = must<Body>(200, await call('GET', `${path}?agency=XM`, { as: 'bmj.officer' })).items
  const first = must<Body>(200, await call('GET', `${path}?limit=2`, { as: 'xm.head' }))
  const second = must<Body>(200, await call('GET', `${path}?limit=2&cursor=${first.nextCursor}`, { as: 'xm.head' }))
  t.same([...first.items, ...second.items].map(({ id }: Body) => id), all.slice(0, 4).map(({ id }) => id))
  t.same((await call('GET', `${path}?level=top_secret`, { as: secrecy })).body.items.map(({ level }: Body) => level), ['top_secret'])
})

await t.test('level and period change by further entries, each by whoever may and in time, and none is edited (B-31, B-32)', async (t) => {
  const secret = await registered()
  await awaitTerms(t, secret, 'open 2031-02-01')
  t.same(faultsOf(await enter(secret, { act: 'raised', level: 'confidential', period: { months: 120 } })), ['/decidedBy no_authority'])
  t.same(faultsOf(await enter(secret, { act: 'extended', period: { months: 60 } })), ['/period not_longer'])
  t.same(faultsOf(await enter(secret, { act: 'shortened', period: { until: '2031-02-01' } })), ['/period not_shorter'])
  t.same(faultsOf(await enter(secret, { act: 'extended', period: { months: 121 } })), ['/period period_too_long'])
  t.same(faultsOf(await enter(secret, { act: 'lowered', level: 'secret', period: { months: 12 } })), ['/level not_lower'])
  t.same(faultsOf(await enter(secret, { act: 'declassified', level: 'secret', period: { months: 12 }, decidedBy: 'source', ground: '秘密★10年' })), [
    '/classifier not_needed', '/decidedBy not_the_classifier', '/document required', '/ground mark_in_text', '/level not_needed', '/period not_needed',
  ])
  t.same(faultsOf(await enter(secret, { act: 'declassified', decidedBy: 'superior', document: '市政办〔2026〕2号', classifier: undefined, designation: '新政发〔2025〕4号' })),
    ['/designation not_needed'], 'the paper of the body above designates nobody here')
  t.same(faultsOf(await enter(secret, { act: 'extended', period: { months: 90 }, on: '2026-01-31' })), ['/on before_the_last'])
  t.same(faultsOf(await enter(secret, { act: 'extended', period: { months: 90 }, on: '2026-03-03' })), ['/on in_the_future'])
  t.match(must(200, await enter(secret, { act: 'extended', period: { months: 120 } })), { entries: 2, period: { until: '2036-02-01' } })
  const byAbove = { decidedBy: 'superior', document: '市政办〔2026〕2号', classifier: undefined }
  t.match(must(200, await enter(secret, { ...byAbove, act: 'raised', level: 'confidential', period: { months: 200 } })), { entries: 3, level: 'confidential' })
  await awaitTerms(t, secret, 'ended 2031-02-01', 'ended 2036-02-01', 'open 2042-10-01')
  t.same(faultsOf(await enter(secret, { act: 'declassified' })), ['/decidedBy no_authority'], 'what was raised above its power')
  const stale = await call('POST', `${path}/${secret.id}/entries`, {
    as: secrecy, body: { on: '2026-03-02', ground: '情况变化', ...byAbove, act: 'declassified' }, headers: { 'if-match': '"1"' },
  })
  t.equal(stale.status, 412)
  t.match(must(200, await enter(secret, { ...byAbove, act: 'declassified' })), { state: 'declassified', entries: 4, period: { until: null } })
  await awaitTerms(t, secret, 'ended 2031-02-01', 'ended 2036-02-01', 'ended 2042-10-01')
  t.same(refused(await enter(secret, { ...byAbove, act: 'declassified' })), [409, 'declassified'])
  const { items } = must<Body>(200, await call('GET', `${path}/${secret.id}/entries`, { as: 'xm.head' }))
  t.same(items.map(({ number, act, decidedBy }: Body) => [number, act, decidedBy]), [
    [1, 'registered', 'agency'], [2, 'extended', 'agency'], [3, 'raised', 'superior'], [4, 'declassified', 'superior'],
  ])
  const { nextCursor } = must<Body>(200, await call('GET', `${path}/${secret.id}/entries?limit=3`, { as: 'xm.head' }))
  t.same((await call('GET', `${path}/${secret.id}/entries?cursor=${nextCursor}`, { as: 'xm.head' })).body.items.map(({ number }: Body) => number), [4])
})

await t.test('what has run out is a secret no longer, and its period is extended by nobody', async (t) => {
  const secret = await registered({ period: { until: '2026-03-10' } })
  t.ok((await call('GET', `${path}?endsBy=2026-03-10`, { as: secrecy })).body.items.some(({ id }: Body) => id === secret.id))
  t.notOk((await call('GET', `${path}?endsBy=2026-03-09`, { as: secrecy })).body.items.some(({ id }: Body) => id === secret.id))
  house.clock.set('2026-03-11T01:00:00Z')
  t.match(await call('GET', `${path}/${secret.id}`, { as: secrecy }), { body: { state: 'over' } })
  t.same(faultsOf(await enter(secret, { act: 'extended', on: '2026-03-11', period: { months: 60 } })), ['/on period_over'])
  t.match(must(200, await enter(secret, { act: 'declassified', on: '2026-03-11' })), { state: 'declassified' })
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('who held a post on the day in the zone of the unit was of its staff, whenever on that day it ended', async (t) => {
  const { id } = must<Body>(201, await call('POST', '/v1/posts', { as: 'city.admin', body: { agency: 'XM', duty: 'clerk', holder: 'cs.officer' } }))
  house.clock.set('2026-03-02T23:30:00Z')
  must(200, await call('POST', `/v1/posts/${id}/revocation`, { as: 'city.admin' }))
  house.clock.set('2026-03-04T01:00:00Z')
  const byHim = (determinedOn: string) => register({ determinedOn, classifier: idOf('cs.officer'), designation: '新政发〔2025〕4号' })
  must(201, await byHim('2026-03-03'))
  t.same(faultsOf(await byHim('2026-03-04')), ['/classifier not_on_staff'])
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('what bears it is noted once, and only what the unit registered', async (t) => {
  const secret = await registered()
  const carrier = must<Body>(201, await call('POST', '/v1/carriers', { as: secrecy, body: {
    agency: 'XM', kind: 'paper', level: 'secret', secret: { until: '2031-02-01' }, classifier: '新民镇', circle: ['党政办'], place: '机要室', words: '制作',
  } }))
  const note = (carrierId: string) => call('POST', `${path}/${secret.id}/carriers`, { as: secrecy, body: { carrierId } })
  t.match(must(200, await note(carrier.id)), { carriers: [carrier.id] })
  t.same(refused(await note(carrier.id)), [409, 'carrier_noted'])
  t.same(faultsOf(await note(uuidv7())), ['/carrierId unknown_carrier'])
  t.match(await registered({ carriers: [carrier.id] }), { carriers: [carrier.id] })
})

await t.test('its form is filed once as it stands, and received by the secrecy department and the office, which reads nothing of it (001:44, 001:45)', async (t) => {
  const secret = await registered()
  must(200, await enter(secret, { act: 'extended', period: { months: 100 } }))
  t.same(faultsOf(await file(secret, secrecy, { language: 'fr' })), [' wrong_type', '/language not_listed'])
  const both = await Promise.all([file(secret), file(secret)])
  t.same(both.map(({ status }) => status).toSorted((a, b) => a - b), [201, 409], 'of two at once one files')
  const { body: filing } = both.find(({ status }) => status === 201)!
  t.match(filing, { secretId: secret.id, number: 'XM密备〔2026〕1号', receivedBySecrecy: null, receivedByOffice: null })
  t.match(await call('GET', `${path}/${secret.id}`, { as: secrecy }), { body: { filed: true } })
  const form = await call('GET', `/v1/secret-filings/${filing.id}/form`, { as: 'bmj.officer' })
  t.equal(sha256Hex(Buffer.from(form.text)), filing.form.sha256)
  const told = form.text.replace(/<[^>]*>/g, '')
  const inOrder = ['国家秘密事项备案表', secret.number, '某项规划资料', '新政发〔2019〕22号（第1版）第1项', '涉及国防设施的规划资料', '镇规划建设办', '分管副镇长',
    '定密', '秘密级', 'xm.head', '授权书〔2025〕1号', '具体范围的规定第三条', '延长', '报保密工作部门备案'].map((words) => told.indexOf(words))
  t.ok(inOrder.every((at, index) => at > (inOrder[index - 1] ?? -1)), inOrder.join())
  const pdf = await fetch(`${house.address}/v1/secret-filings/${filing.id}/form`, { headers: {
    authorization: `Bearer ${await issueDevelopmentToken(house.keys, 'xm.head', house.clock.now())}`, accept: 'application/pdf',
  } })
  const bytes = Buffer.from(await pdf.arrayBuffer())
  t.equal(sha256Hex(bytes), filing.form.pdfSha256)
  t.ok((await openPdf(bytes, 1_000_000)).numPages >= 1)
  for (const [as, status] of [['xm.clerk', 403], ['xm.officer', 404], ['cs.head', 404], ['jcj.supervisor', 404], [secrecy, 200]] as const) {
    t.equal((await call('GET', `/v1/secret-filings/${filing.id}/form`, { as })).status, status, as)
  }
  t.match((await call('GET', '/v1/secret-filings?awaiting=office', { as: 'xm.clerk' })).body.items.map(({ id }: Body) => id), [filing.id])
  t.equal((await call('GET', '/v1/secret-filings', { as: 'xm.officer' })).status, 403)
  t.equal((await call('GET', '/v1/secret-filings?agency=CS', { as: 'xm.clerk' })).status, 404)
  for (const [by, as, status] of [['secrecy', secrecy, 403], ['secrecy', 'xm.clerk', 403], ['office', 'bmj.officer', 403], ['office', 'xm.head', 403], ['office', 'cs.clerk', 404]] as const) {
    t.equal((await receive(filing.id, by, as)).status, status, `${by}, ${as}`)
  }
  t.same(faultsOf(await receive(filing.id, 'mayor', 'bmj.officer')), ['/by not_listed'])
  t.match(await receive(filing.id, 'secrecy', 'bmj.officer'), { status: 200, body: { receivedBySecrecy: { by: /./ }, receivedByOffice: null } })
  t.same(refused(await receive(filing.id, 'secrecy', 'bmj.officer')), [409, 'received'])
  t.match(await receive(filing.id, 'office', 'xm.clerk'), { status: 200, body: { receivedByOffice: { by: /./ } } })
  must(200, await enter(secret, { act: 'declassified' }))
  t.ok((await call('GET', `${path}?unfiled=true`, { as: secrecy })).body.items.some(({ id }: Body) => id === secret.id), 'a change is filed anew')
  const english = must<Body>(201, await file(secret, secrecy, { language: 'en' }))
  t.match((await call('GET', `/v1/secret-filings/${english.id}/form`, { as: secrecy })).text, /Filing Form of a State Secret[^]*Declassified/)
  await asOwner(house, "update house_papers set bytes = bytes || 'x'::bytea where subject_id = $1", [filing.id])
  t.equal((await call('GET', `/v1/secret-filings/${filing.id}/form`, { as: secrecy })).status, 500, 'other bytes than were signed')
})

await t.test('the register of a merged body is kept by the one that it went into (B-15)', async (t) => {
  const other = await openTestHouse(t)
  const as = 'cs.review1'
  const post = (to: string, sent: object, by = as) => other.call('POST', to, { as: by, body: sent })
  const who = async (handle: string) => (await other.connection('decision').db.execute<{ id: string }>(sql`select id from people where handle = ${handle}`)).rows[0]!.id
  for (const agency of ['XM', 'CS']) {
    must(201, await post(`/v1/agencies/${agency}/classification-authorities`, {
      level: 'secret', grantedBy: '省人民政府定密授权', document: '授权书〔2025〕1号', fromOn: '2025-01-01',
    }, 'city.admin'))
  }
  const secret = must<Body>(201, await post(path, { ...body, classifier: await who('xm.head') }, secrecy))
  t.equal((await other.call('GET', `${path}/${secret.id}`, { as })).status, 404)
  must(200, await post('/v1/agencies/XM/succession', { successor: 'CS', on: '2026-03-02', act: '市政发〔2026〕9号' }, 'city.admin'))
  t.equal((await other.call('GET', `${path}/${secret.id}`, { as: secrecy })).status, 404)
  t.match(must(200, await other.call('GET', `${path}?agency=XM`, { as: 'cs.head' })), { items: [{ id: secret.id, number: '密登〔2026〕1号' }] })
  const carrier = must<Body>(201, await post('/v1/carriers', {
    agency: 'CS', kind: 'paper', level: 'secret', secret: { until: '2031-02-01' }, classifier: '新民镇', circle: ['党政办'], place: '机要室', words: '制作',
  }))
  t.match(must(200, await post(`${path}/${secret.id}/carriers`, { carrierId: carrier.id })), { carriers: [carrier.id] })
  const change = { act: 'declassified', on: '2026-03-02', decidedBy: 'agency', classifier: await who('cs.head'), ground: '情况变化' }
  t.equal((await post(`${path}/${secret.id}/entries`, change, 'cs.head')).status, 403)
  t.match(must(200, await post(`${path}/${secret.id}/entries`, change)), { agency: 'XM', state: 'declassified' })
  const filing = must<Body>(201, await post(`${path}/${secret.id}/filing`, {}))
  t.match(filing, { agency: 'CS', number: 'CS密备〔2026〕1号' })
  must(200, await post(`/v1/secret-filings/${filing.id}/receipts`, { by: 'office' }, 'cs.clerk'))
  t.match(await other.call('GET', `/v1/secret-filings/${filing.id}/form`, { as }), { status: 200, text: /新政发〔2019〕22号/ })
})

await t.test('the database keeps number, order, power and period of the register, whoever writes', async (t) => {
  const secret = await registered()
  const { rows: [entry] } = await db.execute<Body>(sql`select * from secret_entries where secret_id = ${secret.id}`)
  const force = async (changes: Body) => {
    const row = { ...entry, id: uuidv7(), seq: 2, act: 'extended', secret_until: '2033-01-01', made_on: '2026-03-02', ...changes }
    await asOwner(house, 'insert into secret_entries select * from jsonb_populate_record(null::secret_entries, $1)', [JSON.stringify(row)])
  }
  await t.rejects(force({ seq: 3 }), /does not follow/)
  await t.rejects(force({ made_on: '2026-01-31' }), /does not follow/)
  await t.rejects(force({ made_on: '2031-02-02' }), /does not follow/, 'its period is over then')
  await t.rejects(force({ secret_until: '2030-01-01' }), /not what it says/)
  await t.rejects(force({ level: 'confidential' }), /not what it says/)
  await t.rejects(force({ act: 'raised', level: 'confidential' }), /may not classify/)
  await t.rejects(force({ act: 'raised', level: 'secret' }), /not what it says/)
  await t.rejects(force({ secret_until: '2036-02-02' }), /longer than that of its level/)
  await t.rejects(force({ decided_by: 'source', authority_id: null, classifier_id: null, document: 'x' }), /another body/)
  await t.rejects(force({ classifier_id: entry!['recorded_by'] }), /secret_entries_by_two_people/)
  await t.rejects(force({ authority_id: null }), /may not classify/)
  await t.rejects(force({ secret_condition: 'x' }), /secret_entries_end_somehow/)
  await force({})
  await t.rejects(force({ secret_until: '2034-01-01' }), /does not follow/, 'an entry has its place once')
  const copy = (changes: string) => asOwner(house, `insert into registered_secrets select (jsonb_populate_record(s, ${changes})).* from registered_secrets s where id = $1`, [secret.id])
  await asOwner(house, "insert into case_heads select '01900000-0000-7000-8000-000000000001', kind, agency_code, version, last_hash from case_heads where id = $1", [secret.id])
  await t.rejects(copy(`'{"id": "01900000-0000-7000-8000-000000000001"}'`), /registered_secrets_number/)
  await copy(`'{"id": "01900000-0000-7000-8000-000000000001", "number": "x", "position": 2}'`)
  await t.rejects(force({ secret_id: '01900000-0000-7000-8000-000000000001', seq: 1, act: 'registered', made_on: '2026-02-01', secret_until: '2030-01-01' }), /no such line/)
  await t.rejects(db.execute(sql`update registered_secrets set description = 'x'`), { cause: /permission denied/ })
  await t.rejects(db.execute(sql`update secret_entries set level = 'secret'`), { cause: /permission denied/ })
  await t.rejects(db.execute(sql`delete from secret_entries`), { cause: /permission denied/ })
  await t.rejects(house.connection('oversight').db.execute(sql`select description from registered_secrets`), { cause: /permission denied/ })
})
