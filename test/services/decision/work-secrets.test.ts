import fc from 'fast-check'
import { sql } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { addDays, addMonthsClamped, type Day } from '@lightwell/calendar/day'
import { bearsMark } from '@lightwell/documents/outgoing-text'
import { bodyCheck } from '@lightwell/http/body-check'
import { findRegime } from '@lightwell/regimes/regimes'
import {
  isWorkSecretOn, lastDayOfWorkSecret, WorkSecretBody, type WorkSecretContext, workSecretFaults, workSecretMarking,
} from '../../../services/decision/rules/work-secret.ts'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { must } from '../../support/story.ts'
import { asOwner, eventsOf, faultsOf, openDesk } from './desk.ts'

const today = '2026-11-22' as Day
const context: WorkSecretContext = { marks: [{ kind: 'internal' }], regime: findRegime('county@1')!, today }
const proposal: WorkSecretBody = {
  duty: '对危险化学品企业的不定期检查', harm: '检查时间泄露后企业可以事先应付，检查失去作用。', benefit: '公众可以提前知道检查安排。',
  ground: 'enforcement_or_life', balance: 'harm_outweighs', coversWrongdoing: false, determinedOn: '2026-11-20', period: { months: 6 }, circle: ['检查科', '分管副局长'],
}

function codesOf (changes: Partial<Record<keyof WorkSecretBody, unknown>>, around: WorkSecretContext = context): string[] {
  return workSecretFaults({ ...proposal, ...changes } as Partial<WorkSecretBody>, around).map(({ code, pointer }) => `${code} ${pointer}`)
}

t.test('a work secret names its duty, both sides of the balance, its time and its circle (004:135, 004:157)', (t) => {
  t.same(workSecretFaults(proposal, context), [])
  const check = bodyCheck(WorkSecretBody)
  t.same(check(proposal), [])
  for (const field of Object.keys(proposal)) {
    const { [field as keyof WorkSecretBody]: _, ...rest } = proposal
    t.not(check(rest).length, 0, `${field} is asked for`)
  }
  for (const [field, value] of [['period', {}], ['period', { months: 0 }], ['period', { months: 121 }], ['period', '长期'], ['circle', []],
    ['level', 'secret']] as const) t.not(check({ ...proposal, [field]: value }).length, 0, `${field} ${JSON.stringify(value)}`)
  t.end()
})

t.test('it is no state secret, and nothing of it bears a level (004:127)', (t) => {
  t.same(codesOf({}, { ...context, marks: [{ kind: 'state_secret' }] }), ['state_secret_level '])
  t.same(codesOf({ duty: '按机密★10年管理的检查工作' }), ['state_secret_level /duty'])
  t.same(codesOf({ circle: ['检查科', '密级：秘密'] }), ['state_secret_level /circle/1'])
  t.notOk(bearsMark(workSecretMarking.zh), 'what its papers bear has no star and no level')
  t.end()
})

t.test('it protects a duty and covers no unlawful act and no error (004:149)', (t) => {
  for (const duty of ['工作需要', '无', '领导要求', '其他。', '内部 事项', '不宜公开']) t.same(codesOf({ duty }), ['duty_not_named /duty'], duty)
  t.same(codesOf({ coversWrongdoing: true }), ['covers_wrongdoing /coversWrongdoing'])
  t.end()
})

t.test('it is withheld on a ground of the law, and not on that of state secrets', (t) => {
  t.same(codesOf({ ground: 'state_secret' }), ['not_for_work_secret /ground'])
  t.same(codesOf({ ground: 'not_held' }), ['not_for_work_secret /ground'])
  t.same(codesOf({ ground: 'work_secret' }), ['unknown_ground /ground'])
  t.end()
})

t.test('where openness is worth more it is open, and a balance has two sides (004:157)', (t) => {
  t.same(codesOf({ balance: 'benefit_outweighs' }), ['benefit_outweighs /balance'])
  t.same(codesOf({ benefit: '检查时间泄露后企业可以事先应付， 检查失去作用' }), ['not_weighed /benefit'])
  t.same(codesOf({ circle: ['全体人员', '检查科'] }), ['circle_open /circle/0'])
  t.end()
})

