import { sql } from 'drizzle-orm'
import t from 'tap'
import { v7 as uuidv7 } from 'uuid'
import type { Day } from '@lightwell/calendar/day'
import type { EventData, EventType } from '@lightwell/events/contracts'
import { transact } from '@lightwell/events/transact'
import { addEntry } from '../../../services/deadline/commands/add-entry.ts'
import type { ClockEntry } from '../../../services/deadline/rules/clock-entry.ts'
import { countRequestsWithoutDeadline } from '../../../services/deadline/store/deadlines.ts'
import { verifyDays } from '../../../services/deadline/verify-days.ts'
import { appendTo, openDeps } from '../../support/events.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { until } from './happenings.ts'

// What the clock itself tells as time passes is another test's matter.
const house = await openTestHouse(t, { sweeping: false })
const { deps: counter, clock } = await openDeps(t, 'intake', house.url)
const { deps: room, log } = await openDeps(t, 'deadline', house.url)
const { db } = room
const supervisor = 'jcj.supervisor'

/** Sets the time, of the house and of whoever tells it something. */
function at (instant: string): void {
  house.clock.set(instant)
  clock.at = new Date(instant)
}

async function settled (id: string): Promise<void> {
  await until(async () => {
    const { rows } = await db.execute(sql`select 1 from deliveries
      where case_id = ${id} and consumer = 'deadline' and state <> 'done'`)
    return rows.length === 0
  })
}

async function file (changes: Record<string, unknown> = {}): Promise<string> {
  at('2026-03-02T01:00:00Z')
  const { id } = await house.file(changes)
  await settled(id)
  return id
}

/** Something happens elsewhere on a day, and the clock hears of it. */
async function tell<T extends EventType> (id: string, type: T, on: string, data: EventData<T>): Promise<void> {
  at(`${on}T02:00:00Z`)
  await appendTo(counter, id, type, data)
  await settled(id)
}

async function read (id: string, headers: Record<string, string> = {}): Promise<Body> {
  const { status, body, text } = await house.call('GET', `/v1/deadlines/${id}`, { as: supervisor, headers })
  if (status !== 200) throw new Error(text)
  return body
}

async function idsOf (query: string): Promise<string[]> {
  const { status, body, text } = await house.call('GET', `/v1/deadlines?limit=100&${query}`, { as: supervisor })
  if (status !== 200) throw new Error(text)
  return body.items.map((item: Body) => item.requestId)
}

/** What the clock of a case told of itself. */
async function told (id: string): Promise<{ type: string, data: Body }[]> {
  const { rows } = await db.execute<{ text: string }>(sql`select convert_from(bytes, 'UTF8') as text from events
    where case_id = ${id} and type like 'lightwell.deadline.%' order by version`)
  return rows.map(({ text }) => JSON.parse(text)).map(({ type, data }) => ({ type: type.split('.')[2], data }))
}

const clarification = () => ({ clarificationId: uuidv7() })
const consulted = (servedOn: string, answerBy: string) => ({ consultationId: uuidv7(), servedOn, answerBy })

async function askClarification (id: string, on: string): Promise<{ clarificationId: string }> {
  const asked = clarification()
  await tell(id, 'lightwell.request.clarification_requested.v1', on,
    { ...asked, askedOn: on, respondBy: '2026-03-20', noticeId: uuidv7() })
  return asked
}

async function consult (id: string, on: string, answerBy: string): Promise<string> {
  const served = consulted(on, answerBy)
  await tell(id, 'lightwell.consultation.served.v1', on, served)
  return served.consultationId
}

async function hear (id: string, consultationId: string, on: string): Promise<void> {
  await tell(id, 'lightwell.consultation.closed.v1', on, { consultationId, answer: 'objects', answeredOn: on })
}

t.test('a clarification stops the clock, and its answer begins the count anew', async (t) => {
  const id = await file()
  const asked = await askClarification(id, '2026-03-04')
  at('2026-04-20T02:00:00Z')
  const waiting = await read(id, { 'accept-language': 'en' })
  t.match(waiting, { state: 'paused', pausedUntil: null, workingDaysLeft: null, overdue: false, workingDaysLate: 0 })
  t.match(waiting.explanation.at(-1), {
    date: '2026-03-04', counted: false, n: null, reason: 'clarification',
    text: 'waiting for the applicant to complete the request, not counted',
  })
  t.notOk((await idsOf('overdue')).includes(id), 'who waits for the applicant is not late')
  await tell(id, 'lightwell.request.clarified.v1', '2026-04-20', { ...asked, answeredOn: '2026-04-17', personalHash: 'none' })
  const { explanation, ...deadline } = await read(id)
  t.match(deadline, { state: 'running', startedOn: '2026-03-02', countedFrom: '2026-04-17', dueOn: '2026-04-24' })
  t.match(explanation.find((day: Body) => day.date === '2026-03-03'), { counted: false, text: '重新起算之前，不计入' })
  t.same((await told(id)).slice(1), [
    { type: 'paused', data: { pausedOn: '2026-03-04', cause: 'clarification', untilOn: null, dueOn: '2026-03-09', provisional: false } },
    { type: 'restarted', data: { restartedOn: '2026-04-17', cause: 'clarified', dueOn: '2026-04-24', provisional: false } },
  ])
})

