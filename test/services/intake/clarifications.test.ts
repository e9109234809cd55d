import t from 'tap'
import { eq } from 'drizzle-orm'
import { noticeNumbers } from '@lightwell/schema/tables/common'
import { agencyProfiles } from '@lightwell/schema/tables/intake'
import { clarifications } from '@lightwell/schema/tables/intake-steps'
import { openTestHouse, type CallAnswer } from '../../support/house.ts'
import { must, propose, readUntil, recordSearch } from '../../support/story.ts'

const house = await openTestHouse(t)
const { call } = house
const { db } = house.connection('intake')

type Filed = { id: string, accessToken: string }
type Clarification = { id: string, noticeId: string, respondBy: string }
type Deadline = { state: string, dueOn: string }

const items = ['请说明所指的地块']
const description = '2024年度城南片区征地补偿方案'
const reason = '未说明任何困难。'
const evidence = '信封邮戳'

const at = (instant: string) => house.clock.set(instant)
const file = async (changes: Record<string, unknown> = {}, as?: string): Promise<Filed> => await house.file({ agency: 'CITY', ...changes }, as)
const ask = (id: string, as = 'city.officer', body: object = { items, respondBy: '2026-03-16' }, headers = {}) =>
  call('POST', `/v1/requests/${id}/clarifications`, { as, body, headers })
const on = (id: string, verb: string, as: string | undefined, body: object) =>
  call('POST', `/v1/clarifications/${id}/${verb}`, { ...as !== undefined && { as }, body })
const show = async (id: string, as = 'city.officer') => (await call('GET', `/v1/requests/${id}`, { as })).body
const codesOf = ({ status, body }: CallAnswer) => [status, body.code]
const faultsOf = ({ status, body }: CallAnswer) => status === 422
  ? body.errors.map(({ pointer, code }: { pointer: string, code: string }) => `${pointer} ${code}`).toSorted()
  : [status, body]

/** A request at the city that was asked on Monday 2 March to be completed by the sixteenth. */
async function asked (changes: Record<string, unknown> = {}, as?: string): Promise<{ filed: Filed, id: string, noticeId: string }> {
  at('2026-03-02T01:00:00Z')
  const filed = await file(changes, as)
  const { id, noticeId } = must<Clarification>(201, await ask(filed.id))
  return { filed, id, noticeId }
}

/** One whose silence was found to be without good reason on Tuesday the seventeenth. */
async function lapsed () {
  const open = await asked()
  at('2026-03-17T01:00:00Z')
  must(200, await on(open.id, 'lapse', 'city.officer', { reason }))
  return open
}

t.test('what is asked is checked whole, and nothing that may not go out goes out', async (t) => {
  at('2026-03-02T01:00:00Z')
  const { id } = await file()
  const faults = async (body: object) => faultsOf(await ask(id, 'city.officer', body))
  t.same(await faults({}), ['/items required', '/respondBy required'])
  t.same(await faults({ items: [], respondBy: '2026-03-16' }), ['/items too_few'])
  t.same(await faults({ items: Array.from({ length: 21 }, () => '甲'), respondBy: '2026-03-16' }), ['/items too_many'])
  t.same(await faults({ items: ['', ' \n', '甲'.repeat(1001), 7], respondBy: '16 March', extra: 1 }),
    ['/extra unknown_field', '/items/0 too_short', '/items/1 wrong_format', '/items/2 too_long', '/items/3 wrong_type', '/respondBy wrong_format'])
  t.same(await faults({ items: ['甲', '证号 11010519491231002X', '见机密★10年的附件'], respondBy: '2026-03-04' }),
    ['/items/1 id_number_in_text', '/items/2 mark_in_text', '/respondBy outside_reply_period'], 'schema and rules at once')
  t.same(await faults({ items: ['见秘密★10年的附件'] }), ['/items/0 mark_in_text', '/respondBy required'])
  t.same(await faults({ items, respondBy: '2026-05-29' }), ['/respondBy outside_reply_period'])
  const { body } = await call('POST', `/v1/requests/${id}/clarifications`, {
    as: 'city.officer', body: { items, respondBy: '2026-03-04' }, headers: { 'accept-language': 'en' },
  })
  t.match(body.errors[0].detail, /3 to 60 working days: a day from 2026-03-05 to 2026-05-28/)
  t.equal(await db.$count(noticeNumbers, eq(noticeNumbers.kind, 'clarification')), 0, 'what was refused took no number')
  for (const respondBy of ['2026-03-05', '2026-05-28']) {
    t.equal((await ask((await file()).id, 'city.officer', { items, respondBy })).status, 201, 'the least and the most are within')
  }
})

