import t from 'tap'
import { openTestHouse } from '../support/house.ts'
import { aFiling } from '../support/builders.ts'
import { disclose, fileRequest, must, readUntil, recordSearch, until, type Filed } from '../support/story.ts'

// Monday, 2 March 2026, nine o'clock in Shanghai.
const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const { call } = house

type Related = { id: string, receiptNumber: string, agency: string, relation: string, status: string, dueOn?: string }
type Request = {
  id: string, receiptNumber: string, agency: string, regimeVersion: string, status: string, receivedOn: string,
  description: string, channel: string, applicant: { name: string, idNumberTail: string }, identity: { proved: boolean },
  deadline: { state: string, dueOn: string }, notices: { id: string, kind: string }[],
  family?: { parentId: string | null, relation: string | null, parts: Related[], state: string },
}

const read = async (id: string, as: string): Promise<Request> => must(200, await call('GET', `/v1/requests/${id}`, { as }))
const attach = (id: string, as: string, text: string) => {
  const body = new FormData()
  body.set('file', new Blob([text], { type: 'text/plain' }), '说明.txt')
  return call('POST', `/v1/requests/${id}/attachments`, { as, body })
}
const transfer = (id: string, as: string, body: object) => call('POST', `/v1/requests/${id}/transfer`, { as, body })
const redirect = (id: string, as: string, body: object) => call('POST', `/v1/requests/${id}/redirection`, { as, body })
const divide = (id: string, as: string, body: object) => call('POST', `/v1/requests/${id}/parts`, { as, body })
const consent = { on: '2026-03-02', evidence: '电话录音 2026-03-02 第3号' }

// A county beside the city, under nobody: another government.
must(201, await call('POST', '/v1/agencies', {
  as: 'city.admin',
  body: {
    code: 'LIN', name: { zh: '邻县人民政府', en: 'Government of the Neighbouring County' }, kind: 'government', regime: 'order_711',
    calendar: 'CN', zone: 'Asia/Shanghai', reviewLevels: 1, phone: '0513-00000001',
  },
}))

t.test('a request at the wrong door of one government goes on to the right one, under its old day and that body’s law', async (t) => {
  const filed = await fileRequest(call, {}, 'portal')
  must(201, await call('POST', `/v1/requests/${filed.id}/identity-proofs`, {
    as: 'xm.clerk', body: { method: 'seen_in_person', evidence: '出示身份证原件' },
  }))
  const paper = must<{ items: { id: string }[] }>(201, await attach(filed.id, 'portal', '户主张三。'))
  house.clock.set('2026-03-04T01:00:00Z')
  const moved = must<Request & { transferredTo: Related }>(200, await transfer(filed.id, 'xm.officer', {
    toAgency: 'CITY', reason: '征地补偿方案由市级统一制作。',
  }))
  t.match(moved, { status: 'transferred', deadline: { state: 'stopped' }, family: { parentId: null, state: 'open' } })
  t.match(moved.transferredTo, { agency: 'CITY', receiptNumber: /^CITY-20260302-/ })

  const child = await readUntil<Request>(call, `/v1/requests/${moved.transferredTo.id}`, 'city.officer', { status: 'registered' })
  t.match(child, {
    agency: 'CITY', regimeVersion: 'order_711@1', receivedOn: '2026-03-02', description: aFiling().description,
    applicant: { name: '张三', idNumberTail: '002X' }, identity: { proved: true }, family: { parentId: filed.id, relation: 'transferred' },
  })
  const clock = await until(async () => (await call('GET', `/v1/deadlines/${child.id}`, { as: 'city.officer' })).body, ({ state }) => state === 'running')
  t.equal(clock.dueOn, '2026-03-30', 'twenty working days from the day on which it reached the first body')
  const stopped = await until(async () => (await call('GET', `/v1/deadlines/${filed.id}`, { as: 'xm.officer' })).body, ({ state }) => state === 'stopped')
  t.match(stopped.entries.at(-1), { kind: 'stopped', onDay: '2026-03-04' }, 'the first clock stopped on the day of the transfer')

  t.equal((await call('GET', `/v1/requests/${child.id}`, { as: 'xm.officer' })).status, 404, 'the first body no longer sees it')
  const [told] = (await read(filed.id, 'xm.officer')).family?.parts ?? []
  t.match(told, { receiptNumber: child.receiptNumber, agency: 'CITY', status: 'registered' })
  t.notHas(told, { dueOn: String }, 'but how it goes on there: number, body and status')
  t.equal((await call('GET', `/v1/requests/${child.id}`, { as: 'portal' })).status, 200, 'the portal goes on with it')

  const file = `/v1/attachments/${paper.items[0]?.id}`
  const listed = must<{ items: object[] }>(200, await call('GET', `/v1/requests/${child.id}/attachments`, { as: 'city.officer' }))
  t.same(listed.items, paper.items, 'what came with it goes with it')
  t.equal((await call('GET', file, { as: 'city.officer' })).text, '户主张三。')
  t.equal((await call('GET', file, { as: 'xm.officer' })).status, 200)
  for (const as of ['cs.officer', 'jcj.supervisor']) t.equal((await call('GET', file, { as })).status, 404, as)
  const later = must<{ items: { id: string }[] }>(201, await attach(child.id, 'portal', '补充材料。'))
  t.equal((await call('GET', `/v1/attachments/${later.items[0]?.id}`, { as: 'xm.officer' })).status, 404, 'what is handed in there is not for the first body')
})