t.test('a lapse stops the clock, and a late answer with good reason takes it up again', async (t) => {
  const id = await file()
  const asked = await askClarification(id, '2026-03-04')
  await house.call('POST', `/v1/deadlines/${id}/extensions`, { as: 'xm.officer', body: { reason: '涉及多个部门' } })
  await tell(id, 'lightwell.request.lapsed.v1', '2026-03-23', { cause: 'clarification', lapsedOn: '2026-03-23', noticeId: uuidv7() })
  t.match(await read(id), { state: 'stopped', answeredOn: null, extension: { state: 'lapsed' } })
  await tell(id, 'lightwell.request.reopened.v1', '2026-04-01', { ...asked, answeredOn: '2026-03-31', personalHash: 'none' })
  t.match(await read(id), { state: 'running', countedFrom: '2026-03-31', dueOn: '2026-04-08', workingDaysLeft: 4 })
  t.same((await told(id)).map(({ type }) => type), ['started', 'paused', 'stopped', 'restarted'])
})

t.test('a consultation stands the clock still until its day, and nobody has to start it again', async (t) => {
  const id = await file()
  const other = await file()
  await consult(id, '2026-03-04', '2026-03-25')
  const still = await read(id)
  t.match(still, {
    state: 'paused', pausedUntil: '2026-03-24T16:00:00.000Z', dueOn: '2026-03-30', overdue: false, workingDaysLeft: null,
    entries: [{}, { kind: 'paused', untilOn: '2026-03-25', state: 'paused' }],
  })
  t.match(still.explanation.find((day: Body) => day.date === '2026-03-24'), {
    counted: false, reason: 'consultation', text: '征求意见期间，不计入',
  })
  t.match(still.explanation.at(-1), { date: '2026-03-30', counted: true, n: 5 })
  at('2026-03-24T15:59:59Z')
  t.ok((await idsOf('state=paused')).includes(id))
  t.same((await idsOf('state=paused&agency=XM')).filter((one) => [id, other].includes(one)), [id])
  t.notOk((await idsOf('state=running')).includes(id))
  t.ok((await idsOf('overdue=false')).includes(id))
  at('2026-03-24T16:00:00Z')
  t.match(await read(id), { state: 'running', pausedUntil: null, workingDaysLeft: 3 })
  t.notOk((await idsOf('state=paused')).includes(id))
  t.ok((await idsOf('state=running&overdue=false')).includes(id))
  at('2026-03-30T16:00:00Z')
  t.ok((await idsOf('overdue=true')).includes(id), 'from then on its day passes')
  t.same((await told(id)).slice(1), [{
    type: 'paused',
    data: { pausedOn: '2026-03-04', cause: 'consultation', untilOn: '2026-03-25', dueOn: '2026-03-30', provisional: false },
  }])
})

t.test('the clock goes on with the answer; one that comes after the day changes nothing', async (t) => {
  const id = await file()
  const [early, late] = [await consult(id, '2026-03-04', '2026-03-25'), await consult(id, '2026-03-05', '2026-03-26')]
  t.match(await read(id), { state: 'paused', dueOn: '2026-03-31' }, 'two at once, and no day left out twice')
  await hear(id, early, '2026-03-10')
  t.match(await read(id), { state: 'paused', dueOn: '2026-03-31', pausedUntil: '2026-03-25T16:00:00.000Z' })
  at('2026-03-27T02:00:00Z')
  const before = await read(id)
  await hear(id, late, '2026-03-30')
  const { dueOn, entries } = await read(id)
  t.equal(dueOn, before.dueOn)
  t.match(entries.at(-1), { kind: 'resumed', onDay: '2026-03-26', cause: 'consultation', evidence: late })
  const asOf = (instant: string, state: string) => idsOf(`asOf=${instant}&state=${state}`)
  t.ok((await asOf('2026-03-12T02:00:00Z', 'paused')).includes(id), 'as it stood then')
  t.notOk((await asOf('2026-03-12T02:00:00Z', 'running')).includes(id))
  t.ok((await asOf('2026-03-27T02:00:00Z', 'running')).includes(id))
  const quick = await file()
  const answered = await consult(quick, '2026-03-04', '2026-03-25')
  await hear(quick, answered, '2026-03-06')
  t.match(await read(quick), { state: 'running', dueOn: '2026-03-11', pausedUntil: null })
})