t.test('it is asked within the shorter of seven working days and the running deadline', async (t) => {
  at('2026-03-02T01:00:00Z')
  const [inTime, late] = [await file(), await file()]
  const atTown = [await file({ agency: 'XM' }), await file({ agency: 'XM' })]
  const till = (respondBy: string) => ({ items, respondBy })
  at('2026-03-09T15:59:59Z')
  t.equal((await ask(atTown[0]!.id, 'xm.officer', till('2026-03-20'))).status, 201, 'the due day of the county is the last')
  at('2026-03-09T16:00:00Z')
  t.same(codesOf(await ask(atTown[1]!.id, 'xm.officer', till('2026-03-20'))), [409, 'too_late_to_clarify'])
  at('2026-03-11T15:59:59Z')
  t.equal((await ask(inTime.id, 'city.officer', till('2026-03-20'))).status, 201, 'the seventh working day')
  at('2026-03-11T16:00:00Z')
  t.same(codesOf(await ask(late.id, 'city.officer', till('2026-03-20'))), [409, 'too_late_to_clarify'])
})

t.test('each does what is his: an officer asks, those outside answer, an officer or the head judges', async (t) => {
  at('2026-03-02T01:00:00Z')
  const filed = await file()
  const other = await file()
  for (const as of ['city.clerk', 'city.head', 'city.review1', 'jcj.supervisor', filed.accessToken]) {
    t.equal((await ask(filed.id, as)).status, 403, as)
  }
  for (const as of ['xm.officer', 'portal', other.accessToken]) t.equal((await ask(filed.id, as)).status, 404, as)
  t.equal((await call('POST', `/v1/requests/${filed.id}/clarifications`, { body: { items, respondBy: '2026-03-16' } })).status, 401)
  const created = await ask(filed.id)
  const { id } = created.body
  t.match(created, { status: 201, body: { requestId: filed.id, state: 'open' } })
  t.equal(created.headers.get('location'), `/v1/clarifications/${id}`)
  for (const as of [filed.accessToken, 'city.clerk', 'city.review1', 'jcj.supervisor']) {
    t.match(await call('GET', `/v1/clarifications/${id}`, { as }), { status: 200, body: { items, noticeNumber: /^CITY公补〔2026〕\d+号$/ } }, as)
  }
  for (const as of ['xm.officer', 'portal', other.accessToken]) {
    t.equal((await call('GET', `/v1/clarifications/${id}`, { as })).status, 404, as)
    for (const verb of ['response', 'lapse', 'reopening']) t.equal((await on(id, verb, as, {})).status, 404, `${as} ${verb}`)
  }
  t.equal((await call('GET', `/v1/clarifications/${id}`)).status, 401)
  const nobody = '01a20000-0000-7000-8000-000000000000'
  t.equal((await on(nobody, 'response', undefined, { description })).status, 401, 'without a token nothing can be told apart')
  t.equal((await on(nobody, 'response', 'city.officer', { description })).status, 404)
  t.equal((await on('7', 'response', 'city.officer', { description })).status, 404)
  for (const as of ['city.head', 'city.review1', 'jcj.supervisor']) t.equal((await on(id, 'response', as, { description })).status, 403, as)
  for (const as of ['city.clerk', filed.accessToken, 'jcj.supervisor']) {
    t.equal((await on(id, 'lapse', as, { reason })).status, 403, as)
    t.equal((await on(id, 'reopening', as, { goodReason: true, reason })).status, 403, as)
  }
  at('2026-03-17T01:00:00Z')
  t.equal((await on(id, 'lapse', 'city.head', { reason })).status, 200, 'the head may as well')
})

