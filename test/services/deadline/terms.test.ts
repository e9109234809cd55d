import { sql } from 'drizzle-orm'
import t from 'tap'
import { v7 as uuidv7 } from 'uuid'
import type { EventData, EventType } from '@lightwell/events/contracts'
import { redateTerms } from '../../../services/deadline/commands/redate-terms.ts'
import { appendTo, openDeps } from '../../support/events.ts'
import { aFiling } from '../../support/builders.ts'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { must } from '../../support/story.ts'
import { termsToldIn } from '../../support/told.ts'
import { until } from './happenings.ts'

const house = await openTestHouse(t, { sweeping: false })
const { call } = house
const { deps: counter, clock } = await openDeps(t, 'intake', house.url)
const { deps: timer, clock: timerClock } = await openDeps(t, 'deadline', house.url)
const { db } = timer
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

async function file (changes: Record<string, unknown> = {}, as?: string): Promise<string> {
  at('2026-03-02T01:00:00Z')
  const { id } = await house.file(changes, as)
  await settled(id)
  return id
}

/** Something happens elsewhere on a day, and the room hears of it. */
async function tell<T extends EventType> (id: string, type: T, on: string, data: EventData<T>): Promise<void> {
  at(`${on}T02:00:00Z`)
  await appendTo(counter, id, type, data)
  await settled(id)
}

const list = async (query: string, as = supervisor): Promise<Body> => must<Body>(200, await call('GET', `/v1/terms?${query}`, { as }))
const termsOf = async (id: string, as = supervisor): Promise<Body[]> => (await list(`requestId=${id}&limit=100`, as)).items
const brief = (terms: readonly Body[]) => terms.map(({ kind, dueOn, state }) => `${kind} ${dueOn} ${state}`)
const open = (as: string, body: object): Promise<CallAnswer> => call('POST', '/v1/terms', { as, body })
const complete = (id: string, as: string, body: object = { on: '2026-03-02' }) => call('POST', `/v1/terms/${id}/completion`, { as, body })
const end = (id: string, as: string, body: object = { reason: '不再需要' }) => call('POST', `/v1/terms/${id}/ending`, { as, body })
const faultsOf = ({ status, body }: CallAnswer) => status === 422 ? body.errors.map(({ pointer, code }: Body) => `${pointer} ${code}`) : status

/** What the terms of a case told of themselves. */
async function told (id: string): Promise<string[]> {
  const { rows } = await db.execute<{ text: string }>(sql`select convert_from(bytes, 'UTF8') as text from events
    where case_id = ${id} and type like 'lightwell.term.%' order by version`)
  return rows.map(({ text }) => JSON.parse(text)).map(({ type, data }) => `${data.kind} ${type.split('.')[2]} ${data.state ?? data.dueOn}`)
}

const fax = { channel: 'fax', arrivedOn: '2026-03-02' }
const task = { kind: 'section_task', agency: 'XM', startsOn: '2026-03-02', dueOn: '2026-03-06', note: '查档案室2024年案卷' }

t.test('a receipt that a clerk confirms has its day; late it is missed, and never it ends with the request', async (t) => {
  const [inTime, late, never, letter, online] = [
    await file(fax, 'xm.clerk'), await file(fax, 'xm.clerk'), await file(fax, 'xm.clerk'),
    await file({ channel: 'letter', signedFor: false, arrivedOn: '2026-03-02' }, 'xm.clerk'), await file(),
  ]
  t.same(brief(await termsOf(inTime)), ['receipt_confirmation 2026-03-03 open'])
  t.match((await termsOf(inTime))[0], { duty: 'clerk', startedOn: '2026-03-02', subjectId: inTime })
  t.same(brief(await termsOf(letter)), ['receipt_confirmation 2026-03-02 open'], 'an ordinary letter on the day it arrives')
  t.same(await termsOf(online), [])
  must(200, await call('POST', `/v1/requests/${inTime}/receipt-confirmation`, { as: 'xm.clerk', body: { confirmedOn: '2026-03-02' } }))
  at('2026-03-05T01:00:00Z')
  must(200, await call('POST', `/v1/requests/${late}/receipt-confirmation`, { as: 'xm.clerk', body: { confirmedOn: '2026-03-05' } }))
  must(200, await call('POST', `/v1/requests/${never}/withdrawal`, { as: 'xm.clerk', body: { evidence: '书面撤回' } }))
  for (const id of [inTime, late, never]) await settled(id)
  t.same(brief([...await termsOf(inTime), ...await termsOf(late), ...await termsOf(never)]), [
    'receipt_confirmation 2026-03-03 met', 'receipt_confirmation 2026-03-03 missed', 'receipt_confirmation 2026-03-03 ended',
  ])
  t.same(await told(late), ['receipt_confirmation opened 2026-03-03', 'receipt_confirmation closed missed'])
})