t.test('while the clock stands still an extension may be asked for and approved, from the day that holds then', async (t) => {
  const id = await file()
  const letter = await consult(id, '2026-03-04', '2026-03-25')
  const path = `/v1/deadlines/${id}/extensions`
  const asked = await house.call('POST', path, { as: 'xm.officer', body: { reason: '涉及多个部门' } })
  t.match(asked, { status: 201, body: { oldDueOn: '2026-03-30' } })
  await hear(id, letter, '2026-03-05')
  const { body: { id: extension } } = asked
  at('2026-03-09T02:00:00Z')
  const approved = await house.call('POST', `/v1/extensions/${extension}/approval`, { as: 'xm.head' })
  t.match(approved, { status: 200, body: { state: 'approved', oldDueOn: '2026-03-10', newDueOn: '2026-03-17' } })
  const { rows: [issued] } = await db.execute<{ text: string, sha256: string, pdf: string }>(sql`
    select convert_from(e.bytes, 'UTF8') as text, n.sha256, n.pdf_sha256 as pdf from events e join notices n on n.case_id = e.case_id
    where e.case_id = ${id} and e.type = 'lightwell.notice.issued.v1' and n.kind = 'extension'`)
  t.same(JSON.parse(issued!.text).data, {
    noticeId: approved.body.noticeId, kind: 'extension', noticeSha256: issued!.sha256, noticePdfSha256: issued!.pdf, online: true,
  }, 'its service is recorded by who hears of it')
  const standing = await file()
  await consult(standing, '2026-03-04', '2026-03-25')
  at('2026-03-20T02:00:00Z')
  const late = await house.call('POST', `/v1/deadlines/${standing}/extensions`, { as: 'xm.officer', body: { reason: '材料多' } })
  t.equal(late.status, 201, 'the old due day passed, but not for a clock that stood still')
  const given = await house.call('POST', `/v1/extensions/${late.body.id}/approval`, { as: 'xm.head' })
  t.match(given, { status: 200, body: { oldDueOn: '2026-03-30', newDueOn: '2026-04-07' } })
})

t.test('a fee stops the clock: paid, the time counts anew; waived, it goes on where it stood', async (t) => {
  for (const [type, cause, countedFrom, dueOn] of [
    ['paid', 'fee_paid', '2026-03-17', '2026-04-15'], ['waived', 'fee_waived', '2026-03-02', '2026-04-07'],
  ] as const) {
    const id = await file({ agency: 'CITY' })
    const feeId = uuidv7()
    await tell(id, 'lightwell.fee.charged.v1', '2026-03-10', { feeId, noticedOn: '2026-03-10', payBy: '2026-04-08', noticeId: uuidv7() })
    const waiting = await read(id)
    t.match(waiting, { state: 'paused', pausedUntil: null, workingDaysLeft: null })
    t.match(waiting.explanation.at(-1), { date: '2026-03-10', reason: 'fee', text: '等待申请人缴费，不计入' })
    if (type === 'paid') await tell(id, 'lightwell.fee.paid.v1', '2026-03-18', { feeId, paidOn: '2026-03-17' })
    else await tell(id, 'lightwell.fee.waived.v1', '2026-03-17', { feeId, waivedOn: '2026-03-17' })
    t.match(await read(id), { state: 'running', countedFrom, dueOn, entries: [{}, {}, { cause }] })
  }
})

t.test('a deferral adds its days, beside an extension', async (t) => {
  const id = await file()
  const deferred = { reasonRequestId: uuidv7(), deferredOn: '2026-03-06', workingDays: 15, noticeId: uuidv7() }
  await tell(id, 'lightwell.request.deferred.v1', '2026-03-06', deferred)
  t.match(await read(id), {
    state: 'running', dueOn: '2026-03-30', extension: null,
    limit: { workingDays: 20, extendedWorkingDays: 0, deferredWorkingDays: 15, article: '《政务信息公开实施细则》第十二条第一款' },
  })
  const asked = await house.call('POST', `/v1/deadlines/${id}/extensions`, { as: 'xm.officer', body: { reason: '材料多' } })
  t.equal(asked.status, 201, 'it is no extension')
})