t.test('an answer is checked, and only paper has a day and a channel of its own', async (t) => {
  const { filed, id } = await asked()
  at('2026-03-05T01:00:00Z')
  const faults = async (as: string, body: object) => faultsOf(await on(id, 'response', as, body))
  t.same(await faults(filed.accessToken, {}), ['/description required'])
  t.same(await faults(filed.accessToken, { description: ' ', receivedOn: '2026-03-04', channel: 'letter', note: '' }),
    ['/channel paper_only', '/description wrong_format', '/note too_short', '/receivedOn paper_only'])
  t.same(await faults(filed.accessToken, { description, evidence: '邮戳' }), ['/evidence paper_only'])
  t.same(await faults('city.clerk', { description: '甲'.repeat(10_001), channel: 'online' }),
    ['/channel not_listed', '/description too_long', '/receivedOn required'])
  t.same(await faults('city.clerk', { description, receivedOn: '2026-03-04' }), ['/evidence required'], 'a day before that of the entry')
  t.same(await faults('city.clerk', { description, receivedOn: '2026-03-01', evidence }), ['/receivedOn before_the_ask'])
  t.same(await faults('city.clerk', { description, receivedOn: '2026-03-06', evidence }), ['/receivedOn in_the_future'])
  t.equal((await call('POST', `/v1/clarifications/${id}/response`, { as: filed.accessToken, body: '[]' })).status, 422)
  const answer = { description, receivedOn: '2026-03-03', channel: 'letter', evidence }
  t.match(must(200, await on(id, 'response', 'city.clerk', answer)), {
    state: 'answered', answeredOn: '2026-03-03', late: false, channel: 'letter', evidence, newDescription: description,
  })
  await readUntil<Deadline>(call, `/v1/deadlines/${filed.id}`, filed.accessToken, { state: 'running', dueOn: '2026-03-31' })
  t.same(codesOf(await on(id, 'response', filed.accessToken, { description })), [409, 'not_in_this_status'], 'once is enough')
})

t.test('an answer after the day counts as long as nobody found the silence to be without good reason', async (t) => {
  const { filed, id } = await asked()
  at('2026-03-20T01:00:00Z')
  t.match(await show(filed.id), { heldBy: 'officer', status: 'clarifying' })
  t.match(must(200, await on(id, 'response', filed.accessToken, { description, lateReason: '出差' })), {
    state: 'answered', late: true, lateReason: '出差',
  })
  await readUntil<Deadline>(call, `/v1/deadlines/${filed.id}`, filed.accessToken, { state: 'running', dueOn: '2026-04-20' })
})

t.test('the silence of who never had the notice, or had no time to answer it, ends nothing', async (t) => {
  const { filed, id, noticeId } = await asked({ delivery: { format: 'paper', method: 'post' } })
  at('2026-03-17T01:00:00Z')
  t.same(codesOf(await on(id, 'lapse', 'city.officer', { reason })), [409, 'notice_not_served'])
  must(200, await call('POST', `/v1/notices/${noticeId}/service`, {
    as: 'city.clerk', body: { method: 'post', on: '2026-03-13', evidence: '邮政回执' },
  }))
  t.same(codesOf(await on(id, 'lapse', 'city.officer', { reason })), [409, 'reply_not_due'], 'the least time runs from its service')
  at('2026-03-19T01:00:00Z')
  must(200, await on(id, 'lapse', 'city.officer', { reason }))
  t.match(await show(filed.id), { status: 'lapsed' })
})

t.test('a letter that came in time but was found after the lapse is told apart from a late one', async (t) => {
  const { id } = await lapsed()
  const answer = { description, receivedOn: '2026-03-13', channel: 'letter', evidence, lateReason: '收发室漏登，信件按期到达。' }
  t.match(must(200, await on(id, 'response', 'city.clerk', answer)), { state: 'late_answer', late: false, answeredOn: '2026-03-13' })
})

