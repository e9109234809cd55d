import { eq, sql } from 'drizzle-orm'
import t from 'tap'
import { v7 as uuidv7 } from 'uuid'
import { clockCorrections } from '@lightwell/schema/tables/deadline'
import { appendTo, openDeps } from '../../support/events.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { servesNotices, until } from './happenings.ts'

const house = await openTestHouse(t)
const serve = servesNotices(t, house)
const { deps: counter } = await openDeps(t, 'intake', house.url)
const { db } = house.connection('deadline')
const words = { reason: '登记时看错了回执。', evidence: '邮政回执存根，编号 XA1234。' }

type Filed = { id: string, accessToken: string }

async function settled (id: string): Promise<void> {
  await until(async () => {
    const { rows } = await db.execute(sql`select 1 from deliveries where case_id = ${id} and state <> 'done'`)
    return rows.length === 0
  })
}

/** A letter that was signed for on Monday 2 March and entered on Wednesday the 4th: due on the 9th. */
async function fileLetter (changes: Record<string, unknown> = {}): Promise<Filed> {
  house.clock.set('2026-03-04T02:00:00Z')
  const filed = await house.file({
    channel: 'letter', receivedOn: '2026-03-02', signedFor: true, delivery: { format: 'paper', method: 'post' }, ...changes,
  }, 'xm.clerk')
  await settled(filed.id)
  return filed
}

async function read (id: string, as = 'jcj.supervisor', headers = {}): Promise<Body> {
  return (await house.call('GET', `/v1/deadlines/${id}`, { as, headers })).body
}

async function correct (id: string, changes: Record<string, unknown>, as = 'xm.clerk', headers = {}) {
  return await house.call('POST', `/v1/deadlines/${id}/corrections`, { as, body: { ...words, ...changes }, headers })
}

async function decide (correctionId: string, verb: 'approval' | 'rejection', as = 'xm.head', body?: unknown) {
  return await house.call('POST', `/v1/clock-corrections/${correctionId}/${verb}`, { as, body })
}

/** A third party is asked on 4 March: the clock stands still until the 25th at the latest. */
async function consult (id: string): Promise<string> {
  const { status, body, text } = await house.call('POST', `/v1/requests/${id}/consultations`, {
    as: 'xm.officer',
    body: {
      kind: 'third_party', party: { name: '某某建设公司' }, interest: '报价', question: '是否同意公开报价？',
      service: { method: 'direct', on: '2026-03-04', evidence: '签收单' },
    },
  })
  if (status !== 201) throw new Error(text)
  await settled(id)
  return body.id
}

async function told (id: string): Promise<{ type: string, actor: string, data: Body }[]> {
  const { rows } = await db.execute<{ text: string }>(sql`select convert_from(bytes, 'UTF8') as text from events
    where case_id = ${id} and type like 'lightwell.deadline.correct%' order by version`)
  return rows.map(({ text }) => JSON.parse(text)).map(({ type, actor, data }) => ({ type: type.split('.')[2], actor, data }))
}

function faultsOf ({ body }: { body: Body }): string[] {
  return body.errors?.map(({ pointer, code }: Body) => `${pointer} ${code}`) ?? [`${body.code}`]
}