t.test('the applicant’s day to reply: in time, too late, or never, which ends the other steps', async (t) => {
  const ask = async (id: string) => {
    const clarificationId = uuidv7()
    const data = { clarificationId, askedOn: '2026-03-04', respondBy: '2026-03-18', noticeId: uuidv7() }
    await tell(id, 'lightwell.request.clarification_requested.v1', '2026-03-04', data)
    return clarificationId
  }
  const answer = (id: string, clarificationId: string, answeredOn: string) =>
    tell(id, 'lightwell.request.clarified.v1', answeredOn, { clarificationId, answeredOn, personalHash: 'none' })
  const [inTime, late, silent] = [await file(), await file(), await file()]
  must(201, await open('xm.officer', { ...task, requestId: silent }))
  const asked = [await ask(inTime), await ask(late), await ask(silent)]
  t.match((await termsOf(inTime))[0], { kind: 'clarification_reply', dueOn: '2026-03-18', duty: 'applicant', startedOn: '2026-03-04' })
  await answer(inTime, asked[0]!, '2026-03-18')
  await answer(late, asked[1]!, '2026-03-19')
  await tell(silent, 'lightwell.request.lapsed.v1', '2026-03-23', { cause: 'clarification', lapsedOn: '2026-03-23', noticeId: uuidv7() })
  t.same(brief([...await termsOf(inTime), ...await termsOf(late), ...await termsOf(silent)]), [
    'clarification_reply 2026-03-18 met', 'clarification_reply 2026-03-18 missed',
    'section_task 2026-03-06 ended', 'clarification_reply 2026-03-18 missed',
  ])
})

t.test('who is consulted need not answer: the day closes by itself, in the calendar of who answers', async (t) => {
  const id = await file()
  const consultationId = uuidv7()
  await tell(id, 'lightwell.consultation.served.v1', '2026-03-04', { consultationId, servedOn: '2026-03-04', answerBy: '2026-03-25' })
  t.match(await termsOf(id), [{ kind: 'consultation_answer', dueOn: '2026-03-25', duty: null, state: 'open' }])
  at('2026-03-26T01:00:00Z')
  t.match(await termsOf(id), [{ state: 'ended', overdue: false }])
  t.same((await list(`requestId=${id}&state=overdue`)).items, [])
  t.equal((await list(`requestId=${id}&state=ended`)).items.length, 1)
  t.same((await list(`requestId=${id}&state=open`)).items, [])
  await tell(id, 'lightwell.consultation.closed.v1', '2026-03-27', { consultationId, answer: 'agrees', answeredOn: '2026-03-27' })
  t.match(await termsOf(id), [{ state: 'missed' }], 'an answer that comes all the same is written down')
})

t.test('a fee is paid in time or late, let off, or never paid', async (t) => {
  const ids = [await file({ agency: 'CITY' }), await file({ agency: 'CITY' }), await file({ agency: 'CITY' }), await file({ agency: 'CITY' })]
  const fees = ids.map(() => uuidv7())
  for (const [place, id] of ids.entries()) {
    await tell(id, 'lightwell.fee.charged.v1', '2026-03-03', { feeId: fees[place]!, noticedOn: '2026-03-03', payBy: '2026-03-31', noticeId: uuidv7() })
  }
  const { terms } = (await call('GET', `/v1/deadlines/${ids[0]}`, { as: supervisor, headers: { 'accept-language': 'en' } })).body
  t.match(terms, [{ kind: 'fee_payment', name: 'The applicant pays the fee', dueOn: '2026-03-31', state: 'open', overdue: false }])
  await tell(ids[0]!, 'lightwell.fee.paid.v1', '2026-03-31', { feeId: fees[0]!, paidOn: '2026-03-31' })
  await tell(ids[1]!, 'lightwell.fee.paid.v1', '2026-04-01', { feeId: fees[1]!, paidOn: '2026-04-01' })
  await tell(ids[2]!, 'lightwell.fee.waived.v1', '2026-04-01', { feeId: fees[2]!, waivedOn: '2026-04-01' })
  await tell(ids[3]!, 'lightwell.request.lapsed.v1', '2026-04-02', { cause: 'fee', lapsedOn: '2026-04-02', noticeId: uuidv7() })
  const states = await Promise.all(ids.map(async (id) => (await termsOf(id))[0].state))
  t.same(states, ['met', 'missed', 'ended', 'missed'])
})