t.test('what goes elsewhere stops the clock; a part that leaves the rest behind does not', async (t) => {
  const moved = { toAgency: 'CS', requestId: uuidv7(), transferredOn: '2026-03-04', noticeId: uuidv7() }
  const divided = { requestIds: [uuidv7()], dividedOn: '2026-03-04' }
  const [gone, whole, part] = [await file(), await file(), await file()]
  await tell(gone, 'lightwell.request.transferred.v1', '2026-03-04', moved)
  await tell(whole, 'lightwell.request.divided.v1', '2026-03-04', { ...divided, whole: true })
  await tell(part, 'lightwell.request.divided.v1', '2026-03-04', { ...divided, whole: false })
  for (const id of [gone, whole]) {
    t.match(await read(id), { state: 'stopped', answeredOn: null, entries: [{}, { onDay: '2026-03-04', cause: 'transferred' }] })
  }
  t.match(await read(part), { state: 'running', dueOn: '2026-03-09' })
  t.equal((await read(part)).entries.length, 1)
})

t.test('a case that passes to a successor takes its clock along', async (t) => {
  const id = await file()
  const { agency: _, ...before } = await read(id)
  await tell(id, 'lightwell.request.passed_on.v1', '2026-03-04', { fromAgency: 'XM', toAgency: 'CS' })
  t.ok((await idsOf('agency=CS')).includes(id))
  t.notOk((await idsOf('agency=XM')).includes(id))
  at('2026-03-02T01:00:00Z')
  t.match(await read(id), before, 'its days stay what they are')
})

t.test('a receipt that is confirmed moves the start to an earlier day, and never to a later one', async (t) => {
  const id = await file()
  await tell(id, 'lightwell.request.receipt_confirmed.v1', '2026-03-03', { confirmedOn: '2026-03-03', receivedOn: '2026-03-02' })
  await tell(id, 'lightwell.request.receipt_confirmed.v1', '2026-03-03', { confirmedOn: '2026-03-03', receivedOn: '2026-03-03' })
  t.equal((await read(id)).entries.length, 1)
  await tell(id, 'lightwell.request.receipt_confirmed.v1', '2026-03-03', { confirmedOn: '2026-02-27', receivedOn: '2026-02-27' })
  const { explanation, ...deadline } = await read(id)
  t.match(deadline, { startedOn: '2026-02-27', countedFrom: '2026-02-27', dueOn: '2026-03-05' })
  t.match(explanation[0], { date: '2026-02-27', n: 0, reason: 'confirmed_start' })
  t.same((await told(id)).slice(1), [
    { type: 'restarted', data: { restartedOn: '2026-02-27', cause: 'receipt_confirmed', dueOn: '2026-03-05', provisional: false } },
  ])
})

t.test('a case from elsewhere brings the past of its clock', async (t) => {
  const id = await file()
  const entry = (kind: string, onDay: string, untilOn: string | null = null, workingDays: number | null = null) =>
    ({ kind, onDay, untilOn, workingDays })
  await tell(id, 'lightwell.request.clock_imported.v1', '2026-03-12', { entries: [
    entry('started', '2026-03-02'), entry('paused', '2026-03-03'), entry('restarted', '2026-03-05'),
    entry('paused', '2026-03-06', '2026-03-30'), entry('resumed', '2026-03-10'), entry('extended', '2026-03-11', null, 5),
  ] })
  const { entries, ...deadline } = await read(id)
  t.match(deadline, { state: 'running', countedFrom: '2026-03-05', dueOn: '2026-03-23', limit: { extendedWorkingDays: 5 } })
  t.same(entries.map(({ kind }: Body) => kind), ['started', 'paused', 'restarted', 'paused', 'resumed', 'extended'])
  t.same(new Set(entries.slice(1).map(({ cause }: Body) => cause)), new Set(['imported']))
  const asked = await house.call('POST', `/v1/deadlines/${id}/extensions`, { as: 'xm.officer', body: { reason: '材料多' } })
  t.match(asked, { status: 409, body: { code: 'extension_used' } }, 'it was extended there')
})

