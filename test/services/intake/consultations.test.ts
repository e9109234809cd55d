import t from 'tap'
import { sql } from 'drizzle-orm'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { must, readUntil } from '../../support/story.ts'

const house = await openTestHouse(t)
const { db } = house.connection('intake')

const letter = { party: '甲建材有限公司', interest: '投标报价构成', question: '是否同意公开贵公司的投标报价表？' }

async function open (requestId: string, changes: Record<string, unknown> = {}, as = 'xm.officer'): Promise<CallAnswer> {
  return await house.call('POST', `/v1/requests/${requestId}/consultations`, { as, body: { ...letter, ...changes } })
}

async function opened (requestId: string, changes: Record<string, unknown> = {}, as = 'xm.officer'): Promise<Body> {
  return must(201, await open(requestId, changes, as))
}

async function answer (id: string, as: string, body: object): Promise<CallAnswer> {
  return await house.call('POST', `/v1/consultations/${id}/response`, { as, body })
}

async function serve (id: string, body: object, as = 'xm.clerk'): Promise<CallAnswer> {
  return await house.call('POST', `/v1/consultations/${id}/service`, { as, body })
}

async function read (id: string, as: string): Promise<CallAnswer> {
  return await house.call('GET', `/v1/consultations/${id}`, { as })
}

function faultsOf ({ body }: CallAnswer): string[] {
  return (body.errors ?? []).map(({ pointer, code }: Body) => `${pointer} ${code}`).toSorted()
}

await t.test('a letter is served online at once, and its reader’s time runs for 15 working days', async (t) => {
  const { id, accessToken } = await house.file()
  const asked = await open(id)
  t.match(asked, { status: 201, body: {
    kind: 'third_party', party: { name: letter.party }, servedOn: '2026-03-02', answerBy: '2026-03-23', state: 'waiting',
    meaning: null, answer: null, letterToken: /^lwl_/, agency: { code: 'XM' },
  } })
  t.equal(asked.headers.get('location'), `/v1/consultations/${asked.body.id}`)
  const { body: shown } = await house.call('GET', `/v1/requests/${id}`, { as: accessToken })
  t.match(shown, { status: 'processing', notices: [{ id: asked.body.applicantNoticeId, kind: 'consultation_told' }] })
  t.equal(shown.notices.length, 1, 'the letter itself is not the applicant’s')
  const { text: told } = await house.call('GET', `/v1/notices/${asked.body.applicantNoticeId}`, { as: accessToken })
  t.match(told, /第三十三条第三款/)
  t.match(told, /2026-03-23/)
  t.notMatch(told, /甲建材|投标/, 'with whom is not told')
  t.equal((await house.call('GET', `/v1/notices/${asked.body.noticeId}`, { as: accessToken })).status, 404)
})

await t.test('the letter names its reader, the question and what silence means, and never the applicant', async (t) => {
  const { id, receiptNumber } = await house.file()
  const pages: Record<string, string> = {}
  for (const [kind, language] of [['third_party', 'zh-CN'], ['co_maker', 'zh-CN'], ['other_body', 'en'], ['third_party', 'en']]) {
    const { noticeId, letterToken } = await opened(id, { kind, party: { name: '某局', language } })
    const page = await house.call('GET', `/v1/notices/${noticeId}`, { as: letterToken })
    t.equal(page.headers.get('content-language'), language)
    t.notMatch(page.text, new RegExp(`张三|城南片区|${receiptNumber}|13800000000`))
    t.match(page.text, /某局[^]*投标报价构成[^]*是否同意公开/)
    pages[`${kind} ${language}`] = page.text
  }
  t.match(pages['third_party zh-CN'], /征求意见书[^]*第三十二条[^]*15个工作日[^]*请说明理由[^]*由本机关依法决定是否公开/)
  t.match(pages['co_maker zh-CN'], /征求意见函[^]*第三十四条[^]*视为同意公开/)
  t.match(pages['other_body en'], /we decide under the law/)
  t.match(pages['third_party en'], /Letter of Consultation on the Disclosure/)
})

await t.test('the letter is in the language of its reader, the paper to the applicant in that of the request', async (t) => {
  const { id, accessToken } = await house.file({ language: 'en' })
  const { noticeId, applicantNoticeId, letterToken } = await opened(id)
  t.equal((await house.call('GET', `/v1/notices/${noticeId}`, { as: letterToken })).headers.get('content-language'), 'zh-CN')
  const told = await house.call('GET', `/v1/notices/${applicantNoticeId}`, { as: accessToken })
  t.equal(told.headers.get('content-language'), 'en')
  t.match(told.text, /does not count towards the time to answer/)
})