t.test('the applicant is told by a paper which body it is and how it is reached, and his old token opens both', async (t) => {
  house.clock.set('2026-03-02T01:00:00Z')
  const filed = await fileRequest(call, { language: 'en' })
  const moved = must<Request & { transferredTo: Related }>(200, await transfer(filed.id, 'xm.head', {
    toAgency: 'CITY', reason: '由市级制作。',
  }))
  const notice = moved.notices.find(({ kind }) => kind === 'transfer') as { id: string }
  const { text, status } = await call('GET', `/v1/notices/${notice.id}`, { as: filed.accessToken })
  t.equal(status, 200)
  t.match(text, 'Notice of Transfer of a Request')
  t.match(text, 'Office of the City Government')
  t.match(text, 'Article 36, item (5)')
  t.match(text, '0512-00000001')
  t.match(text, moved.transferredTo.receiptNumber)
  t.match(text, /XM公转〔2026〕\d+号/)
  const own = must<{ items: Request[] }>(200, await call('GET', '/v1/requests', { as: filed.accessToken })).items
  t.same(own.map(({ id }) => id).toSorted(), [filed.id, moved.transferredTo.id].toSorted())
  t.equal((await read(moved.transferredTo.id, filed.accessToken)).family?.parentId, filed.id)
  t.match((await read(filed.id, filed.accessToken)).family?.parts, [{ agency: 'CITY', dueOn: '2026-03-30' }])
  must(200, await call('POST', `/v1/requests/${moved.transferredTo.id}/withdrawal`, { as: filed.accessToken, body: {} }))
  t.equal((await read(filed.id, filed.accessToken)).family?.state, 'closed', 'and nothing of it is open any more')
})

t.test('to another government nothing is moved: with consent it is filed there anew, and here it still has to be answered', async (t) => {
  const filed = await fileRequest(call)
  const refused = await transfer(filed.id, 'xm.officer', { toAgency: 'LIN', reason: '由邻县制作。' })
  t.equal(refused.status, 422)
  t.match(refused.body.errors, [{ pointer: '/toAgency', code: 'another_government', detail: /经申请人同意/ }])
  house.clock.set('2026-03-05T01:00:00Z')
  const unasked = await redirect(filed.id, 'xm.officer', { toAgency: 'LIN' })
  t.match(unasked.body.errors, [{ pointer: '/consent', code: 'required' }])

  const answer = await redirect(filed.id, 'xm.officer', { toAgency: 'LIN', consent })
  const child = must<Request>(201, answer)
  t.equal(answer.headers.get('location'), `/v1/requests/${child.id}`)
  t.match(child, {
    agency: 'LIN', regimeVersion: 'order_711@1', receivedOn: '2026-03-05', channel: 'other', receiptNumber: /^LIN-20260305-/,
    family: { parentId: filed.id, relation: 'redirected' },
  })
  const original = await read(filed.id, 'xm.officer')
  t.match(original, { status: 'registered', deadline: { state: 'running', dueOn: '2026-03-09' }, family: { state: 'open' } })
  const events = must<{ items: { type: string }[] }>(200, await call('GET', `/v1/requests/${filed.id}/events`, { as: filed.accessToken })).items
  t.ok(events.some(({ type }) => type === 'lightwell.request.redirected.v1'))
})

t.test('by his own token the applicant’s call is his consent', async (t) => {
  const filed = await fileRequest(call)
  const child = must<Request>(201, await redirect(filed.id, filed.accessToken, { toAgency: 'CITY' }))
  t.match(child, { agency: 'CITY', channel: 'online', receivedOn: '2026-03-05', status: 'registered' })
  const again = await redirect(filed.id, filed.accessToken, { toAgency: 'CITY' })
  t.match(again.body.errors, [{ pointer: '/toAgency', code: 'already_redirected' }], 'pressed twice it is filed once')
  must(200, await call('POST', `/v1/requests/${child.id}/withdrawal`, { as: filed.accessToken, body: {} }))
  must(201, await redirect(filed.id, filed.accessToken, { toAgency: 'CITY' }))
})