t.test('what comes after the end changes nothing, and holds nothing up', async (t) => {
  const id = await file()
  const asked = await askClarification(id, '2026-03-03')
  const letter = await consult(id, '2026-03-04', '2026-03-25')
  await tell(id, 'lightwell.request.withdrawn.v1', '2026-03-05', { withdrawnOn: '2026-03-05' })
  const { entries } = await read(id)
  await hear(id, letter, '2026-03-06')
  await tell(id, 'lightwell.request.clarified.v1', '2026-03-06', { ...asked, answeredOn: '2026-03-06', personalHash: 'none' })
  await tell(id, 'lightwell.request.reopened.v1', '2026-03-06', { ...asked, answeredOn: '2026-03-06', personalHash: 'none' })
  const feeId = uuidv7()
  await tell(id, 'lightwell.fee.charged.v1', '2026-03-06', { feeId, noticedOn: '2026-03-06', payBy: '2026-04-08', noticeId: uuidv7() })
  const after = await read(id)
  t.same(after.entries, entries)
  t.equal(after.state, 'stopped')
})

t.test('what has no place in a clock is noted, and what it knows already is not', async (t) => {
  const id = await file()
  const entry: ClockEntry = {
    kind: 'resumed', onDay: '2026-03-04' as Day, workingDays: null, untilOn: null, cause: 'consultation', evidence: 'no letter',
  }
  const adds = (change: Partial<ClockEntry>) => transact(room, (tx) =>
    addEntry(room, tx, { requestId: id, author: 'system', entry: { ...entry, ...change } }))
  log.length = 0
  await adds({})
  t.match(log, [{ requestId: id, kind: 'resumed', cause: 'consultation', state: 'running' }])
  await adds({ kind: 'stopped', cause: 'withdrawn', evidence: 'one' })
  await adds({ kind: 'stopped', cause: 'answered', evidence: 'another' })
  t.equal(log.length, 1)
  t.equal((await read(id)).entries.length, 2)
  const none = { requestId: uuidv7(), author: 'system', entry }
  await t.rejects(transact(room, (tx) => addEntry(room, tx, none)), /has not started/)
})

t.test('an entry that is lost with its process is made once, when it is told again', async (t) => {
  const id = await file()
  const letter = consulted('2026-03-04', '2026-03-25')
  const entry: ClockEntry = {
    kind: 'paused', onDay: letter.servedOn as Day, untilOn: letter.answerBy as Day, workingDays: null,
    cause: 'consultation', evidence: letter.consultationId,
  }
  const killed = transact(room, async (tx) => {
    await addEntry(room, tx, { requestId: id, author: 'system', entry })
    throw new Error('killed')
  })
  await t.rejects(killed, /killed/)
  t.equal((await read(id)).entries.length, 1)
  t.equal((await told(id)).length, 1)
  await tell(id, 'lightwell.consultation.served.v1', '2026-03-04', letter)
  await tell(id, 'lightwell.consultation.served.v1', '2026-03-04', letter)
  t.equal((await read(id)).entries.length, 2)
  t.same((await told(id)).map(({ type }) => type), ['started', 'paused'])
})

t.test('whatever is delivered twice takes effect once', async (t) => {
  const standing = async (): Promise<Body> => {
    const { rows: [row] } = await db.execute(sql`select
      (select jsonb_agg(d order by request_id) from deadlines d) as deadlines,
      (select jsonb_agg(e order by request_id, seq) from clock_entries e) as entries,
      (select jsonb_object_agg(type, times) from (select type, count(*) as times from events group by type) e) as events`)
    return row
  }
  const before = await standing()
  t.ok(before.entries.length > 40)
  at('2026-05-01T02:00:00Z')
  await db.execute(sql`update deliveries set state = 'pending' where consumer = 'deadline'`)
  room.waker.wake(['deadline'])
  await until(async () => {
    const { rows } = await db.execute(sql`select 1 from deliveries where consumer = 'deadline' and state <> 'done' limit 1`)
    return rows.length === 0
  })
  t.same(await standing(), before)
})

t.test('every stored deadline is what its entries say, and a change by hand is found', async (t) => {
  t.same(await verifyDays(db), [])
  const id = await file()
  await consult(id, '2026-03-04', '2026-03-25')
  await db.execute(sql`update deadlines set due_on = '2026-03-31', paused_until = null where request_id = ${id}`)
  t.match(await verifyDays(db), [
    { requestId: id, seq: null, field: 'dueOn', stored: '2026-03-31', computed: '2026-03-30' },
    { requestId: id, seq: null, field: 'pausedUntil', stored: null },
  ])
})

t.test('an open request without a live clock is counted, also before its receipt is confirmed', async (t) => {
  const id = await file()
  const before = await countRequestsWithoutDeadline(db)
  await counter.db.execute(sql`update requests set status = 'received' where id = ${id}`)
  await db.execute(sql`update deadlines set state = 'stopped' where request_id = ${id}`)
  t.equal(await countRequestsWithoutDeadline(db), before + 1)
})
