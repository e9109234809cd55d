import t from 'tap'
import fc from 'fast-check'
import { sql } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import { findRegime } from '@lightwell/regimes/regimes'
import { serviceFaults } from '../../../services/decision/rules/service-faults.ts'
import { openTestHouse, type CallAnswer } from '../../support/house.ts'
import { readUntil, until } from '../../support/story.ts'
import { eventsOf, faultsOf, openDesk } from './desk.ts'

const house = await openTestHouse(t)
const { db } = house.connection('decision')
const xm = openDesk(house)
const refusal = { description: '某户补偿明细', outcome: 'refuse', grounds: ['privacy'] }

/** A refusal on paper, issued on the second of March and not sent yet; its legal day is the ninth. */
async function issuedOnPaper (changes: Record<string, unknown> = {}) {
  house.clock.set('2026-03-02T01:00:00Z')
  const { id, accessToken } = await house.file({ delivery: { format: 'paper', method: 'post' }, ...changes })
  const { noticeId } = await xm.issue(id, [refusal])
  return { id, accessToken, noticeId }
}

async function onPaper (changes: Record<string, unknown> = {}) {
  const issued = await issuedOnPaper(changes)
  house.clock.set('2026-03-06T01:00:00Z')
  return issued
}

const send = (noticeId: string, body: object = {}, as = 'xm.clerk') => house.call('POST', `/v1/notices/${noticeId}/sendings`, {
  as, body: { method: 'post', on: '2026-03-03', waybill: 'XA 123 456 789 CN', ...body },
})
const serve = (noticeId: string, body: object = {}, as = 'xm.clerk') => house.call('POST', `/v1/notices/${noticeId}/service`, {
  as, body: { method: 'post', on: '2026-03-03', evidence: '邮政收寄凭证', ...body },
})
const giveBack = (sendingId: string, body: object = {}, as = 'xm.clerk') => house.call('POST', `/v1/sendings/${sendingId}/return`, {
  as, body: { on: '2026-03-05', reason: '收件人地址不详，退回', ...body },
})
const historyOf = async (noticeId: string) => (await house.call('GET', `/v1/notices/${noticeId}/service`, { as: 'xm.officer' })).body
const deadlineOf = async (id: string) => (await house.call('GET', `/v1/deadlines/${id}`, { as: 'xm.officer' })).body
const typesOf = async (id: string) => (await eventsOf(db, id)).map(({ type }) => type.replace(/^lightwell\.|\.v1$/g, ''))
const refused = (answer: CallAnswer) => [answer.status, answer.body.code]

await t.test('a letter that was sent answers nothing until its service is recorded, on the very day on which it was handed over', async (t) => {
  const { id, noticeId } = await onPaper()
  const sent = await send(noticeId)
  t.match(sent, { status: 201, body: { state: 'sent', on: '2026-03-03', waybill: 'XA 123 456 789 CN', servedOn: null } })
  t.equal(sent.headers.get('location'), `/v1/notices/${noticeId}/service`)
  t.match(await deadlineOf(id), { state: 'running' })
  t.same(refused(await send(noticeId)), [409, 'sending_on_its_way'])
  t.same(faultsOf(await serve(noticeId, { on: '2026-03-04' })), ['/on not_the_day_sent'])
  t.same(faultsOf(await serve(noticeId, { on: '2026-03-02' })), ['/on not_the_day_sent'])
  t.equal((await serve(noticeId)).status, 200)
  t.match(await deadlineOf(id), { state: 'met', answeredOn: '2026-03-03' })
  t.match(await historyOf(noticeId), {
    back: false, service: { method: 'post', on: '2026-03-03' },
    sendings: [{ id: sent.body.id, state: 'served', servedOn: '2026-03-03', evidence: '邮政收寄凭证' }],
  })
  t.same(refused(await serve(noticeId)), [409, 'notice_served'])
  t.same(refused(await send(noticeId)), [409, 'notice_served'])
  t.same((await eventsOf(db, id)).filter(({ type }) => type.includes('notice.sent')).map(({ data }) => data),
    [{ noticeId, sendingId: sent.body.id, method: 'post', sentOn: '2026-03-03' }])
})