t.test('a lapse and a judgement are reasoned, and what they say goes out', async (t) => {
  const { filed, id } = await asked()
  const told = async (verb: string, body: object) => faultsOf(await on(id, verb, 'city.officer', body))
  t.same(codesOf(await on(id, 'reopening', 'city.officer', { goodReason: true, reason })), [409, 'not_in_this_status'])
  t.same(codesOf(await on(id, 'lapse', 'city.officer', {})), [409, 'reply_not_due'])
  at('2026-03-17T01:00:00Z')
  t.same(await told('lapse', {}), ['/reason required'])
  t.same(await told('lapse', { reason: '另见绝密★长期的材料' }), ['/reason mark_in_text'])
  t.equal((await show(filed.id)).status, 'clarifying')
  must(200, await on(id, 'lapse', 'city.officer', { reason }))
  t.same(codesOf(await on(id, 'reopening', 'city.officer', { goodReason: true, reason })), [409, 'no_late_answer'])
  must(200, await on(id, 'response', filed.accessToken, { description, lateReason: '住院' }))
  t.same(await told('reopening', {}), ['/goodReason required', '/reason required'])
  t.same(await told('reopening', { goodReason: 'yes', reason: '证号11010519491231002X' }), ['/goodReason wrong_type', '/reason id_number_in_text'])
  t.same(codesOf(await on(id, 'lapse', 'city.officer', { reason })), [409, 'not_in_this_status'])
  must(200, await on(id, 'reopening', 'city.head', { goodReason: true, reason: '住院属实。' }))
  t.same(codesOf(await on(id, 'reopening', 'city.head', { goodReason: false, reason })), [409, 'not_in_this_status'])
})

t.test('a lapse names the body that reconsiders it: the one that the agency names for the day, or else its parent', async (t) => {
  const paperOf = async () => {
    at('2026-03-02T01:00:00Z')
    const filed = await house.file()
    const { id } = must<Clarification>(201, await ask(filed.id, 'xm.officer'))
    at('2026-03-17T01:00:00Z')
    const { lapse } = must<{ lapse: { noticeId: string } }>(200, await on(id, 'lapse', 'xm.officer', { reason }))
    return (await call('GET', `/v1/notices/${lapse.noticeId}`, { as: filed.accessToken })).text
  }
  const profile = {
    agencyCode: 'XM', kind: 'government', nameZh: '新民镇人民政府', nameEn: 'Xinmin', openingHours: [], recordedBy: 'system',
    recordedAt: house.clock.now(),
  } as const
  t.match(await paperOf(), '行政复议机关：市人民政府<')
  await db.insert(agencyProfiles).values([
    { ...profile, version: 101, fromOn: '2026-03-17' },
    { ...profile, version: 102, fromOn: '2026-03-18', reconsiderationBodyZh: '后来的机关' },
  ])
  t.match(await paperOf(), '行政复议机关：市人民政府办公室<')
})

t.test('a request that was withdrawn, or has an answer proposed, is not asked about', async (t) => {
  const { filed, id } = await asked()
  must(200, await call('POST', `/v1/requests/${filed.id}/withdrawal`, { as: filed.accessToken, body: {} }))
  t.same(codesOf(await on(id, 'response', filed.accessToken, { description })), [409, 'not_in_this_status'])
  at('2026-03-17T01:00:00Z')
  t.same(codesOf(await on(id, 'lapse', 'city.officer', { reason })), [409, 'not_in_this_status'])
  t.equal((await show(filed.id)).status, 'withdrawn')
  at('2026-03-02T01:00:00Z')
  const answered = { ...await house.file({ agency: 'CITY' }), agency: 'CITY' }
  await recordSearch(call, answered)
  await propose(call, answered, [{ description, outcome: 'refuse', grounds: ['not_held'] }])
  t.same(codesOf(await ask(answered.id)), [409, 'answer_proposed'])
})