t.test('an earlier day is put right at once, by whoever works the case, and the request is received on it', async (t) => {
  const { id, accessToken } = await fileLetter({ receivedOn: '2026-03-03' })
  t.match(await read(id), { startedOn: '2026-03-03', dueOn: '2026-03-10' })
  house.clock.set('2026-03-06T02:00:00Z')
  const corrected = await correct(id, { seq: 1, onDay: '2026-03-02' }, 'xm.officer')
  t.match(corrected, {
    status: 201,
    body: {
      requestId: id, agency: 'XM', state: 'applied', entry: { seq: 1, kind: 'started', cause: 'registered', onDay: '2026-03-03' },
      onDay: '2026-03-02', untilOn: null, voided: false, later: false, oldDueOn: '2026-03-10', newDueOn: '2026-03-09',
      oldState: 'running', newState: 'running', ...words, approvingDuty: 'head',
      requestedBy: { name: 'xm.officer' }, decidedBy: null, decidedAt: null,
    },
  })
  t.equal(corrected.headers.get('location'), `/v1/clock-corrections/${corrected.body.id}`)
  const deadline = await read(id)
  t.match(deadline, { startedOn: '2026-03-02', countedFrom: '2026-03-02', dueOn: '2026-03-09', receivedOn: '2026-03-02' })
  t.match(deadline.entries, [
    { seq: 1, kind: 'started', onDay: '2026-03-03', dueOn: '2026-03-10' },
    { seq: 2, kind: 'corrected', onDay: '2026-03-02', cause: 'corrected', evidence: corrected.body.id, dueOn: '2026-03-09' },
  ], 'what was entered stays readable')
  t.match(await house.call('GET', `/v1/requests/${id}`, { as: 'xm.clerk' }), { body: { receivedOn: '2026-03-02' } })
  t.match(await told(id), [{
    type: 'corrected', actor: /^staff:/,
    data: {
      correctionId: corrected.body.id, seq: 1, kind: 'started', cause: 'registered', onDay: '2026-03-02',
      oldDueOn: '2026-03-10', dueOn: '2026-03-09', provisional: false,
    },
  }])
  const history = await house.call('GET', `/v1/requests/${id}/events`, { as: accessToken })
  t.ok(history.body.items.some(({ type }: Body) => type === 'lightwell.deadline.corrected.v1'), 'the applicant learns of it')
  const past = await house.call('GET', `/v1/deadlines?agency=XM&asOf=2026-03-05T00:00:00Z&limit=100`, { as: 'jcj.supervisor' })
  t.match(past.body.items.find(({ requestId }: Body) => requestId === id), { dueOn: '2026-03-10' }, 'as it was read then')
})

t.test('a later day waits for another person, with evidence, and is told to supervisors', async (t) => {
  const { id } = await fileLetter()
  house.clock.set('2026-03-11T02:00:00Z')
  const asked = await correct(id, { seq: 1, onDay: '2026-03-04' })
  t.match(asked, { status: 201, body: { state: 'pending', later: true, oldDueOn: '2026-03-09', newDueOn: '2026-03-11' } })
  t.match(await read(id), { dueOn: '2026-03-09', overdue: true }, 'nothing moves before')
  t.match(await decide(asked.body.id, 'approval', 'xm.clerk'), { status: 403, body: { code: 'asker_may_not_decide' } })
  for (const as of ['xm.officer', 'xm.review1', 'jcj.supervisor']) {
    t.match(await decide(asked.body.id, 'approval', as), { status: 403, body: { code: 'not_allowed' } }, as)
  }
  for (const as of ['cs.head', 'portal']) t.equal((await decide(asked.body.id, 'approval', as)).status, 404, as)
  t.equal((await decide(asked.body.id, 'approval', 'xm.deputy')).status, 404, 'the head is there')
  const approved = await decide(asked.body.id, 'approval', 'xm.head', { reason: '回执属实。' })
  t.match(approved, {
    status: 200,
    body: {
      state: 'applied', decidedBy: { name: 'xm.head' }, decidedAsDeputy: false, decidedAt: '2026-03-11T02:00:00.000Z',
      decisionReason: '回执属实。', requestedBy: { name: 'xm.clerk' },
    },
  })
  t.match(await read(id), { startedOn: '2026-03-04', dueOn: '2026-03-11', overdue: false })
  t.match((await told(id)).map(({ type }) => type), ['correction_requested', 'corrected'])
  t.match(await decide(asked.body.id, 'approval'), { status: 409, body: { code: 'correction_decided' } })
  t.match(await decide(asked.body.id, 'rejection', 'xm.head', { reason: '再议。' }), { status: 409 })
  const list = await house.call('GET', '/v1/clock-corrections?later=true&agency=XM', { as: 'jcj.supervisor' })
  t.match(list.body.items[0], { id: asked.body.id, receiptNumber: /^XM/, oldDueOn: '2026-03-09', newDueOn: '2026-03-11' })
})