await t.test('what came back before it counted is sent again; nothing was answered by it', async (t) => {
  const { id, noticeId } = await onPaper()
  const { body: first } = await send(noticeId, { method: 'direct', waybill: undefined })
  t.match(await giveBack(first.id, { reason: '无人应门' }), { status: 200, body: { state: 'returned', returnedOn: '2026-03-05', servedOn: null } })
  t.same(refused(await giveBack(first.id)), [409, 'sending_returned'])
  t.match(await deadlineOf(id), { state: 'running' })
  const { body: second } = await send(noticeId, { method: 'direct', waybill: undefined, on: '2026-03-06' })
  t.same(faultsOf(await serve(noticeId, { method: 'direct', on: '2026-03-05' })), ['/on before_sent'])
  house.clock.set('2026-03-09T01:00:00Z')
  t.equal((await serve(noticeId, { method: 'direct', on: '2026-03-09', evidence: '本人签收' })).status, 200,
    'what is handed over counts when it is signed for')
  t.match(await deadlineOf(id), { state: 'met', answeredOn: '2026-03-09' })
  t.same(refused(await giveBack(second.id, { on: '2026-03-09' })), [409, 'sending_reached'], 'what was signed for does not come back')
})

await t.test('a letter that comes back after it counted stops the clock still, and is owed a second time', async (t) => {
  const { id, noticeId } = await onPaper()
  t.equal((await serve(noticeId)).status, 200, 'nobody wrote down that it was sent')
  const { sendings: [counted] } = await historyOf(noticeId)
  t.match(counted, { method: 'post', state: 'served', on: '2026-03-03', waybill: null })
  t.match(await giveBack(counted.id), { status: 200, body: { state: 'returned', servedOn: '2026-03-03' } })
  t.match(await deadlineOf(id), { state: 'met', answeredOn: '2026-03-03' }, 'the day on which it was handed over counts')
  t.match(await historyOf(noticeId), { back: true, service: { on: '2026-03-03' } })
  const owed = async () => (await house.call('GET', `/v1/terms?agency=XM&kind=notice_service`, { as: 'xm.clerk' })).body.items
    .filter(({ subjectId }: { subjectId: string }) => subjectId === counted.id)
  t.match(await until(owed, (terms) => terms.length === 1), [{ state: 'open', startedOn: '2026-03-05', duty: 'clerk' }])
  t.same(faultsOf(await serve(noticeId, { method: 'direct', on: '2026-03-04' })), ['/on before_return'])
  const again = await serve(noticeId, { method: 'left', on: '2026-03-06', evidence: '拒收，留置于住所', witness: '居委会干部李某' })
  t.match(again, { status: 200, body: { method: 'left', on: '2026-03-06', witness: '居委会干部李某' } })
  t.match(await historyOf(noticeId), {
    back: false, service: { method: 'post', on: '2026-03-03' }, sendings: [{ state: 'returned' }, { method: 'left', state: 'served' }],
  }, 'the first service stands, the second beside it')
  t.match(await deadlineOf(id), { state: 'met', answeredOn: '2026-03-03' })
  const term = async () => (await house.call('GET', `/v1/terms?agency=XM&kind=notice_service&state=met`, { as: 'xm.clerk' })).body.items
    .some(({ subjectId }: { subjectId: string }) => subjectId === counted.id)
  t.ok(await until(term, (met) => met), 'the second service is owed no longer')
  t.same(refused(await serve(noticeId)), [409, 'notice_served'])
  const types = await typesOf(id)
  t.same(types.filter((type) => type.startsWith('notice.')), ['notice.served', 'notice.returned', 'notice.served_again'])
  t.equal(types.filter((type) => type === 'deadline.stopped').length, 1)
})

await t.test('what is left may name its witness, what is posted in public its place and period, and neither comes back', async (t) => {
  const { noticeId } = await onPaper()
  t.same(faultsOf(await serve(noticeId, { method: 'public_notice', place: '县政府公告栏', untilOn: '2026-03-03' })), ['/untilOn before_its_day'])
  t.same(faultsOf(await serve(noticeId, { method: 'post', witness: '李某', place: '公告栏', untilOn: '2026-04-01' })),
    ['/place not_needed', '/untilOn not_needed', '/witness not_needed'])
  t.same(faultsOf(await serve(noticeId, { method: 'left', on: '2026-03-07', evidence: ' ', surprise: 1 })),
    ['/evidence wrong_format', '/on in_the_future', '/surprise unknown_field'], 'schema and rules at once')
  const posted = { method: 'public_notice', place: '县政府网站公告栏', untilOn: '2026-04-02', evidence: '公告截图' }
  t.match(await serve(noticeId, posted), { status: 200, body: { place: '县政府网站公告栏', untilOn: '2026-04-02', witness: null } })
  const { sendings: [only] } = await historyOf(noticeId)
  t.same(refused(await giveBack(only.id)), [409, 'sending_reached'])
  const forced = (method: string) => db.execute(sql`insert into notice_services (id, notice_id, method, served_on, evidence, witness, place, recorded_by, recorded_at)
    select gen_random_uuid(), ${noticeId}, ${method}, '2026-03-03', 'x', '李某', '公告栏', 'system', now()`)
  for (const method of ['left', 'public_notice', 'post']) {
    await t.rejects(forced(method), { cause: { constraint: 'notice_services_shown_by_its_own' } }, method)
  }
})