t.test('it lasts for a time, ten years at most with every change, and is changed only while it runs (004:153)', (t) => {
  t.same(codesOf({ period: { until: '2026-11-20' } }), ['ends_before_it_begins /period'])
  t.same(codesOf({ period: { until: '2026-11-21' } }), ['period_over /period'], 'what is over already binds nobody')
  t.same(codesOf({ period: { until: '2036-11-20' } }), [])
  t.same(codesOf({ period: { until: '2036-11-21' } }), ['period_too_long /period'])
  t.same(codesOf({ determinedOn: '2026-11-23' }), ['in_the_future /determinedOn'])
  const running = { determinedOn: '2020-01-01', period: { until: '2026-11-22' } }
  t.same(codesOf({}, { ...context, earlier: running }), [])
  t.same(codesOf({ period: { until: '2030-01-02' } }, { ...context, earlier: running }), ['period_too_long /period'])
  t.same(codesOf({}, { ...context, earlier: { ...running, period: { until: '2026-11-21' } } }), ['period_over /period'])
  t.end()
})

t.test('it binds from its first to its last day, while it is determined', (t) => {
  const kept = { ground: 'other_law', fromOn: '2026-01-31', untilOn: '2026-02-28' }
  t.equal(lastDayOfWorkSecret({ determinedOn: '2026-01-31', period: { months: 1 } }), '2026-02-28')
  for (const [state, day, on] of [
    ['determined', '2026-01-30', false], ['determined', '2026-01-31', true], ['determined', '2026-02-28', true],
    ['determined', '2026-03-01', false], ['proposed', '2026-02-01', false], ['released', '2026-02-01', false],
  ] as const) t.equal(isWorkSecretOn({ ...kept, state }, day as Day), on, `${state} on ${day}`)
  fc.assert(fc.property(fc.integer({ min: 1, max: 120 }), fc.nat(5000), (months, later) => {
    const determinedOn = addDays('2016-01-01' as Day, later)
    const last = lastDayOfWorkSecret({ determinedOn, period: { months } })
    return last > determinedOn && last <= addMonthsClamped(determinedOn, 120)
  }))
  t.end()
})

t.test('a body that does not fit its schema is judged as far as it goes, and never fails', (t) => {
  const anything = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.array(fc.anything()), fc.object())
  const fields = Object.fromEntries(Object.keys(proposal).map((field) => [field, anything]))
  fc.assert(fc.property(fc.record(fields, { requiredKeys: [] }), (body) =>
    Array.isArray(workSecretFaults(body as Partial<WorkSecretBody>, context))))
  t.end()
})

const house = await openTestHouse(t)
const { call } = house
const { db } = house.connection('decision')
const xm = openDesk(house)
const body = { ...proposal, determinedOn: '2026-03-02', circle: ['检查科', '分管副镇长'] }
const reason = '检查安排提前公开将使检查失去作用，同意按六个月管理。'
const path = (record: Body) => `/v1/records/${record.id}/work-secret`

/** An internal paper that its officer has opened. */
async function internal (text = '内部资料\n\n2026年第二季度检查安排。\n'): Promise<Body> {
  const { id } = await house.file()
  const record = must<Body>(201, await xm.upload(id, text, { title: '检查安排' }))
  must(200, await xm.open(record.id, 'xm.officer'))
  return record
}

async function proposed (record: Body, changes: object = {}): Promise<Body> {
  return must(201, await call('POST', path(record), { as: 'xm.officer', body: { ...body, ...changes } }))
}

async function act (verb: string, { id }: Body, as = 'xm.head', sent: unknown = { reason }): Promise<CallAnswer> {
  return await call('POST', `/v1/work-secrets/${id}/${verb}`, { as, body: sent })
}