t.test('a fact that is told again opens and closes nothing again', async (t) => {
  const id = await file()
  const served = { consultationId: uuidv7(), servedOn: '2026-03-04', answerBy: '2026-03-25' }
  const closed = { consultationId: served.consultationId, answer: 'agrees', answeredOn: '2026-03-05' }
  for (const on of ['2026-03-04', '2026-03-06']) {
    await tell(id, 'lightwell.consultation.served.v1', on, served)
    await tell(id, 'lightwell.consultation.closed.v1', on, closed)
  }
  t.same(await told(id), ['consultation_answer opened 2026-03-25', 'consultation_answer closed met'])
})

t.test('steps end with the way to the answer; a leak has to be reported all the same, and cases pass on with all their days', async (t) => {
  const id = await file()
  must(201, await open('xm.officer', { ...task, requestId: id }))
  const leak = must<Body>(201, await open('xm.review2', {
    kind: 'leak_report', agency: 'XM', requestId: id, startsAt: '2026-03-02T09:00:00+08:00', note: '误传文件',
  }))
  t.match(leak, { dueAt: '2026-03-03T01:00:00.000Z', startedOn: '2026-03-02' })
  await tell(id, 'lightwell.request.passed_on.v1', '2026-03-03', { fromAgency: 'XM', toAgency: 'CS' })
  t.same((await termsOf(id)).map(({ agency, kind }) => `${agency} ${kind}`), ['CS leak_report', 'CS section_task'])
  await tell(id, 'lightwell.request.transferred.v1', '2026-03-05', {
    toAgency: 'AQ', requestId: uuidv7(), transferredOn: '2026-03-05', noticeId: uuidv7(),
  })
  t.same(brief(await termsOf(id)), ['leak_report 2026-03-03 open', 'section_task 2026-03-06 ended'])
})

t.test('rule: what the law counts is not said by anyone, and what it leaves open must be', async (t) => {
  at('2026-03-02T01:00:00Z')
  const note = '某事'
  const base = { agency: 'XM', startsOn: '2026-03-02', note }
  const requestId = await file()
  const ofCity = await file({ agency: 'CITY' })
  const cases: [string, string, object, string[]][] = [
    ['a counted day', 'xm.head', { ...base, kind: 'normative_document', dueOn: '2026-03-30' }, ['/dueOn day_is_counted']],
    ['no day', 'xm.head', { ...base, kind: 'secrecy_period' }, ['/dueOn required']],
    ['a day before the start', 'xm.head', { ...base, kind: 'secrecy_period', dueOn: '2026-03-01' }, ['/dueOn before_start']],
    ['a start to come', 'xm.head', { ...base, kind: 'normative_document', startsOn: '2026-03-03' }, ['/startsOn in_the_future']],
    ['hours from a day', 'xm.head', { ...base, kind: 'leak_report' }, ['/startsOn not_for_this_kind', '/startsAt required']],
    ['an instant without offset', 'xm.head', { agency: 'XM', note, kind: 'leak_report', startsAt: '2026-03-02T09:00:00' }, ['/startsAt not_an_instant']],
    ['an instant to come', 'xm.head', { agency: 'XM', note, kind: 'leak_report', startsAt: '2026-03-02T09:00:01+08:00' }, ['/startsAt in_the_future']],
    ['a task in no request', 'xm.officer', task, ['/requestId required']],
    ['a publication in a request', 'xm.officer', { ...base, kind: 'proactive_publication', requestId }, ['/requestId not_for_this_kind']],
    ['a request of another body', 'xm.officer', { ...task, requestId: ofCity }, ['/requestId unknown_request']],
    ['no request at all', 'xm.officer', { ...task, requestId: uuidv7() }, ['/requestId unknown_request']],
    ['months without a plan', 'xm.officer', { ...base, kind: 'proactive_publication', everyMonths: 3 }, ['/everyMonths not_for_this_kind']],
    ['a plan without months', 'xm.officer', { ...base, kind: 'periodic_publication', dueOn: '2026-04-01' }, ['/everyMonths required', '/dueOn day_is_counted']],
    ['another duty', 'xm.head', { ...base, kind: 'secrecy_period', dueOn: '2026-03-30', duty: 'clerk' }, ['/duty duty_is_fixed']],
    ['a mark', 'xm.head', { ...base, kind: 'secrecy_period', dueOn: '2026-03-30', note: '机密★10年 某文件' }, ['/note mark_in_text']],
    ['a body under no law', supervisor, { ...base, kind: 'rectification', agency: 'BMJ', dueOn: '2026-03-30' }, ['/kind not_in_regime']],
    ['no body', supervisor, { ...base, kind: 'rectification', agency: 'NONE', dueOn: '2026-03-30' }, ['/agency unknown_agency']],
    ['shape and rule at once', 'xm.head', { ...base, kind: 'secrecy_period', note: ' ', startsOn: '2026-03-09', more: 1 },
      ['/more unknown_field', '/note wrong_format', '/startsOn in_the_future', '/dueOn required']],
    ['a kind that no person opens', 'xm.head', { ...base, kind: 'lawsuit' }, ['/kind not_listed']],
    ['a name of every object', 'xm.head', { ...base, kind: 'constructor' }, ['/kind not_listed']],
    ['a request by another name', 'xm.officer', { ...task, requestId: 'x' }, ['/requestId wrong_format']],
  ]
  for (const [name, as, body, faults] of cases) t.same((faultsOf(await open(as, body)) as string[]).toSorted(), faults.toSorted(), name)
})