await t.test('bad sendings and returns are refused with every fault, and so is who may not', async (t) => {
  const { noticeId, accessToken } = await onPaper()
  t.same(faultsOf(await send(noticeId, { waybill: undefined })), ['/waybill required'])
  t.same(faultsOf(await send(noticeId, { method: 'fax', on: '2026-03-01' })), ['/on before_issue', '/waybill not_needed'])
  t.same(faultsOf(await send(noticeId, { method: 'left', on: '2026-03-07' })), ['/method not_listed', '/on in_the_future', '/waybill not_needed'])
  t.same(faultsOf(await send(noticeId, { on: '2026-02-30', waybill: '' })), ['/on wrong_format', '/waybill too_short'])
  const { body: sending } = await send(noticeId)
  t.same(faultsOf(await giveBack(sending.id, { on: '2026-03-07' })), ['/on in_the_future'])
  t.same(faultsOf(await giveBack(sending.id, { on: '2026-03-02', reason: '' })), ['/on before_sent', '/reason too_short'])
  const others: [string, number][] = [['xm.head', 403], ['jcj.supervisor', 403], [accessToken, 403], ['cs.clerk', 404], ['portal', 404]]
  for (const [as, status] of others) {
    t.equal((await send(noticeId, {}, as)).status, status, as)
    t.equal((await giveBack(sending.id, {}, as)).status, status, as)
  }
  for (const as of ['cs.clerk', 'portal', accessToken]) {
    t.not((await house.call('GET', `/v1/notices/${noticeId}/service`, { as })).status, 200, as)
  }
  t.equal((await house.call('GET', `/v1/notices/${noticeId}/service`)).status, 401)
  t.equal((await house.call('POST', `/v1/sendings/${noticeId}/return`, { as: 'xm.clerk', body: {} })).status, 404, 'a notice is no sending')
  const forced = db.execute(sql`insert into notice_sendings (id, notice_id, method, sent_on, state, recorded_by, recorded_at)
    values (gen_random_uuid(), ${noticeId}, 'post', '2026-03-04', 'sent', 'system', now())`)
  await t.rejects(forced, { cause: { constraint: 'notice_sendings_one_on_its_way' } }, 'one is on its way at a time')
  for (const change of ["state = 'returned'", "state = 'served'", "served_on = '2026-03-04', evidence = 'x'"]) {
    await t.rejects(db.execute(sql`update notice_sendings set ${sql.raw(change)} where id = ${sending.id}`), change)
  }
  await t.rejects(db.execute(sql`update notice_sendings set sent_on = '2026-03-05' where id = ${sending.id}`), 'what was sent stays as it was sent')
})

await t.test('of two who send a paper at once one does', async (t) => {
  const { noticeId } = await onPaper()
  const answers = await Promise.all([send(noticeId), send(noticeId, {}, 'xm.officer')])
  t.same(answers.map(({ status }) => status).toSorted((a, b) => a - b), [201, 409])
})