t.test('a rejection carries its reason, and leaves the clock as it is', async (t) => {
  const { id } = await fileLetter()
  const asked = await correct(id, { seq: 1, onDay: '2026-03-03' })
  t.same(faultsOf(await decide(asked.body.id, 'rejection', 'xm.head', {})), ['/reason required'])
  t.same(faultsOf(await decide(asked.body.id, 'rejection', 'xm.head', { reason: ' ​' })), ['/reason wrong_format'])
  t.match(await decide(asked.body.id, 'rejection', 'xm.head', { reason: '证据不足。' }), {
    status: 200, body: { state: 'rejected', decisionReason: '证据不足。' },
  })
  t.match(await read(id), { dueOn: '2026-03-09', entries: [{ seq: 1 }] })
  t.match((await told(id)).map(({ type }) => type), ['correction_requested', 'correction_rejected'])
  const again = await correct(id, { seq: 1, onDay: '2026-03-03' })
  t.equal(again.status, 201, 'it may be asked for again')
})

t.test('a service that was recorded on a wrong day: what was missed is met only by two people, what was met is missed at once', async (t) => {
  const { id } = await fileLetter()
  house.clock.set('2026-03-12T02:00:00Z')
  await serve(id, '2026-03-11', { method: 'post' })
  t.match(await read(id), { state: 'missed', answeredOn: '2026-03-11' })
  const less = await correct(id, { seq: 2, onDay: '2026-03-10' })
  t.match(less.body, { state: 'pending', later: true, oldState: 'missed', newState: 'missed' }, 'less late is more time too')
  t.equal((await decide(less.body.id, 'rejection', 'xm.head', { reason: '不是这一天。' })).status, 200)
  const met = await correct(id, { seq: 2, onDay: '2026-03-09' })
  t.match(met.body, { state: 'pending', later: true, oldState: 'missed', newState: 'met', oldDueOn: '2026-03-09', newDueOn: '2026-03-09' })
  t.equal((await decide(met.body.id, 'approval')).status, 200)
  t.match(await read(id), { state: 'met', answeredOn: '2026-03-09', workingDaysLate: 0 })
  const back = await correct(id, { seq: 2, onDay: '2026-03-10' })
  t.match(back.body, { state: 'applied', later: false, oldState: 'met', newState: 'missed' })
  t.match(await read(id), { state: 'missed', answeredOn: '2026-03-10', workingDaysLate: 1 })
})

t.test('an entry that never was is voided; what rests on it is named', async (t) => {
  const { id } = await fileLetter()
  const consultationId = await consult(id)
  t.match(await read(id), { dueOn: '2026-03-30', entries: [{}, { seq: 2, kind: 'paused', untilOn: '2026-03-25' }] })
  house.clock.set('2026-03-06T02:00:00Z')
  const answer = { answer: 'agrees', receivedOn: '2026-03-06', evidence: '回函' }
  t.equal((await house.call('POST', `/v1/consultations/${consultationId}/response`, { as: 'xm.officer', body: answer })).status, 200)
  await settled(id)
  t.match(await read(id), { dueOn: '2026-03-11' })
  const resting = await correct(id, { seq: 2, voided: true }, 'xm.officer', { 'accept-language': 'en' })
  t.match(resting, { status: 422, body: { errors: [{ pointer: '/seq', code: 'cannot_follow', detail: /^Entry 3/ }] } })
  const first = await correct(id, { seq: 3, voided: true }, 'xm.officer')
  t.match(first.body, { state: 'pending', later: true, voided: true, onDay: null, newDueOn: '2026-03-30' }, 'the pause lasts longer then')
  t.equal((await decide(first.body.id, 'approval')).status, 200)
  const second = await correct(id, { seq: 2, voided: true }, 'xm.officer')
  t.match(second.body, { state: 'applied', voided: true, oldDueOn: '2026-03-30', newDueOn: '2026-03-09' })
  t.match(await read(id), { dueOn: '2026-03-09', pausedUntil: null })
  t.same(faultsOf(await correct(id, { seq: 2, voided: true })), ['/voided changes_nothing'])
  const restored = await correct(id, { seq: 2, onDay: '2026-03-04' }, 'xm.officer')
  t.match(restored.body, { state: 'pending', onDay: '2026-03-04', untilOn: '2026-03-25', newDueOn: '2026-03-30' }, 'a later one holds')
})

