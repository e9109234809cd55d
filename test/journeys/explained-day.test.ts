// The story of one legal day that moved six times: each time it was told why, and whoever asks what it was on a past day is
// told it as it stood then, counted day by day in his own language.
import t, { type Test } from 'tap'
import { openTestHouse, type Body } from '../support/house.ts'
import { fileRequest, must, readUntil } from '../support/story.ts'

const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const { call, clock } = house
const filed = await fileRequest(call)
const path = `/v1/deadlines/${filed.id}`

/** What the officer reads, now or as of an instant. */
async function read (asOf?: string, as = 'xm.officer', language = 'zh-CN'): Promise<Body> {
  const query = asOf === undefined ? '' : `?asOf=${encodeURIComponent(asOf)}`
  return must<Body>(200, await call('GET', path + query, { as, headers: { 'accept-language': language } }))
}

/** Every instant at which the day moved, with the day that it moved to. */
const moments: { at: string, dueOn: string, state: string, calendar: string }[] = []

async function moved (holds: Body): Promise<Body> {
  await readUntil<Body>(call, path, 'xm.officer', holds)
  const body = await read()
  moments.push({
    at: body.entries.at(-1).recordedAt, dueOn: body.dueOn, state: body.state, calendar: body.calendar.version,
  })
  return body
}

/** Whether the days of an account add up, as everyone may count for himself. */
function addsUp (t: Test, { explanation, limit, dueOn, receivedOn, state, pausedUntil }: Body): void {
  t.equal(explanation[0].date, receivedOn, 'it begins on the day of receipt')
  t.ok(explanation.every(({ date }: Body, at: number) => Date.parse(date) === Date.parse(receivedOn) + at * 86_400_000), 'no day is left out')
  t.ok(explanation.every(({ text, basis }: Body) => text !== '' && basis !== ''), 'every day has its words and its rule')
  const counted = explanation.filter((day: Body) => day.counted)
  t.ok(counted.every(({ n }: Body, at: number) => n === at + 1), 'the days are numbered')
  if (state === 'paused' && pausedUntil === null) return
  t.equal(counted.length, limit.workingDays, 'as many as the limit are counted')
  t.equal(explanation.at(-1).date, dueOn, 'the last one is the due day')
}

t.test('the day is told with the rule that makes every day what it is', async (t) => {
  const body = await moved({ state: 'running' })
  t.match(body, { dueOn: '2026-03-09', asOf: null, changes: [], limit: { unit: 'working_days', workingDays: 5 } })
  t.match(body.explanation, [
    { n: 0, reason: 'start', basis: /《中华人民共和国政府信息公开条例》第三十三条第二款/ },
    { n: 1, text: '工作日，第1日', basis: '《政务信息公开实施细则》第十二条第一款' }, {}, {}, {},
    { reason: 'weekend', text: '周末，不计入', basis: '《政务信息公开实施细则》第十二条第一款' },
  ])
})

t.test('the applicant is asked to complete his request, and completes it', async (t) => {
  clock.set('2026-03-03T01:00:00Z')
  const asked = must<Body>(201, await call('POST', `/v1/requests/${filed.id}/clarifications`, {
    as: 'xm.officer', body: { items: ['请说明年度'], respondBy: '2026-03-17' },
  }))
  const paused = await moved({ state: 'paused' })
  t.match(paused.explanation.at(-1), {
    date: '2026-03-03', reason: 'clarification', text: '等待申请人补正，不计入', basis: '《中华人民共和国政府信息公开条例》第三十条',
  })
  clock.set('2026-03-05T01:00:00Z')
  must(200, await call('POST', `/v1/clarifications/${asked.id}/response`, {
    as: filed.accessToken, body: { description: '2024年度城南片区征地补偿方案' },
  }))
  const { changes } = await moved({ state: 'running', dueOn: '2026-03-12' })
  t.match(changes, [{
    kind: 'restarted', cause: 'clarified', text: '申请人已补正，重新起算', by: '申请人', oldDueOn: '2026-03-09', newDueOn: '2026-03-12',
  }])
})

t.test('a third party is asked, and answers', async (t) => {
  clock.set('2026-03-06T01:00:00Z')
  const asked = must<Body>(201, await call('POST', `/v1/requests/${filed.id}/consultations`, {
    as: 'xm.officer',
    body: {
      party: { name: '青禾建材有限公司' }, interest: '投标报价', question: '是否同意公开？',
      service: { method: 'direct', on: '2026-03-06', evidence: '签收单' },
    },
  }))
  t.match(await moved({ state: 'paused' }), { dueOn: '2026-04-02', pausedUntil: '2026-03-26T16:00:00.000Z' })
  clock.set('2026-03-10T01:00:00Z')
  must(200, await call('POST', `/v1/consultations/${asked.id}/response`, { as: asked.letterToken, body: { answer: 'agrees' } }))
  await moved({ state: 'running', dueOn: '2026-03-16' })
})

t.test('the time is extended', async (t) => {
  clock.set('2026-03-12T01:00:00Z')
  const asked = must<Body>(201, await call('POST', `${path}/extensions`, {
    as: 'xm.officer', body: { additionalWorkingDays: 3, reason: '资料分散在三个乡镇。' },
  }))
  clock.set('2026-03-12T03:00:00Z')
  must(200, await call('POST', `/v1/extensions/${asked.id}/approval`, { as: 'xm.head', body: {} }))
  const { changes, explanation, extension } = await moved({ dueOn: '2026-03-19' })
  t.match(changes.at(-1), { kind: 'extended', reason: '资料分散在三个乡镇。', oldDueOn: '2026-03-16', newDueOn: '2026-03-19' })
  t.match(explanation.at(-1), { n: 8, basis: '《政务信息公开实施细则》第十二条第一款' })
  t.equal(extension.state, 'approved')
  t.equal((await read('2026-03-12T02:00:00Z')).extension.state, 'pending', 'between the two it was only asked for')
  t.equal((await read('2026-03-11T02:00:00Z')).extension, null)
  t.equal((await read('2026-03-12T02:00:00Z', filed.accessToken)).extension, null, 'and the applicant did not know of it')
})