t.test('rule: each kind has those who may open it, and those who may close it', async (t) => {
  at('2026-03-02T01:00:00Z')
  const body = { agency: 'XM', kind: 'referral_report', startsOn: '2026-03-02', note: '会议纪要是否涉密' }
  for (const [as, status] of [[undefined, 401], ['cs.head', 404], ['xm.clerk', 403], ['xm.review1', 403], [supervisor, 403]] as const) {
    t.equal((await call('POST', '/v1/terms', { body, ...as !== undefined && { as } })).status, status, String(as))
  }
  const report = must<Body>(201, await open('xm.officer', body))
  t.match(report, { dueOn: '2026-03-16', duty: 'secrecy', requestId: null, article: /《中华人民共和国保守国家秘密法实施条例》第二十五条第一款/ })
  t.equal((await complete(report.id, 'xm.officer')).status, 403)
  t.equal((await complete(report.id, 'cs.head')).status, 404)
  t.equal((await call('GET', `/v1/terms/${report.id}`)).status, 401)
  t.same(faultsOf(await complete(report.id, 'xm.review2', { on: '2026-03-03', note: '绝密★长期' })), ['/on in_the_future', '/note mark_in_text'])
  t.same(faultsOf(await complete(report.id, 'xm.review2', { on: '2026-03-01' })), ['/on before_start'])
  t.same(faultsOf(await complete(report.id, 'xm.review2', {})), ['/on required'])
  t.same(faultsOf(await end(report.id, 'xm.review2', { reason: '' })), ['/reason too_short'])
  t.match(await end(report.id, supervisor), { status: 403 })
  t.match(must(200, await end(report.id, 'xm.review2')), { state: 'ended', closeNote: '不再需要', closedOn: '2026-03-02' })
  t.match(await end(report.id, 'xm.review2'), { status: 409, body: { code: 'term_closed' } })

  const id = await file(fax, 'xm.clerk')
  const [confirmation] = await termsOf(id)
  t.match(await complete(confirmation.id, 'xm.clerk'), { status: 409, body: { code: 'term_closes_by_act' } })
  const named = must<Body>(201, await open('xm.officer', { ...task, requestId: id, duty: 'clerk' }))
  t.match(must(200, await complete(named.id, 'xm.clerk')), { state: 'met' }, 'whoever must do it may say that it is done')
  must(200, await call('POST', `/v1/requests/${id}/withdrawal`, { as: 'xm.clerk', body: { evidence: '书面撤回' } }))
  t.match(await open('xm.officer', { ...task, requestId: id }), { status: 409, body: { code: 'term_request_closed' } })
})