t.test('a pause that nobody knows the end of gives more time, and so does one that began earlier', async (t) => {
  const { id } = await fileLetter()
  const clarification = { items: ['说明年度。'], respondBy: '2026-03-20' }
  const asked = await house.call('POST', `/v1/requests/${id}/clarifications`, { as: 'xm.officer', body: clarification })
  t.equal(asked.status, 201, asked.text)
  await settled(id)
  t.match(await read(id), { state: 'paused', entries: [{}, { seq: 2, kind: 'paused', onDay: '2026-03-04' }] })
  house.clock.set('2026-03-06T02:00:00Z')
  const earlier = await correct(id, { seq: 2, onDay: '2026-03-03' })
  t.match(earlier.body, { state: 'pending', later: true, oldState: 'paused', newState: 'paused', newDueOn: '2026-03-09' },
    'fewer days are used up, though no due day shows it yet')
  t.equal((await decide(earlier.body.id, 'rejection', 'xm.head', { reason: '不属实。' })).status, 200)
  t.match((await correct(id, { seq: 2, onDay: '2026-03-05' })).body, { state: 'applied', later: false })
  const answer = { description: '2024年度城南片区的补偿方案', receivedOn: '2026-03-06', channel: 'letter', evidence: '邮戳' }
  const answered = await house.call('POST', `/v1/clarifications/${asked.body.id}/response`, { as: 'xm.clerk', body: answer })
  t.equal(answered.status, 200, answered.text)
  await settled(id)
  t.match(await read(id), { state: 'running', countedFrom: '2026-03-06', dueOn: '2026-03-13' })
  const unanswered = await correct(id, { seq: 4, voided: true })
  t.match(unanswered.body, { state: 'pending', later: true, oldState: 'running', newState: 'paused' }, 'it would stand still')
})

t.test('every fault is told: of the entry, of its day, of the words', async (t) => {
  const { id } = await fileLetter()
  await serve(id, '2026-03-05', { method: 'post' })
  house.clock.set('2026-03-06T02:00:00Z')
  const cases: [Record<string, unknown>, string[]][] = [
    [{ seq: 9, onDay: '2026-03-02' }, ['/seq no_such_entry']],
    [{ seq: 0, onDay: '2026-03-02' }, ['/seq too_small']],
    [{ seq: 1.5 }, ['/seq wrong_type']],
    [{ seq: 1 }, ['/onDay required']],
    [{ seq: 1, voided: true }, ['/voided start_stays']],
    [{ seq: 2, voided: true }, ['/voided end_stays']],
    [{ seq: 1, voided: false, onDay: '2026-03-01' }, ['/voided not_listed']],
    [{ seq: 1, voided: true, onDay: '2026-03-01' }, ['/voided start_stays', '/onDay not_beside_voided']],
    [{ seq: 1, onDay: '2026-03-02' }, ['/onDay changes_nothing']],
    [{ seq: 1, onDay: '2026-03-05' }, ['/onDay after_registration']], [{ seq: 1, onDay: '1900-01-01' }, ['/onDay another_law']],
    [{ seq: 2, onDay: '2026-03-07' }, ['/onDay in_the_future']],
    [{ seq: 2, onDay: '2026-03-01', evidence: '机密★20年 某文件' }, ['/onDay before_start', '/evidence mark_in_text']],
    [{ seq: 2, onDay: '2026-03-05', untilOn: '2026-03-06' }, ['/untilOn pauses_only']],
    [{ seq: 2, onDay: '2026-02-30', reason: '该件为秘密★10年。' }, ['/onDay wrong_format', '/reason mark_in_text']],
    [{ seq: 2, onDay: '1850-01-01' }, ['/onDay wrong_format']],
    [{ seq: 2, onDay: 5, reason: ' ', evidence: '' }, ['/onDay wrong_type', '/reason wrong_format', '/evidence too_short']],
    [{ seq: 2, onDay: '2026-03-04', reason: undefined, evidence: undefined, more: 1 }, ['/reason required', '/evidence required', '/more unknown_field']],
  ]
  for (const [body, faults] of cases) {
    const answer = await correct(id, body)
    t.equal(answer.status, 422, JSON.stringify(body))
    t.same(faultsOf(answer).toSorted(), faults.toSorted(), JSON.stringify(body))
  }
  t.equal((await house.call('POST', `/v1/deadlines/${id}/corrections`, { as: 'xm.clerk', body: [] })).status, 422)
  t.equal((await read(id)).entries.length, 2, 'nothing was written')
  const corrected = await correct(id, { seq: 2, onDay: '2026-03-04' })
  t.match(corrected.body, { state: 'applied' })
  t.same(faultsOf(await correct(id, { seq: 3, onDay: '2026-03-03' })), ['/seq not_correctable'])
})