t.test('one form with twelve items becomes twelve requests of the same day, each with its number, its body and its clock', async (t) => {
  house.clock.set('2026-03-02T01:00:00Z')
  const filed = await fileRequest(call, { description: '十二个项目的征地批文' })
  house.clock.set('2026-03-03T01:00:00Z')
  const parts = Array.from({ length: 12 }, (_, at) => ({
    description: `第${at + 1}个项目的征地批文`, ...at === 4 && { agency: 'AQ' }, ...at === 11 && { agency: 'CITY' },
  }))
  const answer = await divide(filed.id, 'xm.officer', { consent, parts, whole: true })
  const divided = must<Request>(201, answer)
  t.equal(answer.headers.get('location'), `/v1/requests/${filed.id}`)
  t.match(divided, { status: 'transferred', deadline: { state: 'stopped' }, family: { state: 'open' } })
  const family = (await read(filed.id, filed.accessToken)).family?.parts ?? []
  t.equal(family.length, 12)
  t.equal(new Set(family.map(({ receiptNumber }) => receiptNumber)).size, 12)
  t.ok(family.every(({ receiptNumber }) => receiptNumber.includes('-20260302-')), 'received when the form was')
  t.same(family.map(({ agency }) => agency), parts.map((_, at) => (at === 4 ? 'AQ' : at === 11 ? 'CITY' : 'XM')))
  t.same(family.map(({ dueOn }) => dueOn), parts.map((_, at) => (at === 11 ? '2026-03-30' : '2026-03-09')))
  t.equal((await read((family[11] as Related).id, filed.accessToken)).description, '第12个项目的征地批文')
  for (const { id } of family) {
    await until(async () => (await call('GET', `/v1/deadlines/${id}`, { as: filed.accessToken })).body, ({ state }) => state === 'running')
  }
  const stopped = await until(async () => (await call('GET', `/v1/deadlines/${filed.id}`, { as: 'xm.officer' })).body, ({ state }) => state === 'stopped')
  t.match(stopped.entries.at(-1), { kind: 'stopped', onDay: '2026-03-03' }, 'nothing is left of the form that could be late')
  t.same((await read(filed.id, 'xm.officer')).family?.parts.map(({ dueOn }) => dueOn === undefined), parts.map((_, at) => at === 4 || at === 11),
    'of the parts of others its staff learn number, body and status')
})

t.test('a form of which something stays goes on under its own clock, and is closed when it and all its parts are', async (t) => {
  house.clock.set('2026-03-02T01:00:00Z')
  const filed = await fileRequest(call)
  const divided = must<Request>(201, await divide(filed.id, 'xm.officer', {
    consent, parts: [{ description: '2023年度发放明细' }, { description: '2022年度发放明细' }], whole: false,
  }))
  t.match(divided, { status: 'registered', description: aFiling().description, deadline: { state: 'running', dueOn: '2026-03-09' } })
  const [first, second] = (divided.family?.parts ?? []) as [Related, Related]
  const state = async (): Promise<string | undefined> => (await read(filed.id, filed.accessToken)).family?.state
  must(200, await call('POST', `/v1/requests/${first.id}/withdrawal`, { as: filed.accessToken, body: {} }))
  const part: Filed = { ...filed, id: second.id, receiptNumber: second.receiptNumber }
  await disclose(call, part, { text: '2022年度发放明细：略。', opinions: ['可以公开', '复审同意公开'] })
  await readUntil(call, `/v1/requests/${second.id}`, filed.accessToken, { status: 'closed' })
  t.equal(await state(), 'open', 'the form itself waits for its answer')
  must(200, await call('POST', `/v1/requests/${filed.id}/withdrawal`, { as: filed.accessToken, body: {} }))
  t.equal(await state(), 'closed')
})

t.test('what is answered, or has gone on already, does not go on', async (t) => {
  const filed = await fileRequest(call)
  await recordSearch(call, filed)
  must(200, await transfer(filed.id, 'xm.officer', { toAgency: 'AQ', reason: '由A区制作。' }))
  for (const again of [
    await transfer(filed.id, 'xm.officer', { toAgency: 'CS', reason: '由常熟市制作。' }),
    await divide(filed.id, 'xm.officer', { consent, parts: [{ description: '其余' }], whole: false }),
  ]) t.match(again, { status: 409, body: { code: 'not_in_this_status' } })
  const { family } = await read(filed.id, filed.accessToken)
  const child = family?.parts[0] as Related
  const onward = must<Request & { transferredTo: Related }>(200, await transfer(child.id, 'aq.officer', { toAgency: 'CS', reason: '由常熟市制作。' }))
  t.same((await read(filed.id, filed.accessToken)).family?.parts.map(({ agency, status }) => [agency, status]),
    [['AQ', 'transferred'], ['CS', 'registered']], 'what came of it is followed at every remove')
  t.equal((await read(filed.id, 'jcj.supervisor')).family?.state, 'open')
  t.equal((await read(onward.transferredTo.id, filed.accessToken)).receivedOn, '2026-03-02')
})

t.test('every request that is open has its clock, wherever it has gone', async (t) => {
  const { text } = await until(() => call('GET', '/metrics'), (answer) => answer.text.includes('lightwell_open_requests_without_deadline 0'))
  t.match(text, /^lightwell_open_requests_without_deadline 0$/m)
})
