// The story of a request that touches others: each is asked by his own letter, nobody is named to anybody, the days of
// asking do not count, and what goes out over an objection is told to who objected before anyone reads it.
import t from 'tap'
import { openTestHouse, type Body } from '../support/house.ts'
import { addRecord, approve, fileRequest, must, passRecord, propose, readUntil, type Call } from '../support/story.ts'

const opinions = ['初审：已逐页核对，未见涉密内容。', '复审：与原件一致，可以公开。']
const description = '城南小学围墙工程的投标报价表'
const company = '青禾建材有限公司'
const publicInterest = '工程使用公共资金，报价构成关系学校建筑安全，不公开可能对公共利益造成重大影响。'

t.test('others are asked', async (t) => {
  const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
  const { call } = house
  const filed = await fileRequest(call, { description })
  const applicant = filed.accessToken
  const requestPath = `/v1/requests/${filed.id}`
  const deadline = async (state: string) =>
    await readUntil<Body>(call, `/v1/deadlines/${filed.id}`, applicant, { state })
  const record = await addRecord(call, filed, { title: '投标报价表', text: '水泥 每吨四百二十元\n' })
  await passRecord(call, filed, record, opinions)
  const part = { description: '投标报价表', outcome: 'disclose', records: [record.id] }

  house.clock.set('2026-03-03T02:00:00Z')
  const asked = await consult(call, filed.id, {
    party: { name: company, address: '建设路9号' }, interest: '投标报价的构成', question: '是否同意公开投标报价表？',
  })
  const bureau = await consult(call, filed.id, {
    kind: 'co_maker', party: { name: '某住建局', agency: 'CS' }, interest: '共同组织评标', question: '是否同意公开投标报价表？',
    service: { method: 'direct' },
  })

  await t.test('each is asked by a letter of his own, and the applicant learns only that these days do not count', async (t) => {
    t.match(asked, { state: 'waiting', servedOn: '2026-03-03', answerBy: '2026-03-24' })
    const page = await call('GET', `/v1/notices/${asked.noticeId}`, { as: asked.letterToken })
    t.match(page.text, /青禾建材有限公司[^]*第三十二条[^]*15个工作日/)
    t.notMatch(page.text, /张三|城南小学围墙|XM-2026/)
    const shown = must<Body>(200, await call('GET', requestPath, { as: applicant }))
    t.match(shown.notices, [{ id: asked.applicantNoticeId, kind: 'consultation_told' }])
    const told = await call('GET', `/v1/notices/${asked.applicantNoticeId}`, { as: applicant })
    t.match(told.text, /第三方[^]*不计算在答复期限内[^]*2026-03-24/)
    t.notMatch(told.text, /青禾|建设路/)
    for (const [as, path] of [
      [applicant, `/v1/notices/${asked.noticeId}`], [applicant, `/v1/consultations/${asked.id}`], [asked.letterToken, requestPath],
      [asked.letterToken, `/v1/notices/${asked.applicantNoticeId}`], [asked.letterToken, `/v1/consultations/${bureau.id}`],
    ] as const) t.equal((await call('GET', path, { as })).status, 404, path)
  })

  await t.test('the clock stands still while he has time; two letters at once count no day twice', async (t) => {
    const paused = await deadline('paused')
    house.clock.set('2026-03-06T02:00:00Z')
    const evidence = '送达回证，某住建局收发室签收'
    const served = must<Body>(200, await call('POST', `/v1/consultations/${bureau.id}/service`, {
      as: 'xm.clerk', body: { method: 'direct', on: '2026-03-05', evidence },
    }))
    t.match(served, { state: 'waiting', answerBy: '2026-03-26' })
    const both = await readUntil<Body>(call, `/v1/deadlines/${filed.id}`, applicant, { dueOn: '2026-04-01' })
    t.equal(paused.dueOn, '2026-03-30', 'one pause leaves 15 working days out')
    t.match(both, { state: 'paused' }, 'the second leaves out only the two days by which it is longer')
    t.match((await call('GET', requestPath, { as: 'xm.officer' })).body, { heldBy: 'third_party', next: { by: '2026-03-26' } })
  })

  await t.test('nothing is released before both have had their time', async (t) => {
    const answer = await call('POST', '/v1/decisions', {
      as: 'xm.officer', body: { requestId: filed.id, parts: [{ ...part, publicInterest }], delivery: { on: '2026-03-06' } },
    })
    t.match(answer, { status: 409, body: { code: 'consultation_open' } })
  })

  await t.test('one objects with his reasons, the other is silent and so agrees', async (t) => {
    house.clock.set('2026-03-09T02:00:00Z')
    const response = `/v1/consultations/${asked.id}/response`
    const refused = await call('POST', response, { as: asked.letterToken, body: { answer: 'objects' } })
    t.match(refused, { status: 422, body: { errors: [{ pointer: '/reason' }] } })
    const body = { answer: 'objects', reason: '报价构成属于本公司商业秘密' }
    t.match(must(200, await call('POST', response, { as: asked.letterToken, body })), { state: 'answered', meaning: 'objects' })
    house.clock.set('2026-03-27T02:00:00Z')
    t.match(must(200, await call('GET', `/v1/consultations/${bureau.id}`, { as: bureau.letterToken })),
      { state: 'silent', meaning: 'agreement' })
    t.match(await deadline('running'), { dueOn: '2026-04-01', overdue: false })
  })

  const issued = await overrule()

  async function overrule (): Promise<Body> {
    const bare = await call('POST', '/v1/decisions', {
      as: 'xm.officer', body: { requestId: filed.id, parts: [part], delivery: { on: '2026-03-27' } },
    })
    t.match(bare, { status: 409, body: { code: 'objection_stands', errors: [{ pointer: '/parts/0/publicInterest' }] } })
    return await approve(call, filed, await propose(call, filed, [{ ...part, publicInterest }]))
  }

  await t.test('his objection is outweighed in words, and he is told what, why and what he can do', async (t) => {
    t.match(issued, { state: 'issued', servedOn: '2026-03-27', thirdParties: [{ consultationId: asked.id, servedOn: '2026-03-27' }] })
    t.equal(issued.thirdParties.length, 1, 'who agreed is not told')
    const { text } = await call('GET', `/v1/notices/${issued.thirdParties[0].noticeId}`, { as: asked.letterToken })
    t.match(text, /青禾建材有限公司[^]*不同意公开[^]*投标报价表[^]*公共资金[^]*行政复议[^]*行政复议机关：[^]*法院/)
    t.notMatch(text, /张三|围墙|XM-2026/)
    t.equal((await call('GET', `/v1/notices/${issued.thirdParties[0].noticeId}`, { as: applicant })).status, 404)
    const answer = await call('GET', `/v1/notices/${issued.noticeId}`, { as: applicant })
    t.notMatch(answer.text, /青禾|公共资金/)
  })

  await t.test('he had it at once, so the applicant reads the record; the request is closed in time', async (t) => {
    t.equal((await call('GET', `/v1/records/${record.id}/content`, { as: applicant })).text, '水泥 每吨四百二十元\n')
    t.match(await readUntil<Body>(call, requestPath, applicant, { status: 'closed' }), { deadline: { state: 'met' } })
  })
})