t.test('of a pause both days can be put right, in their order and within the time of a consultation', async (t) => {
  const { id } = await fileLetter()
  await consult(id)
  house.clock.set('2026-03-06T02:00:00Z')
  t.same(faultsOf(await correct(id, { seq: 2, untilOn: '2026-03-03' })), ['/untilOn before_its_pause'])
  t.same(faultsOf(await correct(id, { seq: 2, untilOn: '2026-03-26' })), ['/untilOn beyond_consultation'])
  t.same(faultsOf(await correct(id, { seq: 2, untilOn: '2026-03-25' })), ['/untilOn changes_nothing'])
  t.same(faultsOf(await correct(id, { seq: 2, onDay: '2026-03-05', untilOn: '2199-12-31' })), ['/untilOn beyond_consultation'])
  t.match((await correct(id, { seq: 2, onDay: '2026-03-05', untilOn: '2026-03-26' })).body, { state: 'applied', newDueOn: '2026-03-30' },
    'a day more counted before it, a day less after it')
  t.match((await correct(id, { seq: 2, untilOn: '2026-03-10' })).body,
    { state: 'applied', onDay: '2026-03-05', untilOn: '2026-03-10', newDueOn: '2026-03-12' })
  t.same(faultsOf(await correct(id, { seq: 1, onDay: '2026-03-05' })), ['/onDay after_registration'])
})

t.test('a receipt that is confirmed is corrected like any other, and moves the day of receipt', async (t) => {
  house.clock.set('2026-03-03T02:00:00Z')
  const filed = await house.file({ channel: 'fax', arrivedOn: '2026-03-02' }, 'xm.clerk')
  await settled(filed.id)
  t.match(await read(filed.id), { startedOn: '2026-03-03', dueOn: '2026-03-10' }, 'confirmed within a working day')
  const confirmed = await house.call('POST', `/v1/requests/${filed.id}/receipt-confirmation`, {
    as: 'xm.clerk', body: { confirmedOn: '2026-03-02' },
  })
  t.equal(confirmed.status, 200, confirmed.text)
  await settled(filed.id)
  t.match(await read(filed.id), { startedOn: '2026-03-02', dueOn: '2026-03-09', receivedOn: '2026-03-02' })
  const asked = await correct(filed.id, { seq: 2, voided: true })
  t.match(asked.body, { state: 'pending', entry: { cause: 'receipt_confirmed' }, newDueOn: '2026-03-10' })
  t.equal((await decide(asked.body.id, 'approval')).status, 200)
  await settled(filed.id)
  t.match(await read(filed.id), { startedOn: '2026-03-03', dueOn: '2026-03-10', receivedOn: '2026-03-03' })
})

t.test('what was decided is no slip: an approved extension is not corrected', async (t) => {
  const { id } = await fileLetter()
  const asked = await house.call('POST', `/v1/deadlines/${id}/extensions`, { as: 'xm.officer', body: { reason: '涉及多个部门。' } })
  t.equal((await house.call('POST', `/v1/extensions/${asked.body.id}/approval`, { as: 'xm.head' })).status, 200)
  t.same(faultsOf(await correct(id, { seq: 2, voided: true })), ['/seq decided'])
  t.same(faultsOf(await correct(id, { seq: 2, onDay: '2026-03-03' })), ['/seq decided'])
  t.match((await correct(id, { seq: 1, onDay: '2026-02-27' })).body, { state: 'applied', oldDueOn: '2026-03-16', newDueOn: '2026-03-12' }, '28 February is worked')
})