async function determined (record: Body, changes: object = {}): Promise<Body> {
  must(200, await xm.open(record.id, 'xm.head'))
  return must(200, await act('determination', await proposed(record, changes)))
}

await t.test('the drafter proposes what he has read, and is told all that is wrong with it', async (t) => {
  const { id } = await house.file()
  const record = must<Body>(201, await xm.upload(id, '内部资料\n\n检查安排。\n'))
  const send = (as: string | undefined, sent: unknown = body) => call('POST', path(record), { ...as !== undefined && { as }, body: sent })
  t.match(await send('xm.officer'), { status: 409, body: { code: 'content_not_opened' } })
  must(200, await xm.open(record.id, 'xm.officer'))
  const bad = await send('xm.officer', { ...body, duty: '工作需要', coversWrongdoing: true, period: { until: '2026-03-02' }, circle: ['全体人员'], more: 1 })
  t.equal(bad.status, 422)
  t.same(faultsOf(bad), ['/circle/0 circle_open', '/coversWrongdoing covers_wrongdoing', '/duty duty_not_named', '/more unknown_field', '/period ends_before_it_begins'])
  t.equal((await send(undefined)).status, 401)
  t.equal((await send('xm.review1')).status, 403)
  t.equal((await send('cs.officer')).status, 404)
  const answer = await send('xm.officer')
  t.equal(answer.headers.get('location'), `/v1/work-secrets/${answer.body.id}`)
  t.match(must(201, answer), {
    recordId: record.id, agency: 'XM', state: 'proposed', runs: false, from: '2026-03-02', until: '2026-09-02', duty: body.duty,
    marking: '内部事项 注意保管', decidedBy: null,
  })
  t.match(await send('xm.officer'), { status: 409, body: { code: 'work_secret_open' } })
  const marked = must<Body>(201, await xm.upload(id, '秘密★1年\n\n某通知，2020年1月1日。\n', { title: '旧通知', declaredMarking: JSON.stringify({ level: 'internal' }) }))
  t.equal(marked.sealed, true)
  t.match(await call('POST', path(marked), { as: 'xm.officer', body }), { status: 422, body: { errors: [{ code: 'state_secret_level' }] } })
  t.notMatch(JSON.stringify(await eventsOf(db, id)), /检查|内部|检查科/, 'no event says what it is about')
})