t.test('who was asked on paper is told on paper, and the record opens when that has reached him', async (t) => {
  const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
  const { call } = house
  const filed = await fileRequest(call, { description })
  const record = await addRecord(call, filed, { title: '投标报价表', text: '水泥 每吨四百二十元\n' })
  await passRecord(call, filed, record, opinions)
  const asked = await consult(call, filed.id, {
    party: company, interest: '投标报价的构成', question: '是否同意公开投标报价表？',
    service: { method: 'post', on: '2026-03-02', evidence: '邮政回执' },
  })
  house.clock.set('2026-03-04T02:00:00Z')
  must(200, await call('POST', `/v1/consultations/${asked.id}/response`, {
    as: 'xm.clerk', body: { answer: 'partly', reason: '单价请勿公开', receivedOn: '2026-03-04', evidence: '来函' },
  }))
  const part = { description: '投标报价表', outcome: 'disclose', records: [record.id], publicInterest }
  const issued = await approve(call, filed, await propose(call, filed, [part])) as Body
  const paper = issued.thirdParties[0]
  t.match(paper, { consultationId: asked.id, servedOn: null })
  const read = async () => await call('GET', `/v1/records/${record.id}/content`, { as: filed.accessToken })
  t.match(await read(), { status: 409, body: { code: 'third_party_not_told' } })
  t.match(await call('GET', `/v1/decisions/${issued.id}`, { as: filed.accessToken }), { status: 200, body: { state: 'issued' } })
  await readUntil<Body>(call, `/v1/requests/${filed.id}`, 'xm.officer', { status: 'closed' })
  t.match(await call('GET', `/v1/requests/${filed.id}`, { as: 'xm.officer' }), { body: { heldBy: 'clerk', next: { what: /第三方/ } } })
  t.ok((await call('GET', `/v1/requests/${filed.id}`, { as: 'xm.clerk' })).body.allowedActions.includes('serve_notice'))
  const question = { query: '{ request(id: "' + filed.id + '") { heldBy } }' }
  t.match((await call('POST', '/graphql', { as: 'jcj.supervisor', body: question })).body, { data: { request: { heldBy: 'CLERK' } } })
  t.match(await call('GET', `/v1/requests/${filed.id}`, { as: filed.accessToken }), { body: { heldBy: null, next: null } })
  t.match((await call('GET', '/v1/requests?heldBy=clerk', { as: 'xm.clerk' })).body.items, [{ id: filed.id }])
  house.clock.set('2026-03-06T02:00:00Z')
  must(200, await call('POST', `/v1/notices/${paper.noticeId}/service`, {
    as: 'xm.clerk', body: { method: 'post', on: '2026-03-06', evidence: '邮政回执' },
  }))
  t.equal((await read()).status, 200)
  t.match(await call('GET', `/v1/requests/${filed.id}`, { as: 'xm.officer' }), { body: { heldBy: null, next: null } })
})