t.test('of each case one correction waits; one that gives no more time does not have to', async (t) => {
  const { id } = await fileLetter()
  const answers = await Promise.all([1, 2, 3].map(() => correct(id, { seq: 1, onDay: '2026-03-03' })))
  t.same(answers.map(({ status }) => status).toSorted((a, b) => a - b), [201, 409, 409])
  t.ok(answers.every(({ status, body }) => status === 201 || body.code === 'correction_pending'))
  t.match(await correct(id, { seq: 1, onDay: '2026-02-28' }), { status: 201, body: { state: 'applied', newDueOn: '2026-03-06' } })
  const waiting = answers.find(({ status }) => status === 201)!
  const approved = await decide(waiting.body.id, 'approval')
  t.match(approved.body, { state: 'applied', oldDueOn: '2026-03-06', newDueOn: '2026-03-10' }, 'counted again, as it stood then')
  t.match((await told(id)).at(-1)?.data, { oldDueOn: '2026-03-06', dueOn: '2026-03-10' })
})

t.test('a correction that fits the clock no longer is refused, and can be rejected', async (t) => {
  const { id } = await fileLetter()
  const asked = await correct(id, { seq: 1, onDay: '2026-03-04' })
  await appendTo(counter, id, 'lightwell.request.clarification_requested.v1',
    { clarificationId: uuidv7(), askedOn: '2026-03-03', respondBy: '2026-03-20', noticeId: uuidv7() })
  await settled(id)
  t.match(await decide(asked.body.id, 'approval'), { status: 409, body: { code: 'correction_outdated' } })
  t.equal((await decide(asked.body.id, 'rejection', 'xm.head', { reason: '不再适用。' })).status, 200)
})

t.test('two approvals of one correction make one entry', async (t) => {
  const { id } = await fileLetter()
  const asked = await correct(id, { seq: 1, onDay: '2026-03-03' })
  const answers = await Promise.all([
    decide(asked.body.id, 'approval'), decide(asked.body.id, 'approval'),
    decide(asked.body.id, 'rejection', 'xm.head', { reason: '不同意。' }),
  ])
  t.same(answers.map(({ status }) => status).toSorted((a, b) => a - b), [200, 409, 409])
  const approved = answers.some(({ body }) => body.state === 'applied')
  t.match(await read(id), { dueOn: approved ? '2026-03-10' : '2026-03-09' })
  t.equal((await read(id)).entries.length, approved ? 2 : 1)
})

t.test('a service that races the approval: whichever comes first, the clock is what its entries say', async (t) => {
  for (const wait of [false, true]) {
    const { id } = await fileLetter()
    const asked = await correct(id, { seq: 1, onDay: '2026-03-03' })
    const served = serve(id, '2026-03-04', { method: 'post' })
    if (wait) await served
    const [approved] = await Promise.all([decide(asked.body.id, 'approval'), served])
    const { body } = await house.call('GET', `/v1/clock-corrections/${asked.body.id}`, { as: 'jcj.supervisor' })
    t.match(approved, approved.status === 200 ? { body: { state: 'applied' } } : { status: 409, body: { code: 'correction_lapsed' } })
    if (wait) t.equal(body.state, 'lapsed')
    t.match(await read(id), { state: 'met', answeredOn: '2026-03-04', dueOn: body.state === 'applied' ? '2026-03-10' : '2026-03-09' })
  }
})

t.test('what waits for its decision lapses with a withdrawal', async (t) => {
  const { id, accessToken } = await fileLetter()
  const asked = await correct(id, { seq: 1, onDay: '2026-03-03' })
  t.equal((await house.call('POST', `/v1/requests/${id}/withdrawal`, { as: accessToken })).status, 200)
  await settled(id)
  t.match(await house.call('GET', `/v1/clock-corrections/${asked.body.id}`, { as: 'xm.clerk' }), { body: { state: 'lapsed', decidedBy: null } })
  t.match(await decide(asked.body.id, 'approval'), { status: 409, body: { code: 'correction_lapsed' } })
})