await t.test('the leader, who has read it and did not propose it, determines it or refuses it', async (t) => {
  const record = await internal()
  const secret = await proposed(record)
  for (const verb of ['determination', 'refusal']) t.match(await act(verb, secret), { status: 409, body: { code: 'content_not_opened' } }, verb)
  must(200, await xm.open(record.id, 'xm.head'))
  t.equal((await act('determination', secret, 'xm.officer')).status, 403)
  t.equal((await act('determination', secret, 'cs.head')).status, 404)
  t.equal((await act('determination', { id: secret.recordId })).status, 404)
  t.match(await act('determination', secret, 'xm.head', { reason: ' ' }), { status: 422 })
  t.match(must(200, await act('determination', secret)), { state: 'determined', runs: true, asDeputy: false, decisionReason: reason })
  const longer = { ...body, determinedOn: '2026-02-01', period: { until: '2036-02-15' } }
  t.same(faultsOf(await call('POST', path(record), { as: 'xm.officer', body: longer })), ['/period period_too_long'], 'counted from the earliest day that was named')
  t.match(await act('determination', secret), { status: 409, body: { code: 'work_secret_decided' } })
  t.match(await act('refusal', secret), { status: 409, body: { code: 'work_secret_decided' } })
  const other = await internal()
  must(200, await xm.open(other.id, 'xm.head'))
  t.match(must(200, await act('refusal', await proposed(other))), { state: 'refused', runs: false })
  t.match(must(201, await call('POST', path(other), { as: 'xm.officer', body })), { state: 'proposed' }, 'and may be proposed anew')
  house.clock.set('2026-09-03T01:00:00Z')
  const late = await call('GET', `/v1/work-secrets?recordId=${other.id}&state=proposed`, { as: 'xm.head' })
  t.match(await act('determination', late.body.items[0]), { status: 409, body: { code: 'period_over' } })
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('who proposed it decides nothing on it, though he lead', async (t) => {
  must(201, await call('POST', '/v1/posts', { as: 'city.admin', body: { agency: 'XM', duty: 'head', holder: { handle: 'xm.officer', name: 'xm.officer' } } }))
  const record = await internal()
  t.match(await act('determination', await proposed(record), 'xm.officer'), { status: 403, body: { code: 'own_proposal' } })
  const { rows: [post] } = await db.execute<{ id: string }>(sql`
    select p.id from posts p join people h on h.id = p.holder_id where h.handle = 'xm.officer' and p.duty = 'head'`)
  must(200, await call('POST', `/v1/posts/${post!.id}/revocation`, { as: 'city.admin', body: {} }))
})

await t.test('what is proposed or determined does not go out, and is withheld on the ground of its determination', async (t) => {
  const record = await internal()
  const requestId = record.requestId
  await xm.passChain(record)
  const parts = (changes: object) => [{ description: '检查安排', records: [record.id], ...changes }]
  const release = () => xm.propose(requestId, parts({ outcome: 'disclose' }))
  const secret = await proposed(record)
  t.match(await release(), { status: 409, body: { code: 'work_secret', errors: [{ pointer: '/parts/0/records/0' }] } })
  must(200, await xm.open(record.id, 'xm.head'))
  must(200, await act('determination', secret))
  t.match(await release(), { status: 409, body: { code: 'work_secret' } })
  const refuse = (ground: string) => xm.propose(requestId, parts({ outcome: 'refuse', grounds: [ground] }), { delivery: undefined })
  t.match(await refuse('privacy'), { status: 409, body: { code: 'work_secret' } })
  const refusal = must<Body>(201, await refuse('enforcement_or_life'))
  await asOwner(house, "update decision_parts set outcome = 'disclose' where decision_id = $1", [refusal.id])
  await refused(t, asOwner(house, "update decisions set state = 'issued' where id = $1", [refusal.id]), /has not passed its whole chain/)
  await asOwner(house, "update decision_parts set outcome = 'refuse' where decision_id = $1", [refusal.id])
  must(200, await xm.approve(refusal.id))
})

await t.test('its last day opens a task to look at it, and releases nothing; the leader releases it', async (t) => {
  const record = await internal()
  await xm.passChain(record)
  const secret = await determined(record, { period: { months: 1 } })
  const tasks = async () => must<Body>(200, await call('GET', `/v1/terms?requestId=${record.requestId}&kind=secrecy_period`, { as: 'xm.head' })).items
  t.match(await tasks(), [{ subjectId: secret.id, dueOn: '2026-04-02', state: 'open', duty: 'secrecy' }])
  const release = () => xm.propose(record.requestId, [{ description: '检查安排', outcome: 'disclose', records: [record.id] }])
  t.match(await act('release', secret, 'xm.head', { cause: 'period_over', reason }), { status: 422, body: { errors: [{ code: 'period_not_over' }] } })
  house.clock.set('2026-04-03T01:00:00Z')
  t.match(must(200, await call('GET', `/v1/work-secrets/${secret.id}`, { as: 'xm.head' })), { state: 'determined', runs: false })
  t.match(await release(), { status: 409, body: { code: 'work_secret' } }, 'the end of a period is no release')
  const end = { cause: 'period_over', reason: '期限届满，检查已经完成。' }
  t.equal((await act('release', secret, 'xm.review2', end)).status, 403)
  t.match(await act('release', secret, 'xm.head', { cause: 'because', reason: '' }), { status: 422 })
  t.match(must(200, await act('release', secret, 'xm.head', end)), { state: 'released', releaseCause: 'period_over', runs: false })
  t.match(await act('release', secret, 'xm.head', end), { status: 409, body: { code: 'work_secret_not_determined' } })
  t.match(await tasks(), [{ subjectId: secret.id, state: 'ended' }])
  t.equal((await release()).status, 201, 'then its chain says whether it goes out')
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('a period is changed by a new determination while it runs, and replaces the one before', async (t) => {
  const record = await internal()
  const first = await determined(record, { period: { until: '2026-06-30' } })
  const tooLong = await call('POST', path(record), { as: 'xm.officer', body: { ...body, period: { until: '2036-03-03' } } })
  t.same(faultsOf(tooLong), ['/period period_too_long'])
  const second = must<Body>(200, await act('determination', await proposed(record, { period: { until: '2027-06-30' } })))
  const list = must<Body>(200, await call('GET', `/v1/work-secrets?recordId=${record.id}&limit=1`, { as: 'xm.officer' }))
  t.match(list.items, [{ id: first.id, state: 'replaced', runs: false }])
  const rest = must<Body>(200, await call('GET', `/v1/work-secrets?recordId=${record.id}&limit=1&cursor=${list.nextCursor}`, { as: 'xm.officer' }))
  t.match([rest.items[0].id, rest.items[0].state, rest.nextCursor], [second.id, 'determined', null])
  const tasks = must<Body>(200, await call('GET', `/v1/terms?requestId=${record.requestId}&kind=secrecy_period`, { as: 'xm.head' })).items
  t.match(tasks.map(({ state, dueOn }: Body) => `${dueOn} ${state}`).toSorted(), ['2026-06-30 ended', '2027-06-30 open'])
})

await t.test('the database keeps what its rule says, whoever writes', async (t) => {
  const record = await internal()
  const secret = await determined(record)
  const forced: [string, RegExp][] = [
    ['decided_by = proposed_by', /work_secrets_by_two_people/],
    ['covers_wrongdoing = true', /work_secrets_cover_no_wrong/],
    ["until_on = from_on + interval '11 years'", /work_secrets_end/],
    ["state = 'released'", /work_secrets_released/],
    ['decided_by = gen_random_uuid()', /work_secrets_opened_by_decider/],
  ]
  for (const [change, constraint] of forced) {
    await refused(t, asOwner(house, `update work_secrets set ${change} where id = $1`, [secret.id]), constraint)
  }
  await refused(t, house.connection('oversight').db.execute(sql`select harm from work_secrets`), /permission denied/)
  await refused(t, db.execute(sql`update work_secrets set until_on = '2030-01-01'`), /permission denied/)
})

await t.test('a restricted record is open to those whose duty it is and to those who are named, each reading with its purpose', async (t) => {
  must(201, await call('POST', '/v1/posts', { as: 'city.admin', body: { agency: 'XM', duty: 'officer', holder: { handle: 'xm.clerk', name: 'xm.clerk' } } }))
  const { rows } = await db.execute<{ id: string, handle: string }>(sql`select id, handle from people`)
  const idOf = (handle: string) => rows.find((one) => one.handle === handle)!.id
  const record = await internal()
  for (const as of ['xm.officer', 'xm.review1', 'xm.review2', 'xm.head']) t.equal((await xm.open(record.id, as)).status, 200, as)
  t.match(await xm.open(record.id, 'xm.clerk'), { status: 403, body: { code: 'outside_circle' } }, 'another officer')
  t.equal((await call('GET', `/v1/records/${record.id}/suggestions`, { as: 'xm.clerk' })).status, 403)
  const spans = [{ start: 0, end: 2, ground: 'privacy' }]
  t.match(await call('POST', `/v1/records/${record.id}/redactions`, { as: 'xm.clerk', body: { spans } }), { status: 403, body: { code: 'outside_circle' } })
  const marks = async (as: string) => must<Body>(200, await call('GET', `/v1/records/${record.id}`, { as })).scan.marks[0].quote
  t.equal(await marks('xm.clerk'), '')
  t.not(await marks('xm.review1'), '')
  const circle = `/v1/records/${record.id}/circle`
  const add = (as: string, person: string, sent: object = {}) =>
    call('POST', circle, { as, body: { personId: idOf(person), reason: '共同承办此件，需核对检查安排。', ...sent } })
  t.equal((await add('xm.officer', 'xm.clerk')).status, 403)
  t.equal((await add('cs.head', 'cs.officer')).status, 404)
  t.same(faultsOf(await add('xm.review2', 'cs.officer')), ['/personId no_reader'])
  t.same(faultsOf(await add('xm.head', 'xm.head')), ['/personId own_circle'])
  t.equal((await add('xm.head', 'xm.clerk', { reason: '' })).status, 422)
  t.match(must(201, await add('xm.review2', 'xm.clerk')), { personId: idOf('xm.clerk'), addedBy: idOf('xm.review2') })
  t.match(await add('xm.head', 'xm.clerk'), { status: 409, body: { code: 'in_circle_already' } })
  t.equal((await call('GET', `/v1/records/${record.id}/content?purpose=comparison`, { as: 'xm.clerk' })).status, 200)
  t.equal((await call('GET', `/v1/records/${record.id}/content?purpose=curiosity`, { as: 'xm.clerk' })).status, 422)
  t.match(must(200, await call('GET', circle, { as: 'xm.officer' })), {
    restricted: true, items: [{ personId: idOf('xm.clerk'), name: 'xm.clerk', reason: /共同承办/ }], nextCursor: null,
  })
  t.match(must(200, await call('GET', circle, { as: 'jcj.supervisor' })), { restricted: true, items: [{ reason: null }] })
  const events = await eventsOf(db, record.requestId)
  t.same(events.filter(({ type }) => type.includes('record.opened')).map(({ data }) => `${data.reader} ${data.purpose}`), [
    ['xm.officer', 'handling'], ['xm.officer', 'handling'], ['xm.review1', 'review'], ['xm.review2', 'review'], ['xm.head', 'approval'], ['xm.clerk', 'comparison'],
  ].map(([who, what]) => `staff:${idOf(who!)} ${what}`))
  t.match(events.find(({ type }) => type.includes('circle_widened'))?.data, { recordId: record.id, person: idOf('xm.clerk') })

  const { id } = await house.file()
  const plain = must<Body>(201, await xm.upload(id, '普通材料。\n'))
  t.equal((await xm.open(plain.id, 'xm.clerk')).status, 200, 'what is not restricted is open to every officer')
  t.match(await call('POST', `/v1/records/${plain.id}/circle`, { as: 'xm.head', body: { personId: idOf('xm.clerk'), reason: '承办' } }),
    { status: 409, body: { code: 'not_restricted' } })
  must(200, await xm.open(plain.id, 'xm.officer'))
  const secret = await proposed(plain)
  t.equal((await xm.open(plain.id, 'xm.clerk')).status, 403, 'what is about to be a work secret is')
  t.match(must(200, await call('GET', `/v1/work-secrets/${secret.id}`, { as: 'xm.clerk' })), { state: 'proposed', duty: null, harm: null, circle: null })
  t.match(must<Body>(200, await call('GET', '/v1/work-secrets?agency=XM&state=proposed', { as: 'jcj.supervisor' })).items.at(-1), { id: secret.id, duty: null })
  t.equal((await call('GET', `/v1/work-secrets/${secret.id}`, { as: 'cs.officer' })).status, 404)
  t.equal((await call('GET', '/v1/work-secrets')).status, 401)
  must(200, await xm.open(plain.id, 'xm.head'))
  must(200, await act('refusal', secret))
  t.equal((await xm.open(plain.id, 'xm.clerk')).status, 200, 'what is refused is open again')
  await refused(t, asOwner(house, 'update record_circles set added_by = person_id', []), /record_circles_by_another_person/)
})

/** The statement fails, and says so. */
async function refused (t: Test, statement: Promise<unknown>, why: RegExp): Promise<void> {
  const words = await statement.then(() => '', (error: Error) => `${error.message} ${(error.cause as Error | undefined)?.message ?? ''}`)
  t.match(words, why)
}