t.test('what a third party objects to with good reason is refused on its ground, and both stand on record', async (t) => {
  const { call } = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
  const filed = await fileRequest(call, { description })
  const asked = await consult(call, filed.id, { party: company, interest: '投标报价的构成', question: '是否同意公开投标报价表？' })
  const body = { answer: 'objects', reason: '报价构成属于本公司商业秘密，公开可能导致泄露' }
  must(200, await call('POST', `/v1/consultations/${asked.id}/response`, { as: asked.letterToken, body }))
  const part = { description: '投标报价表', outcome: 'refuse', grounds: ['trade_secret'] }
  const issued = await approve(call, filed, await propose(call, filed, [part])) as Body
  t.match(issued, { state: 'issued', outcome: 'refuse', thirdParties: [], parts: [{ grounds: [{ code: 'trade_secret' }] }] })
  const { items } = must<Body>(200, await call('GET', `/v1/requests/${filed.id}/consultations`, { as: 'jcj.supervisor' }))
  t.match(items, [{ kind: 'third_party', meaning: 'objects', answer: { answer: 'objects', late: false } }])
  const { text } = await call('GET', `/v1/notices/${issued.noticeId}`, { as: filed.accessToken })
  t.match(text, /商业秘密或者公开可能导致商业秘密被泄露/)
  t.notMatch(text, /青禾/)
})

async function consult (call: Call, requestId: string, body: object): Promise<Body> {
  return must(201, await call('POST', `/v1/requests/${requestId}/consultations`, { as: 'xm.officer', body }))
}