t.test('two who ask at once, and an answer against a lapse: one wins', async (t) => {
  at('2026-03-02T01:00:00Z')
  const { id: requestId } = await file()
  const asks = await Promise.all([ask(requestId), ask(requestId), ask(requestId)])
  t.same(asks.map(({ status }) => status).toSorted(), [201, 409, 409])
  t.equal(await db.$count(clarifications, eq(clarifications.requestId, requestId)), 1)
  for (let round = 0; round < 4; round++) {
    const { filed, id } = await asked()
    at('2026-03-17T01:00:00Z')
    const answers = await Promise.all([
      on(id, 'lapse', 'city.officer', { reason }), on(id, 'response', filed.accessToken, { description }),
    ])
    t.same(answers.map(({ status }) => status).toSorted(), [200, 409])
    const [lapse] = answers
    t.equal((await show(filed.id)).status, lapse.status === 200 ? 'lapsed' : 'processing')
  }
})

t.test('who has read an older version is told so', async (t) => {
  at('2026-03-02T01:00:00Z')
  const { id: requestId } = await file()
  t.equal((await ask(requestId, 'city.officer', { items, respondBy: '2026-03-16' }, { 'if-match': '"0"' })).status, 412)
  const { id } = must<Clarification>(201, await ask(requestId))
  const stale = (await call('GET', `/v1/clarifications/${id}`, { as: 'city.officer' })).headers.get('etag') as string
  at('2026-03-17T01:00:00Z')
  const body = { reason }
  t.equal((await call('POST', `/v1/clarifications/${id}/lapse`, { as: 'city.officer', body, headers: { 'if-match': '"1"' } })).status, 412)
  t.equal((await call('POST', `/v1/clarifications/${id}/lapse`, { as: 'city.officer', body, headers: { 'if-match': stale } })).status, 200)
})

t.test('a portal answers for what it filed, in the language of the request', async (t) => {
  const { filed, id, noticeId } = await asked({ language: 'en' }, 'portal')
  const { text } = await call('GET', `/v1/notices/${noticeId}`, { as: 'portal' })
  for (const words of ['Notice to Complete a Request', '16 March 2026', 'Article 30', 'counted anew', 'abandoned']) t.match(text, words)
  t.match(await on(id, 'response', 'portal', { description }), { status: 200, body: { state: 'answered' } })
  t.match(await show(filed.id, 'portal'), { status: 'processing', clarification: { state: 'answered' } })
})

t.test('a request to correct a record can be unclear as well', async (t) => {
  const correction = {
    recordTitle: '拆迁补偿登记表', defect: 'inaccurate', claim: '面积应为一百二十平方米', relation: '本人房屋', evidence: '房产证',
  }
  const { filed, id, noticeId } = await asked({ kind: 'correction', correction })
  t.match((await call('GET', `/v1/notices/${noticeId}`, { as: filed.accessToken })).text, '政府信息更正申请')
  must(200, await on(id, 'response', filed.accessToken, { description: '登记表第三页的面积有误' }))
  t.match(await show(filed.id), { status: 'processing', kind: 'correction', description: '登记表第三页的面积有误' })
})

t.test('what lapsed at a body that was merged since is taken up again at the one that it has become', async (t) => {
  at('2026-03-02T01:00:00Z')
  const filed = await file({ agency: 'CS' })
  const { id } = must<Clarification>(201, await ask(filed.id, 'cs.officer', { items, respondBy: '2026-03-06' }))
  at('2026-03-09T01:00:00Z')
  must(200, await on(id, 'lapse', 'cs.officer', { reason }))
  const merger = { successor: 'XM', on: '2026-03-09', act: '市政发〔2026〕12号' }
  must(200, await call('POST', '/v1/agencies/CS/succession', { as: 'city.admin', body: merger }))
  must(200, await on(id, 'response', filed.accessToken, { description, lateReason: '住院' }))
  t.match(must(200, await on(id, 'reopening', 'xm.officer', { goodReason: true, reason })), { state: 'reopened' })
  t.match(await show(filed.id, filed.accessToken), { status: 'processing', agency: 'XM' })
  await readUntil(call, `/v1/deadlines/${filed.id}`, 'xm.officer', { state: 'running', agency: 'XM' })
})