t.test('rule: of two who close a term at once one does, and a plan goes on once', async (t) => {
  at('2026-03-02T01:00:00Z')
  const plan = { kind: 'periodic_publication', agency: 'AQ', startsOn: '2026-01-31', everyMonths: 1, note: '惠农补贴' }
  const key = { 'idempotency-key': '"a-plan-of-the-bureau"' }
  const [one, again] = [await call('POST', '/v1/terms', { as: 'aq.head', body: plan, headers: key }), await call('POST', '/v1/terms', { as: 'aq.head', body: plan, headers: key })]
  t.equal(one.body.id, again.body.id)
  t.equal(one.headers.get('location'), `/v1/terms/${one.body.id}`)
  t.equal(one.body.dueOn, '2026-02-28')
  const { headers } = await call('GET', `/v1/terms/${one.body.id}`, { as: 'aq.head' })
  const answers = await Promise.all(['aq.head', 'aq.officer', 'aq.head'].map((as) => complete(one.body.id, as)))
  t.same(answers.map(({ status }) => status).toSorted(), [200, 409, 409])
  const { items: [next, ...others] } = await list('agency=AQ&kind=periodic_publication&state=open')
  t.match(next, { dueOn: '2026-03-31', subjectId: one.body.id })
  t.same(others, [])
  const stale = await call('POST', `/v1/terms/${next.id}/ending`, {
    as: 'aq.head', body: { reason: '计划调整' }, headers: { 'if-match': headers.get('etag') ?? '' },
  })
  t.equal(stale.status, 412)
})

t.test('the list is read page by page, the earliest due first, by what is asked', async (t) => {
  at('2026-03-02T01:00:00Z')
  const note = '预算公开'
  for (const startsOn of ['2026-02-02', '2026-02-03', '2026-02-04', '2026-02-04', '2026-02-05']) {
    must(201, await open('cs.officer', { kind: 'normative_document', agency: 'CS', startsOn, note }))
  }
  const days: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Body = await list(`agency=CS&kind=normative_document&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`, 'cs.head')
    days.push(...page.items.map(({ dueOn }: Body) => dueOn))
    cursor = page.nextCursor
  }
  t.same(days, ['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-06', '2026-03-07'])
  t.equal((await list('agency=CS&kind=normative_document&dueBy=2026-03-06', 'cs.head')).items.length, 4)
  at('2026-03-05T17:00:00Z')
  t.equal((await list('kind=normative_document&state=overdue&duty=officer', 'cs.officer')).items.length, 2)
  t.same((await list('state=overdue&kind=normative_document&agency=CS&duty=head')).items, [])
  t.equal((await call('GET', '/v1/terms?agency=CS', { as: 'xm.head' })).status, 404)
  t.equal((await call('GET', '/v1/terms')).status, 401)
  t.same(faultsOf(await call('GET', '/v1/terms?cursor=x', { as: 'cs.head' })), ['/cursor wrong_cursor'])
  t.same(faultsOf(await call('GET', '/v1/terms?kind=x', { as: 'cs.head' })), ['/kind not_listed'])
})

t.test('a term that comes near is told at its midnights, and once, however late somebody looks', async (t) => {
  at('2026-03-20T01:00:00Z')
  const note = '听证公告'
  const walked = must<Body>(201, await open('city.officer', { kind: 'proactive_publication', agency: 'CITY', startsOn: '2026-03-20', note }))
  const missed = must<Body>(201, await open('city.officer', { kind: 'proactive_publication', agency: 'CITY', startsOn: '2026-03-19', note }))
  t.match(walked, { dueOn: '2026-04-20', state: 'open', overdue: false })
  const tales = async ({ id }: Body) => (await termsToldIn(house)).get(id) ?? []
  must(200, await complete(missed.id, 'city.officer', { on: '2026-03-20' }))
  for (const [instant, expected] of [
    ['2026-04-14T15:59:59Z', []], ['2026-04-14T16:00:00Z', ['3 left of 2026-04-20']],
    ['2026-04-16T16:00:00Z', ['3 left of 2026-04-20', '1 left of 2026-04-20']],
    ['2026-04-20T15:59:59Z', ['3 left of 2026-04-20', '1 left of 2026-04-20']],
    ['2026-04-20T16:00:00Z', ['3 left of 2026-04-20', '1 left of 2026-04-20', '2026-04-20 passed']],
    ['2026-05-20T16:00:00Z', ['3 left of 2026-04-20', '1 left of 2026-04-20', '2026-04-20 passed']],
  ] as const) {
    at(instant)
    await house.swept()
    t.same(await tales(walked), expected, instant)
  }
  t.same(await tales(missed), [], 'of what is done nothing is told')
})