await t.test('a letter on paper waits for its service, and only from then on time runs', async (t) => {
  const { id } = await house.file()
  const { id: asked, letterToken, ...shown } = await opened(id, { service: { method: 'post' } })
  t.match(shown, { state: 'waiting_service', servedOn: null, answerBy: null, applicantNoticeId: null })
  t.match(await answer(asked, letterToken, { answer: 'agrees' }), { status: 409, body: { code: 'no_letter_unanswered' } })
  t.match((await house.call('GET', `/v1/deadlines/${id}`, { as: 'xm.officer' })).body, { dueOn: '2026-03-09' })
  house.clock.set('2026-03-05T02:00:00Z')
  const service = { method: 'post', on: '2026-03-04', evidence: '邮政回执 XA123' }
  t.same(faultsOf(await serve(asked, { ...service, on: '2026-03-01' })), ['/on before_issue'])
  t.same(faultsOf(await serve(asked, { ...service, on: '2026-03-06' })), ['/on in_the_future'])
  t.same(faultsOf(await serve(asked, { method: 'online', on: '2026-03-04', evidence: 'x' })), ['/on not_today'])
  t.same(faultsOf(await serve(asked, { method: 'pigeon', on: '2026-03-09' })), ['/evidence required', '/method not_listed', '/on in_the_future'])
  t.match(await serve(asked, service), { status: 200, body: { servedOn: '2026-03-04', answerBy: '2026-03-25', state: 'waiting' } })
  t.match(await serve(asked, service), { status: 409, body: { code: 'no_letter_unserved' } })
  t.match(await house.call('POST', `/v1/notices/${shown['noticeId']}/service`, { as: 'xm.clerk', body: service }),
    { status: 409, body: { code: 'served_at_consultation' } })
  const { body } = await read(asked, 'xm.clerk')
  t.match(body, { serviceMethod: 'post', serviceEvidence: service.evidence, applicantNoticeId: String })
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('once the due day is over, who sent a letter does not himself say that it was served before', async (t) => {
  const { id } = await house.file()
  const { id: asked } = await opened(id, { service: { method: 'post' } })
  const service = { method: 'post', on: '2026-03-04', evidence: '邮政回执 XA124' }
  house.clock.set('2026-03-10T02:00:00Z')
  t.match(await serve(asked, service, 'xm.officer'), { status: 409, body: { code: 'sent_it_yourself' } })
  t.match((await house.call('GET', `/v1/deadlines/${id}`, { as: 'xm.officer' })).body, { dueOn: '2026-03-09', overdue: true })
  t.match(await serve(asked, service, 'xm.clerk'), { status: 200, body: { servedOn: '2026-03-04' } }, 'another person does')
  const { id: late } = await opened(id, { service: { method: 'post' } })
  house.clock.set('2026-04-20T02:00:00Z')
  t.match(await serve(late, { ...service, on: '2026-04-20' }, 'xm.officer'), { status: 200 }, 'what moves no day anyone may say')
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('who was consulted sees his letter and his answer, and nothing of the case; nobody else sees them', async (t) => {
  const { id, accessToken } = await house.file()
  const asked = await opened(id, { party: { name: '甲建材有限公司', phone: '0512-5555' } })
  const other = await opened(id, { party: '乙公司' })
  const { body, headers } = await read(asked.id, asked.letterToken)
  t.match(body, { party: { name: '甲建材有限公司' }, question: letter.question, servedOn: '2026-03-02', answerBy: '2026-03-23' })
  t.same(Object.keys(body).filter((name) => /request|openedBy|applicant|service/i.test(name)), [])
  t.equal(headers.get('etag'), null)
  t.notMatch(JSON.stringify(body), new RegExp(`${id}|张三|城南|0512`))
  const mine = asked.letterToken
  const notHis: [string, string][] = [
    ['GET', `/v1/consultations/${other.id}`], ['GET', `/v1/notices/${other.noticeId}`], ['GET', `/v1/notices/${asked.applicantNoticeId}`],
    ['GET', `/v1/requests/${id}`], ['GET', `/v1/requests/${id}/consultations`], ['GET', `/v1/requests/${id}/events`],
    ['GET', `/v1/deadlines/${id}`], ['GET', `/v1/requests/${id}/records`], ['POST', `/v1/consultations/${other.id}/response`],
  ]
  for (const [method, path] of notHis) {
    const call = { as: mine, ...method === 'POST' && { body: { answer: 'agrees' } } }
    t.equal((await house.call(method, path, call)).status, 404, `${method} ${path}`)
  }
  t.equal((await house.call('GET', '/v1/requests', { as: mine })).status, 403)
  for (const as of [accessToken, 'portal', 'cs.officer', 'bmj.officer']) {
    t.equal((await read(asked.id, as)).status, 404, as)
    t.equal((await house.call('GET', `/v1/requests/${id}/consultations`, { as })).status, 404, as)
    t.equal((await answer(asked.id, as, { answer: 'agrees' })).status, 404, as)
    t.equal((await open(id, {}, as)).status, 404, as)
  }
  t.equal((await house.call('GET', `/v1/consultations/${asked.id}`)).status, 401)
  t.equal((await house.call('GET', `/v1/consultations/${asked.id}`, { as: 'lwl_nobody' })).status, 401)
  for (const as of ['xm.clerk', 'xm.review1', 'xm.head', 'jcj.supervisor']) {
    t.equal((await read(asked.id, as)).status, 200, as)
    t.equal((await open(id, {}, as)).status, 403, as)
  }
  t.equal((await serve(asked.id, { method: 'post', on: '2026-03-02', evidence: 'x' }, 'xm.head')).status, 403)
  const { body: list } = await house.call('GET', `/v1/requests/${id}/consultations?limit=1`, { as: 'xm.review1' })
  t.match(list, { items: [{ id: asked.id, party: { phone: '0512-5555' } }], nextCursor: String })
  t.equal((await house.call('GET', `/v1/requests/${id}/consultations?cursor=${list.nextCursor}`, { as: 'xm.head' })).body.items.length, 1)
})

await t.test('bad letters are refused with every fault at once, and leave nothing behind', async (t) => {
  const { id, receiptNumber } = await house.file()
  t.same(faultsOf(await open(id, {
    kind: 'neighbour', party: { name: '甲 11010519491231002X', agency: 'XM', language: 'fr' }, interest: '秘密★10年的报价',
    question: `张 三（${receiptNumber}）申请公开贵公司报价`, service: { method: 'post', on: '2026-03-03' }, surprise: 1,
  })), [
    '/interest mark_in_text', '/kind not_listed', '/party/agency own_agency', '/party/language not_listed',
    '/party/name id_number_in_text', '/question names_the_applicant', '/service/on in_the_future', '/surprise unknown_field',
  ])
  t.same(faultsOf(await open(id, { party: { name: '某局', agency: 'NOWHERE' } })), ['/party/agency unknown_agency'])
  t.same(faultsOf(await open(id, { service: { method: 'direct', on: '2026-03-02' } })), ['/service/evidence required'])
  t.same(faultsOf(await open(id, { question: ' ' })), ['/question wrong_format'])
  t.same(faultsOf(await open(id, { party: [] })), ['/party wrong_type'])
  t.same(faultsOf(await open(id, { party: {} })), ['/party/name required'])
  for (const body of [{}, [], null, 'letter']) {
    const refused = await house.call('POST', `/v1/requests/${id}/consultations`, { as: 'xm.officer', body: JSON.stringify(body) })
    t.equal(refused.status, 422, JSON.stringify(body))
  }
  const named = await opened(id, { party: '张三丰建材行', question: '是否同意公开张三丰建材行的报价？' })
  t.equal(named.state, 'waiting', 'a longer name that holds the applicant’s may stand')
  const { rows } = await db.execute(sql`select 1 from consultations where request_id = ${id}`)
  t.equal(rows.length, 1)
})

await t.test('an objection needs reasons; the answer is given once, by its reader or from paper', async (t) => {
  const { id } = await house.file()
  const [mine, paper] = [await opened(id), await opened(id, { service: { method: 'direct', on: '2026-03-02', evidence: '当面签收' } })]
  t.same(faultsOf(await answer(mine.id, mine.letterToken, { answer: 'objects' })), ['/reason required'])
  t.same(faultsOf(await answer(mine.id, mine.letterToken, { answer: 'partly', reason: '  ', receivedOn: '2026-03-02', evidence: 'x' })),
    ['/evidence paper_only', '/reason wrong_format', '/receivedOn paper_only'])
  t.same(faultsOf(await answer(mine.id, mine.letterToken, { answer: 'maybe' })), ['/answer not_listed'])
  const given = await answer(mine.id, mine.letterToken, { answer: 'objects', reason: '报价属于商业秘密' })
  t.match(given, { status: 200, body: {
    state: 'answered', meaning: 'objects', answer: { answer: 'objects', reason: '报价属于商业秘密', answeredOn: '2026-03-02', late: false },
  } })
  t.notOk('recordedBy' in given.body.answer)
  t.match(await answer(mine.id, mine.letterToken, { answer: 'agrees' }), { status: 409, body: { code: 'no_letter_unanswered' } })
  house.clock.set('2026-03-04T02:00:00Z')
  t.same(faultsOf(await answer(paper.id, 'xm.clerk', { answer: 'agrees' })), ['/evidence required', '/receivedOn required'])
  const entered = { answer: 'agrees', evidence: '来函扫描件' }
  t.same(faultsOf(await answer(paper.id, 'xm.clerk', { ...entered, receivedOn: '2026-03-01' })), ['/receivedOn before_service'])
  t.same(faultsOf(await answer(paper.id, 'xm.clerk', { ...entered, receivedOn: '2026-03-05' })), ['/receivedOn in_the_future'])
  t.match(await answer(paper.id, 'xm.officer', { ...entered, receivedOn: '2026-03-03' }), { status: 200, body: {
    meaning: 'agrees', answer: { answeredOn: '2026-03-03', recordedBy: /^staff:/, evidence: '来函扫描件' },
  } })
  t.match(await answer(paper.id, paper.letterToken, { answer: 'agrees' }), { status: 409 })
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('silence leaves it to the body, or counts as a co-maker’s agreement; a late answer changes neither', async (t) => {
  const { id } = await house.file()
  const kinds = ['third_party', 'co_maker', 'other_body']
  const asked: Body[] = []
  for (const kind of kinds) asked.push(await opened(id, { kind }))
  house.clock.set('2026-03-23T15:59:59Z')
  for (const { id: one } of asked) t.match((await read(one, 'xm.officer')).body, { state: 'waiting', meaning: null })
  house.clock.set('2026-03-23T16:00:00Z')
  const meanings = ['body_decides', 'agreement', 'body_decides']
  for (const [at, { id: one }] of asked.entries()) t.match((await read(one, 'xm.officer')).body, { state: 'silent', meaning: meanings[at] })
  for (const [at, { id: one, letterToken }] of asked.entries()) {
    t.match(await answer(one, letterToken, { answer: 'objects', reason: '迟复' }), { status: 200, body: {
      state: 'answered', meaning: meanings[at], answer: { answer: 'objects', late: true },
    } })
  }
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('of two answers at once one is kept; of two services one', async (t) => {
  const { id } = await house.file()
  const { id: asked, letterToken } = await opened(id)
  const answers = await Promise.all([
    answer(asked, letterToken, { answer: 'agrees' }), answer(asked, letterToken, { answer: 'objects', reason: 'x' }),
  ])
  t.same(answers.map(({ status }) => status).toSorted((a, b) => a - b), [200, 409])
  const { id: paper } = await opened(id, { service: { method: 'post' } })
  const service = { method: 'post', on: '2026-03-02', evidence: '回执' }
  const services = await Promise.all([serve(paper, service), serve(paper, service, 'xm.officer')])
  t.same(services.map(({ status }) => status).toSorted((a, b) => a - b), [200, 409])
  t.equal((await house.call('POST', `/v1/requests/${id}/consultations`, {
    as: 'xm.officer', body: letter, headers: { 'if-match': '"1"' },
  })).status, 412)
})

await t.test('nobody is consulted about a request that has ended, and its letter is not answered any more', async (t) => {
  const { id, accessToken } = await house.file()
  const { id: asked, letterToken } = await opened(id)
  must(200, await house.call('POST', `/v1/requests/${id}/withdrawal`, { as: accessToken, body: {} }))
  t.match(await open(id), { status: 409, body: { code: 'not_in_this_status' } })
  t.match(await answer(asked, letterToken, { answer: 'agrees' }), { status: 409, body: { code: 'not_in_this_status' } })
  t.equal((await read(asked, letterToken)).status, 200, 'he may still read it')
})

await t.test('the pause ends with his answer, and the days before it do not count', async (t) => {
  const { id, accessToken } = await house.file()
  const { id: asked, letterToken } = await opened(id)
  await readUntil(house.call, `/v1/deadlines/${id}`, accessToken, { state: 'paused' })
  house.clock.set('2026-03-04T02:00:00Z')
  must(200, await answer(asked, letterToken, { answer: 'agrees' }))
  const deadline = await readUntil<Body>(house.call, `/v1/deadlines/${id}`, accessToken, { state: 'running' })
  t.equal(deadline.dueOn, '2026-03-10', 'the day of receipt is day 0 anyway, the 3rd does not count, the day of the answer does')
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('no room failed over an event of all this', async (t) => {
  const { rows } = await db.execute(sql`select consumer, first_error from deliveries where first_error is not null`)
  t.same(rows, [])
})