t.test('a day off is ordered, and the day moves by a new version of the calendar', async (t) => {
  clock.set('2026-03-13T01:00:00Z')
  const year = must<Body>(200, await call('GET', '/v1/calendars/CN/2026', { headers: { 'accept-language': 'zh-CN' } }))
  const etag = (await call('GET', '/v1/calendars/CN')).headers.get('etag') as string
  must(200, await call('PUT', '/v1/calendars/CN/2026', {
    as: 'city.admin', headers: { 'if-match': etag },
    body: {
      notices: [...year.notices, { number: '国办发明电〔2026〕10号', issued: '2026-03-12', about: 'one-off day' }],
      offDays: [...year.offDays, { date: '2026-03-18', name: '抗灾' }], makeUpWorkingDays: year.makeUpWorkingDays,
    },
  }))
  const { changes, explanation } = await moved({ dueOn: '2026-03-20' })
  t.match(changes.at(-1), { kind: 'redated', text: '日历变更，重新计算', oldDueOn: '2026-03-19', newDueOn: '2026-03-20' })
  t.match(explanation.find(({ date }: Body) => date === '2026-03-18'), {
    reason: 'holiday', text: '抗灾放假，不计入', basis: /国办发明电〔2026〕10号/,
  })
})

t.test('a wrong day is put right', async (t) => {
  clock.set('2026-03-16T01:00:00Z')
  const { seq } = (await read()).entries.find(({ kind }: Body) => kind === 'restarted')
  must(201, await call('POST', `${path}/corrections`, {
    as: 'xm.clerk', body: { seq, onDay: '2026-03-04', reason: '补正于四日到达。', evidence: '收件登记簿' },
  }))
  const { changes } = await moved({ dueOn: '2026-03-19' })
  t.match(changes.at(-1), { kind: 'corrected', reason: '补正于四日到达。', oldDueOn: '2026-03-20', newDueOn: '2026-03-19' })
})

t.test('whoever asks what the day was is told it as it stood then, and it adds up in both languages', async (t) => {
  clock.set('2026-03-17T01:00:00Z')
  t.equal(moments.length, 8)
  for (const [index, { at, dueOn, state, calendar }] of moments.entries()) {
    for (const language of ['zh-CN', 'en']) {
      const then = await read(at, 'xm.officer', language)
      t.match(then, { asOf: at, dueOn, state, calendar: { version: calendar } }, at)
      t.equal(then.entries.length, index + 1)
      addsUp(t, then)
      t.equal(/[一-鿿]/.test(then.explanation.map(({ text }: Body) => text).join('').replaceAll('抗灾', '')), language === 'zh-CN', 'in his language')
    }
  }
  t.not(moments.at(0)?.calendar, moments.at(-1)?.calendar, 'the calendar has another version')
  t.equal((await read(moments[4]?.at)).calendar.currentVersion, moments.at(-1)?.calendar, 'and the one in force is named beside it')
  t.match(await read('2026-03-11T02:00:00Z'), { dueOn: '2026-03-16', workingDaysLeft: 3, overdue: false })
  t.match(await read('2026-03-26T02:00:00Z'), { dueOn: '2026-03-19', overdue: true, workingDaysLate: 5 }, 'a day to come, if nothing happens')
})

t.test('who moved it is a name for staff, and a part for the applicant', async (t) => {
  const staff = await read()
  const applicant = await read(undefined, filed.accessToken, 'en')
  const kinds = ['restarted', 'paused', 'resumed', 'extended', 'redated', 'corrected']
  t.same(staff.changes.map(({ kind }: Body) => kind), kinds)
  t.same(applicant.changes.map(({ kind }: Body) => kind), kinds)
  for (const [at, { oldDueOn }] of staff.changes.entries()) if (at > 0) t.equal(oldDueOn, staff.changes[at - 1].newDueOn, 'each begins where the last ended')
  const names = staff.changes.map(({ by }: Body) => by)
  t.ok(names[3].length > 1 && names[3] !== '承办机关', names[3])
  const parts = applicant.changes.map(({ by }: Body) => by)
  t.same(parts, ['the applicant', 'the agency', 'the one who was asked', 'the agency', 'the system, by rule', 'the agency'])
  t.equal(applicant.changes[3].reason, '资料分散在三个乡镇。', 'his notice told him')
  t.equal(applicant.changes[5].reason, null)
  t.notMatch(JSON.stringify(applicant), new RegExp(names[3]))
})

t.test('before it was received there was nothing, and what is no instant is refused', async (t) => {
  for (const [asOf, code] of [['2026-03-01T01:00:00Z', 'before_receipt'], ['yesterday', 'not_an_instant'], ['2026-03-05', 'not_an_instant']] as const) {
    const answer = await call('GET', `${path}?asOf=${asOf}`, { as: 'xm.officer' })
    t.match(answer, { status: 422, body: { errors: [{ pointer: '/asOf', code }] } }, asOf)
  }
  t.match(await read('2026-03-02T00:30:00Z'), { state: 'pending', missing: ['clock_entry'], entries: [], dueOn: '2026-03-09' })
  t.equal((await call('GET', `${path}?asOf=2026-03-01T01:00:00Z`, { as: 'cs.officer' })).status, 404, 'and to who may not see it there is none')
  t.equal((await call('GET', `${path}?as=2026-03-01T01:00:00Z`, { as: 'xm.officer' })).status, 422)
})