t.test('a changed calendar moves what the law counts, and no day that a paper named', async (t) => {
  at('2026-12-11T01:00:00Z')
  const counted = must<Body>(201, await open('city.officer', {
    kind: 'proactive_publication', agency: 'CITY', startsOn: '2026-12-11', note: '年度计划',
  }))
  const named = must<Body>(201, await open(supervisor, {
    kind: 'rectification', agency: 'CITY', startsOn: '2026-12-11', dueOn: '2027-01-08', note: '限期整改',
  }))
  t.match(counted, { dueOn: '2027-01-08', provisional: true })
  const etag = (await call('GET', '/v1/calendars/CN')).headers.get('etag') as string
  const year = {
    notices: [{ number: '国办发明电〔2026〕11号', issued: '2026-11-05', about: '2027年部分节假日安排' }],
    offDays: [{ date: '2027-01-01', name: '元旦' }, { date: '2027-01-04', name: '元旦' }], makeUpWorkingDays: ['2027-01-09'],
  }
  must(200, await call('PUT', '/v1/calendars/CN/2027', { as: 'city.admin', body: year, headers: { 'if-match': etag } }))
  await house.swept()
  const moved = (await call('GET', `/v1/terms/${counted.id}`, { as: 'city.head' })).body
  t.match(moved, { dueOn: '2027-01-11', provisional: false })
  t.match(moved.explanation.at(-1), { date: '2027-01-11', counted: true, n: 20 })
  t.not(moved.calendar.version, counted.calendar.version)
  t.match(await told(counted.id), ['proactive_publication opened 2027-01-08', 'proactive_publication redated 2027-01-11'])
  t.match((await call('GET', `/v1/terms/${named.id}`, { as: 'city.head' })).body, { dueOn: '2027-01-08', dayNamed: true })
  t.same(await told(named.id), ['rectification opened 2027-01-08'])
  const { rows } = await db.execute(sql`select 1 from terms t join calendars c on c.id = t.calendar_id
    where t.state = 'open' and not t.day_told and t.calendar_version <> c.version`)
  t.same(rows, [], 'and no open term is left behind')
})

t.test('a last day that was over has passed, though a changed calendar would have moved it: it is told before it moves', async (t) => {
  at('2026-12-11T01:00:00Z')
  const due = must<Body>(201, await open('city.officer', {
    kind: 'proactive_publication', agency: 'CITY', startsOn: '2026-12-11', note: '季度报告',
  }))
  t.match(due, { dueOn: '2027-01-11' })
  at('2027-01-12T01:00:00Z')
  timerClock.at = new Date('2027-01-12T01:00:00Z')
  const etag = (await call('GET', '/v1/calendars/CN')).headers.get('etag') as string
  const year = {
    notices: [{ number: '国办发明电〔2027〕1号', issued: '2027-01-11', about: '2027年部分节假日安排的补充通知' }],
    offDays: ['2027-01-01', '2027-01-04', '2027-01-11'].map((date) => ({ date, name: '元旦' })), makeUpWorkingDays: [],
  }
  must(200, await call('PUT', '/v1/calendars/CN/2027', { as: 'city.admin', body: year, headers: { 'if-match': etag } }))
  while (await redateTerms.run(timer) > 0) continue
  t.match((await call('GET', `/v1/terms/${due.id}`, { as: 'city.head' })).body, { dueOn: '2027-01-11', overdue: true })
  await house.swept()
  t.same(await told(due.id), ['opened 2027-01-11', 'passed 2027-01-11', 'redated 2027-01-13', 'approaching 2027-01-13']
    .map((event) => `proactive_publication ${event}`))
})

t.test('what ends without a word of the agency is contested too: the paper that says so opens its windows', async (t) => {
  const id = await file({ ...aFiling(), agency: 'CITY', delivery: { format: 'paper', method: 'post' } })
  const asked = must<Body>(201, await call('POST', `/v1/requests/${id}/clarifications`, {
    as: 'city.officer', body: { items: ['请写明年度'], respondBy: '2026-03-09' },
  }))
  const serve = (noticeId: string, on: string) => call('POST', `/v1/notices/${noticeId}/service`, {
    as: 'city.clerk', body: { method: 'post', on, evidence: '挂号信回执' },
  })
  must(200, await serve(asked.noticeId, '2026-03-02'))
  at('2026-03-11T01:00:00Z')
  must(200, await call('POST', `/v1/clarifications/${asked.id}/lapse`, {
    as: 'city.officer', body: { reason: '通知已送达，申请人未说明任何困难。' },
  }))
  const { notices } = must<Body>(200, await call('GET', `/v1/requests/${id}`, { as: 'city.officer' }))
  must(200, await serve(notices.find(({ kind }: Body) => kind === 'lapse').id, '2026-03-11'))
  await settled(id)
  t.same(brief(await termsOf(id)), [
    'clarification_reply 2026-03-09 missed', 'reconsideration 2026-05-11 open', 'lawsuit 2026-09-11 open',
  ])
})
