// The story of the other days: what has to be done, or may be done, until when, beside the answer.
import t from 'tap'
import { openTestHouse, type TestHouse } from '../support/house.ts'
import { addRecord, approve, fileRequest, must, propose, until, type Filed, type Issued } from '../support/story.ts'
import { termsToldIn } from '../support/told.ts'

type Term = {
  id: string, kind: string, name: string, agency: string, requestId: string | null, subjectId: string, state: string, overdue: boolean
  startedOn: string, dueOn: string, dueAt: string, duty: string | null, closedOn: string | null, article: string, note: string | null
  explanation: { date: string, counted: boolean, n: number | null }[]
}

type Listed = { items: Term[], nextCursor: string | null }

const supervisor = 'jcj.supervisor'

function reader ({ call }: TestHouse) {
  const list = async (query: string, as = supervisor) => must<Listed>(200, await call('GET', `/v1/terms?${query}`, { as })).items
  /** The terms of a request, once there are so many of them. */
  const of = async ({ id }: { id: string }, count: number, as = supervisor) =>
    await until(() => list(`requestId=${id}`, as), (terms) => terms.length === count)
  const read = async (id: string, as = supervisor) => must<Term>(200, await call('GET', `/v1/terms/${id}`, { as }))
  return { list, of, read }
}

const brief = (terms: readonly Term[]) => terms.map(({ kind, dueOn, state }) => `${kind} ${dueOn} ${state}`)

const paper = { delivery: { format: 'paper', method: 'post' } }

t.test('a refusal opens the days to serve it, to contest it, and to look at it again', async (t) => {
  const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z', sweeping: false })
  const { call } = house
  const { list, of, read } = reader(house)
  const refuse = async (filed: Filed, grounds: string[]): Promise<Issued> => {
    const id = await propose(call, filed, [{ description: '内部讨论记录', outcome: 'refuse', grounds }])
    return await approve(call, filed, id)
  }
  const filed = await fileRequest(call, { ...paper, description: '内部讨论记录' })
  house.clock.set('2026-03-05T01:00:00Z')
  const issued = await refuse(filed, ['under_investigation'])

  await t.test('a signed paper leaves the house within three working days, and what was withheld is looked at again', async (t) => {
    t.same(brief(await of(filed, 3)), [
      'notice_service 2026-03-10 open', 'temporary_ground 2026-09-05 open', 'reassessment 2027-03-05 open',
    ])
    const [service] = await list(`requestId=${filed.id}&kind=notice_service`)
    t.match(service, { duty: 'clerk', requestId: filed.id, subjectId: issued.noticeId, name: '送达答复文书' })
  })

  await t.test('service meets that day and opens the window of the remedy: reconsideration comes first (行政复议法第二十三条)', async (t) => {
    house.clock.set('2026-03-11T01:00:00Z')
    const evidence = '挂号信回执'
    must(200, await call('POST', `/v1/notices/${issued.noticeId}/service`, { as: 'xm.clerk', body: { method: 'post', on: '2026-03-11', evidence } }))
    const terms = await of(filed, 4)
    // Day 60 is Sunday 10 May; a last day off moves to the Monday.
    t.same(brief(terms), [
      'notice_service 2026-03-10 missed', 'reconsideration 2026-05-11 open', 'temporary_ground 2026-09-05 open',
      'reassessment 2027-03-05 open',
    ])
    const window = await read(terms[1]!.id)
    t.match(window, { duty: null, startedOn: '2026-03-11', dueAt: '2026-05-11T16:00:00.000Z', article: /行政复议法》第二十条第一款/ })
    t.match(window.explanation.filter(({ n }) => n !== null).at(-1), { date: '2026-05-10', n: 60 })
    t.match(window.explanation.at(-1), { date: '2026-05-11', reason: 'rolled_forward' })
  })

  await t.test('the applicant is told of his own days, and of nothing that the agency keeps for itself', async (t) => {
    const { terms } = must<{ terms: Term[] }>(200, await call('GET', `/v1/deadlines/${filed.id}`, { as: filed.accessToken }))
    t.same(terms.map(({ kind, name, dueOn, state }) => [kind, name, dueOn, state]), [['reconsideration', '申请行政复议', '2026-05-11', 'open']])
    const toStaff = must<{ terms: Term[] }>(200, await call('GET', `/v1/deadlines/${filed.id}`, { as: 'xm.officer' }))
    t.same(toStaff.terms.map(({ kind }) => kind), ['reconsideration', 'temporary_ground', 'reassessment'])
    t.equal((await call('GET', `/v1/terms?requestId=${filed.id}`, { as: filed.accessToken })).status, 403)
    t.equal((await call('GET', `/v1/terms/${toStaff.terms[0]!.id}`, { as: filed.accessToken })).status, 404)
  })

  await t.test('an answer that may be sued over at once opens both windows, months by the number of the day', async (t) => {
    house.clock.set('2026-03-31T01:00:00Z')
    const other = await fileRequest(call, { description: '内部讨论记录' })
    const { noticeId } = await refuse(other, ['not_this_body'])
    const terms = await of(other, 2)
    t.same(brief(terms), ['reconsideration 2026-06-01 open', 'lawsuit 2026-09-30 open'])
    t.same(terms.map(({ subjectId }) => subjectId), [noticeId, noticeId])
  })

  await t.test('a window that is over closes by itself, and is told once', async (t) => {
    const [window] = await list(`requestId=${filed.id}&kind=reconsideration`)
    house.clock.set('2026-05-11T16:00:00Z')
    t.match(await read(window!.id), { state: 'ended', closedOn: '2026-05-11', overdue: false }, 'before anything was written down')
    t.same(await list(`requestId=${filed.id}&kind=reconsideration&state=open`), [])
    await house.swept()
    await house.swept()
    t.same((await termsToldIn(house)).get(window!.id), ['2026-05-11 passed'])
    t.match(await read(window!.id), { state: 'ended', closedOn: '2026-05-11' })
  })

  await t.test('a year later what was withheld is assessed again, and the next time is set (条例第十八条)', async (t) => {
    const [year] = await list(`requestId=${filed.id}&kind=reassessment`)
    house.clock.set('2027-03-08T01:00:00Z')
    t.match(await list(`state=overdue&agency=XM&kind=reassessment&duty=officer`, 'xm.officer'), [{ id: year!.id, overdue: true }])
    await house.swept()
    t.same((await termsToldIn(house)).get(year!.id), ['2027-03-05 passed'], 'that it came near is no news any more')
    const done = must<Term>(200, await call('POST', `/v1/terms/${year!.id}/completion`, {
      as: 'xm.officer', body: { on: '2027-03-08', note: '调查尚未结束，继续不予公开' },
    }))
    t.match(done, { state: 'missed', closedOn: '2027-03-08', closeNote: '调查尚未结束，继续不予公开' })
    const [next] = (await list(`requestId=${filed.id}&kind=reassessment&state=open`))
    t.match(next, { startedOn: '2027-03-08', dueOn: '2028-03-08', subjectId: year!.id })
    t.match(await read(next!.id, 'xm.officer'), { article: /政府信息公开条例》第十八条/ })
    const again = await call('POST', `/v1/terms/${year!.id}/completion`, { as: 'xm.officer', body: { on: '2027-03-08' } })
    t.match(again, { status: 409, body: { code: 'term_closed' } })
  })

  await t.test('a ground that passes is looked at until it is over for good', async (t) => {
    const [ground] = await list(`requestId=${filed.id}&kind=temporary_ground`)
    const refused = await call('POST', `/v1/terms/${ground!.id}/ending`, { as: 'xm.officer', body: { reason: '调查已结案' } })
    t.equal(refused.status, 403, 'which the head says')
    const ended = must<Term>(200, await call('POST', `/v1/terms/${ground!.id}/ending`, { as: 'xm.head', body: { reason: '调查已结案，信息已公开' } }))
    t.match(ended, { state: 'ended', closedOn: '2027-03-08', closeNote: '调查已结案，信息已公开' })
    t.same(await list(`requestId=${filed.id}&kind=temporary_ground&state=open`), [], 'and no other begins')
  })
})