t.test('the database holds too that a later day takes another person', async (t) => {
  const { id } = await fileLetter()
  const asked = await correct(id, { seq: 1, onDay: '2026-03-03' })
  const [row] = await db.select().from(clockCorrections).where(eq(clockCorrections.id, asked.body.id))
  const at = new Date('2026-03-05T00:00:00Z')
  const change = async (changes: Partial<typeof row>) => {
    const wrong = { ...row!, id: uuidv7(), state: 'applied' as const, ...changes }
    return await db.insert(clockCorrections).values(wrong).then(() => 'stored', (error: Error) => String(error.cause))
  }
  t.match(await change({}), /clock_corrections_later_by_two/)
  t.match(await change({ later: false }), /clock_corrections_later_by_two/, 'nor by calling it no later')
  t.match(await change({ later: false, newDueOn: row!.oldDueOn, oldState: 'missed', newState: 'met' }), /clock_corrections_later_by_two/)
  t.match(await change({ decidedBy: row!.requestedBy, decidedAt: at }), /clock_corrections_by_another_person/)
  t.match(await change({ state: 'pending' }), /clock_corrections_one_pending/)
})

t.test('who may not act is told no more than he may know; a stale or repeated wish is seen', async (t) => {
  const { id, accessToken } = await fileLetter()
  const body = { seq: 1, onDay: '2026-03-03' }
  t.equal((await house.call('POST', `/v1/deadlines/${id}/corrections`, { body: { ...words, ...body } })).status, 401)
  t.equal((await correct(id, body, accessToken)).status, 403)
  t.equal((await correct(id, body, 'xm.head')).status, 403)
  t.equal((await correct(id, body, 'cs.clerk')).status, 404)
  t.equal((await correct(uuidv7(), body)).status, 404)
  t.match(await correct(id, body, 'xm.clerk', { 'if-match': '"1"' }), { status: 412, body: { code: 'stale' } })
  const headers = { 'idempotency-key': '"correction-of-march-2"' }
  const asked = await correct(id, body, 'xm.clerk', headers)
  t.match(await correct(id, body, 'xm.clerk', headers), { status: 201, body: asked.body })
  const path = `/v1/clock-corrections/${asked.body.id}`
  const status = async (as?: string) => (await house.call('GET', path, as === undefined ? {} : { as })).status
  t.same([await status(), await status(accessToken), await status('cs.officer'), await status('xm.review1')], [401, 404, 404, 200])
  t.equal((await house.call('GET', `/v1/clock-corrections/${uuidv7()}`, { as: 'xm.clerk' })).status, 404)
  t.match(await house.call('POST', `${path}/approval`, { as: 'xm.head', headers: { 'if-match': '"1"' } }), { status: 412 })
})

t.test('the list is bounded and paged, and narrowed by state, agency and more time', async (t) => {
  const list = async (query: string, as = 'jcj.supervisor') => await house.call('GET', `/v1/clock-corrections?${query}`, { as })
  const idsOf = ({ body }: { body: Body }): string[] => body.items.map(({ id }: Body) => id)
  const all = await list('limit=100')
  t.ok(idsOf(all).length > 10)
  const paged: string[] = []
  for (let cursor = ''; ;) {
    const page = await list(`limit=4${cursor}`)
    paged.push(...idsOf(page))
    if (page.body.nextCursor === null) break
    cursor = `&cursor=${page.body.nextCursor}`
  }
  t.same(paged, idsOf(all), 'each once, in the same order')
  const instants = all.body.items.map(({ requestedAt }: Body) => requestedAt)
  t.same(instants, instants.toSorted().toReversed(), 'newest first')
  const pending = await list('state=pending&agency=XM', 'xm.head')
  t.ok(pending.body.items.length > 0 && pending.body.items.every(({ state, agency }: Body) => state === 'pending' && agency === 'XM'))
  t.same(idsOf(await list('later=true&limit=100')), idsOf({ body: { items: all.body.items.filter((one: Body) => one.later) } }))
  t.same((await list('', 'cs.head')).body.items, [], 'of his own agency')
  t.equal((await list('agency=XM', 'cs.head')).status, 404)
  t.equal((await house.call('GET', '/v1/clock-corrections')).status, 401)
  for (const query of ['state=open', 'cursor=nonsense', 'limit=0', 'later=maybe', 'more=1']) t.equal((await list(query)).status, 422, query)
})