await t.test('the applicant’s first opening of a paper and of what it released is on record, for the officer to see', async (t) => {
  house.clock.set('2026-03-02T01:00:00Z')
  const { id, accessToken } = await house.file({}, 'portal')
  const record = await xm.cleared(id, '正文')
  const { id: decisionId, noticeId } = await xm.issue(id, [{ description: '方案', outcome: 'disclose', records: [record.id] }])
  await house.call('GET', `/v1/notices/${noticeId}`, { as: 'xm.officer' })
  await fetch(`${house.address}/v1/notices/${noticeId}`, { method: 'HEAD', headers: { authorization: `Bearer ${accessToken}` } })
  t.same((await historyOf(noticeId)).readings, [], 'neither the staff nor who asks for the headers has read it')
  house.clock.set('2026-03-03T01:00:00Z')
  await Promise.all([`/v1/notices/${noticeId}`, `/v1/decisions/${decisionId}/notice`]
    .map((path) => house.call('GET', path, { as: accessToken })))
  house.clock.set('2026-03-04T01:00:00Z')
  await house.call('GET', `/v1/notices/${noticeId}`, { as: accessToken, headers: { accept: 'application/pdf' } })
  await house.call('GET', `/v1/records/${record.id}/content`, { as: accessToken })
  await house.call('GET', `/v1/notices/${noticeId}`, { as: 'portal' })
  t.same((await historyOf(noticeId)).readings, [
    { recordId: null, reader: 'applicant', readAt: '2026-03-03T01:00:00.000Z' },
    { recordId: record.id, reader: 'applicant', readAt: '2026-03-04T01:00:00.000Z' },
    { recordId: null, reader: 'portal', readAt: '2026-03-04T01:00:00.000Z' },
  ])
  const told = (await eventsOf(db, id)).filter(({ type }) => type.includes('notice.read')).map(({ data }) => data)
  t.same(told, [{ noticeId, reader: 'applicant' }, { noticeId, reader: 'portal' }])
  const stranger = await house.file()
  await house.call('GET', `/v1/notices/${noticeId}`, { as: stranger.accessToken })
  t.equal((await historyOf(noticeId)).readings.length, 3)
  await readUntil(house.call, `/v1/requests/${id}`, accessToken, { status: 'closed' })
})

await t.test('what somebody only read has not changed under the hands of who writes, and anything else has', async (t) => {
  // On the day of the answer nothing is told of its deadline, which would change the case.
  const { id, accessToken, noticeId } = await issuedOnPaper()
  const { headers } = await house.call('GET', `/v1/requests/${id}`, { as: 'xm.clerk' })
  const seen = headers.get('etag')!
  const post = (path: string, body: object, ifMatch = seen) =>
    house.call('POST', `/v1/notices/${noticeId}/${path}`, { as: 'xm.clerk', body, headers: { 'if-match': ifMatch } })
  t.equal((await house.call('GET', `/v1/notices/${noticeId}`, { as: accessToken })).status, 200)
  t.ok((await typesOf(id)).includes('notice.read'), 'the reading stands in the history')
  t.not((await house.call('GET', `/v1/requests/${id}`, { as: 'xm.clerk' })).headers.get('etag'), seen)
  const letter = { method: 'post', on: '2026-03-02', waybill: 'XA 123 456 789 CN' }
  const before = `"${Number(seen.slice(1, -1)) - 1}"`
  for (const stale of [before, '"0"', `W/${seen}`, '"x"', `${before}, "999999999999"`]) t.same(refused(await post('sendings', letter, stale)), [412, 'stale'], stale)
  t.equal((await post('sendings', letter, `${before}, ${seen}`)).status, 201)
  t.same(refused(await post('service', { method: 'post', on: '2026-03-02', evidence: '回执' })), [412, 'stale'], 'a letter was sent since')

  const { id: other } = await house.file()
  const { body: record } = await xm.upload(other, '正文')
  await xm.scanned(record.id)
  const { headers: then } = await house.call('GET', `/v1/requests/${other}`, { as: 'xm.officer' })
  t.equal((await xm.open(record.id, 'xm.review1')).status, 200)
  const search = (ifMatch: string) => house.call('POST', `/v1/requests/${other}/searches`, {
    as: 'xm.officer', body: { unit: '综合档案室', place: '2024年案卷', terms: '征地补偿', found: '查得一件' }, headers: { 'if-match': ifMatch },
  })
  t.equal((await search(then.get('etag')!)).status, 201, 'so does a reviewer who opened a record')
  t.equal((await search(then.get('etag')!)).status, 412)
})

await t.test('whatever was sent, a service by post or fax stands on the day on which it was sent, and no day lies outside', (t) => {
  const regime = findRegime('order_711@1')!
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-03-${String(n).padStart(2, '0')}` as Day)
  const way = fc.constantFrom('direct', 'post', 'fax')
  t.doesNotThrow(() => fc.assert(fc.property(fc.tuple(day, day, day, day), way, ([issuedOn, sentOn, on, today], method) => {
    const sendings = [{ id: 'a', method, sentOn, state: 'sent', servedOn: null, returnedOn: null } as const]
    const faulty = serviceFaults({ method, on, evidence: 'x' }, { issuedOn, today, regime, sendings }).length > 0
    const sound = issuedOn <= on && on <= today && (method === 'direct' ? sentOn <= on : sentOn === on)
    return faulty !== sound
  })))
  t.end()
})