t.test('a secret that came in by mistake is reported within a day, and its period ends in a task for a person', async (t) => {
  const house = await openTestHouse(t, { now: '2026-03-06T08:30:00Z', sweeping: false })
  const { call } = house
  const { list, of, read } = reader(house)
  const filed = await fileRequest(call)
  const secret = await addRecord(call, filed, { title: '通知', text: '秘密★2026年5月\n关于某事的通知' })
  t.equal(secret.sealed, true)

  await t.test('24 hours run from the finding, through the night and the weekend (保密法实施条例第六十一条)', async (t) => {
    const [report, period] = await of(filed, 2, 'xm.review2')
    t.match(report, { kind: 'leak_report', dueOn: '2026-03-07', dueAt: '2026-03-07T08:30:00.000Z', duty: 'secrecy', subjectId: secret.id })
    t.match(period, { kind: 'secrecy_period', dueOn: '2026-05-31', subjectId: secret.id })
    t.match(await read(report!.id), { startedAt: '2026-03-06T08:30:00.000Z', length: { unit: 'hours', n: 24 }, explanation: [] })
  })

  await t.test('only those who guard secrets are told of it', async (t) => {
    const [report] = await list(`requestId=${filed.id}&kind=leak_report`)
    for (const as of ['xm.officer', 'xm.clerk', 'xm.review1']) {
      t.same(await list(`requestId=${filed.id}`, as), [], as)
      t.equal((await call('GET', `/v1/terms/${report!.id}`, { as })).status, 404, as)
    }
    t.equal((await list(`requestId=${filed.id}`, 'xm.head')).length, 2)
    const { terms } = must<{ terms: Term[] }>(200, await call('GET', `/v1/deadlines/${filed.id}`, { as: 'xm.officer' }))
    t.same(terms, [])
  })

  await t.test('at the last minute it is in time; the minute after it is not', async (t) => {
    const [report] = await list(`requestId=${filed.id}&kind=leak_report`)
    house.clock.set('2026-03-07T09:00:00Z')
    await house.swept()
    t.same((await termsToldIn(house)).get(report!.id), ['2026-03-07 passed'])
    const complete = (body: object, as = 'xm.review2') => call('POST', `/v1/terms/${report!.id}/completion`, { as, body })
    const byDay = await complete({ on: '2026-03-07' })
    t.match(byDay, { status: 422, body: { errors: [{ pointer: '/on', code: 'not_for_this_kind' }, { pointer: '/at', code: 'required' }] } })
    t.equal((await complete({ at: '2026-03-07T16:29:59+08:00' }, 'xm.officer')).status, 404)
    t.match(must(200, await complete({ at: '2026-03-07T16:29:59+08:00' })), { state: 'met', closedOn: '2026-03-07' })
  })

  await t.test('when the period is over nothing is released: it stands in the list of the secrecy duty until somebody looked', async (t) => {
    house.clock.set('2026-06-01T01:00:00Z')
    await house.swept()
    const [due] = await list('state=overdue&duty=secrecy&agency=XM', 'xm.review2')
    t.match(due, { kind: 'secrecy_period', dueOn: '2026-05-31', overdue: true, subjectId: secret.id })
    t.match(must(200, await call('GET', `/v1/records/${secret.id}`, { as: 'xm.officer' })), { sealed: true })
    const done = await call('POST', `/v1/terms/${due!.id}/completion`, { as: 'xm.review2', body: { on: '2026-06-01', note: '已报请解密审核' } })
    t.match(must(200, done), { state: 'missed' })
  })
})

t.test('what is made public without a request has its day, by the law of each body', async (t) => {
  const house = await openTestHouse(t, { now: '2026-03-20T01:00:00Z', sweeping: false })
  const { call } = house
  const { list, read } = reader(house)
  const open = (as: string, body: object) => call('POST', '/v1/terms', { as, body })
  const note = '县政府规范性文件第3号'

  await t.test('a normative document of the county in 30 calendar days, of the city in 20 working days', async (t) => {
    const county = must<Term>(201, await open('xm.officer', { kind: 'normative_document', agency: 'XM', startsOn: '2026-03-20', note }))
    t.match(county, { dueOn: '2026-04-19', requestId: null, article: /细则》第九条/, duty: 'officer', note })
    const city = must<Term>(201, await open('city.officer', { kind: 'normative_document', agency: 'CITY', startsOn: '2026-03-20', note }))
    // 6 April is off for Qingming.
    t.match(city, { dueOn: '2026-04-20', article: /条例》第二十条第（一）项、第二十六条/ })
    t.match(city.explanation.at(-1), { date: '2026-04-20', counted: true, n: 20 })
    t.match(must(200, await call('POST', `/v1/terms/${county.id}/completion`, { as: 'xm.officer', body: { on: '2026-03-20' } })), { state: 'met' })
  })

  await t.test('regular work is made public by a plan that keeps its day', async (t) => {
    house.clock.set('2026-08-31T01:00:00Z')
    const plan = { kind: 'periodic_publication', agency: 'XM', startsOn: '2026-08-31', everyMonths: 1, note: '低保发放名单' }
    const first = must<Term>(201, await open('xm.head', plan))
    let { id } = first
    const days = [first.dueOn]
    for (const now of ['2026-09-30', '2026-10-30', '2026-11-30']) {
      house.clock.set(`${now}T01:00:00Z`)
      must(200, await call('POST', `/v1/terms/${id}/completion`, { as: 'xm.officer', body: { on: now } }))
      const [next] = await list('kind=periodic_publication&state=open&agency=XM')
      id = next!.id
      days.push(next!.dueOn)
    }
    t.same(days, ['2026-09-30', '2026-10-31', '2026-11-30', '2026-12-31'])
    t.match(await read(id), { everyMonths: 1, dayNamed: true, explanation: [], note: '低保发放名单' })
  })

  await t.test('an order to put something right names its day, and only a supervisor gives it (条例第四十七条)', async (t) => {
    const order = { kind: 'rectification', agency: 'XM', startsOn: '2026-11-30', dueOn: '2026-12-15', note: '未按时主动公开' }
    t.equal((await open('xm.head', order)).status, 403)
    const ordered = must<Term>(201, await open(supervisor, order))
    t.match(ordered, { duty: 'head', dueOn: '2026-12-15', requestId: null })
    t.equal((await call('POST', `/v1/terms/${ordered.id}/ending`, { as: 'xm.head', body: { reason: '不必' } })).status, 403)
    house.clock.set('2026-12-15T01:00:00Z')
    await house.swept()
    t.same((await termsToldIn(house)).get(ordered.id), ['0 left of 2026-12-15'])
    t.match(must(200, await call('POST', `/v1/terms/${ordered.id}/completion`, { as: 'xm.head', body: { on: '2026-12-15' } })), { state: 'met' })
  })
})
