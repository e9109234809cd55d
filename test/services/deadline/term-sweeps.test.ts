import t from 'tap'
import { sql } from 'drizzle-orm'
import { passOnTerms } from '../../../services/deadline/commands/pass-on-terms.ts'
import { redateDeadlines } from '../../../services/deadline/commands/redate-deadlines.ts'
import { redateTerms } from '../../../services/deadline/commands/redate-terms.ts'
import { verifyDays } from '../../../services/deadline/verify-days.ts'
import { appendTo, openDeps } from '../../support/events.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { must } from '../../support/story.ts'
import { termsToldIn } from '../../support/told.ts'

const house = await openTestHouse(t, { sweeping: false })
const { call } = house
const { deps: timer } = await openDeps(t, 'deadline', house.url)
const { deps: counter } = await openDeps(t, 'intake', house.url)
const { db } = timer
const supervisor = 'jcj.supervisor'

const open = async (as: string, body: object): Promise<Body> => must<Body>(201, await call('POST', '/v1/terms', { as, body }))
const read = async (id: string, as = supervisor): Promise<Body> => must<Body>(200, await call('GET', `/v1/terms/${id}`, { as }))

async function publish (...daysOff: string[]): Promise<void> {
  const etag = (await call('GET', '/v1/calendars/CN')).headers.get('etag') as string
  const year = {
    notices: [{ number: '国办发明电〔2026〕11号', issued: '2026-11-05', about: '2027年部分节假日安排' }],
    offDays: daysOff.map((date) => ({ date, name: '元旦' })), makeUpWorkingDays: [],
  }
  must(200, await call('PUT', '/v1/calendars/CN/2027', { as: 'city.admin', body: year, headers: { 'if-match': etag } }))
}

const revision = async (): Promise<Body> => (must<Body>(200, await call('GET', '/v1/calendars/CN/versions', { as: 'city.admin' }))).items[0]

t.test('a day that moved away and came back is not told again, and a calendar is applied once terms are counted by it too', async (t) => {
  house.clock.set('2026-12-11T01:00:00Z')
  const { id } = await open('city.officer', { kind: 'proactive_publication', agency: 'CITY', startsOn: '2026-12-11', note: '年度计划' })
  await publish('2027-01-01')
  t.equal((await revision()).appliedAt, null)
  await redateDeadlines.run(timer)
  t.equal((await revision()).appliedAt, null, 'no deadline is left, but a term is')
  while (await redateTerms.run(timer) > 0) continue
  await redateDeadlines.run(timer)
  t.not((await revision()).appliedAt, null)
  house.clock.set('2027-01-08T17:00:00Z')
  await house.swept()
  t.equal((await read(id)).dueOn, '2027-01-11')
  const told = ['1 left of 2027-01-11']
  t.same((await termsToldIn(house)).get(id), told)
  await publish('2027-01-01', '2027-01-05', '2027-01-06', '2027-01-07', '2027-01-08')
  await house.swept()
  t.equal((await read(id)).dueOn, '2027-01-15')
  await publish('2027-01-01')
  await house.swept()
  t.equal((await read(id)).dueOn, '2027-01-11')
  t.same((await termsToldIn(house)).get(id), told, 'once of each day')
  house.clock.set('2027-01-11T17:00:00Z')
  await house.swept()
  t.same((await termsToldIn(house)).get(id), [...told, '2027-01-11 passed'])
})

t.test('a verification counts terms anew, those that the law counts and those that a paper names', async (t) => {
  t.same(await verifyDays(db), [])
  house.clock.set('2027-01-12T01:00:00Z')
  const counted = await open('city.officer', { kind: 'proactive_publication', agency: 'CITY', startsOn: '2027-01-12', note: '季度报告' })
  const named = await open(supervisor, { kind: 'rectification', agency: 'CITY', startsOn: '2027-01-12', dueOn: '2027-01-29', note: '限期整改' })
  await db.execute(sql`update terms set due_on = '2027-03-01' where id = ${counted.id}`)
  await db.execute(sql`update terms set due_at = '2027-02-01T16:00:00Z' where id = ${named.id}`)
  const faults = [
    { requestId: null, seq: null, termId: counted.id, field: 'dueOn', stored: '2027-03-01', computed: counted.dueOn },
    { requestId: null, seq: null, termId: named.id, field: 'dueAt', computed: named.dueAt },
  ]
  t.match(must(200, await call('POST', '/v1/deadlines/verifications', { as: supervisor })), { faults, unverifiable: 0, nextCursor: null })
  const checked: number[] = []
  for (let after: string | null | undefined; after !== null;) {
    const part: Body = must(200, await call('POST', '/v1/deadlines/verifications', { as: supervisor, body: { limit: 1, ...after && { after } } }))
    checked.push(part.checked)
    after = part.nextCursor
  }
  t.equal(checked.reduce((sum, one) => sum + one), 3, 'one by one they are as many')
  await db.execute(sql`update terms set due_on = ${counted.dueOn} where id = ${counted.id}`)
  await db.execute(sql`update terms set due_at = ${named.dueAt} where id = ${named.id}`)
  t.same(await verifyDays(db), [])
})

t.test('what is still open of a body that ended passes to its successor, each term once', async (t) => {
  house.clock.set('2027-01-13T01:00:00Z')
  const own = await open(supervisor, { kind: 'rectification', agency: 'AQ', startsOn: '2027-01-12', dueOn: '2027-01-29', note: '限期整改' })
  const plan = await open('aq.head', { kind: 'periodic_publication', agency: 'AQ', startsOn: '2027-01-12', everyMonths: 1, note: '惠农补贴' })
  const { id } = await house.file({ agency: 'AQ' })
  const of = { agency: 'AQ', requestId: id, startsOn: '2027-01-12', dueOn: '2027-01-29' }
  const secret = await open('aq.head', { ...of, kind: 'secrecy_period', note: '保密期限' })
  const other = await open('aq.head', { ...of, kind: 'referral_report', dueOn: undefined, note: '不明确事项' })
  const going = await house.file({ agency: 'AQ' })
  const task = await open('aq.officer', { ...of, kind: 'section_task', requestId: going.id, note: '查档' })
  must(200, await call('POST', `/v1/requests/${id}/withdrawal`, { as: 'aq.clerk', body: { evidence: '书面撤回' } }))
  await house.swept()
  // As a merger leaves it that has not passed all its open cases on yet.
  await counter.db.execute(sql`update agencies set successor_code = 'XM', ended_on = '2027-01-13' where code = 'AQ'`)
  await counter.db.execute(sql`update agencies set successor_code = 'CS', ended_on = '2027-01-13' where code = 'XM'`)
  t.equal(await passOnTerms.run(timer), 3, 'of each case one at a time')
  t.equal(await passOnTerms.run(timer), 1)
  t.equal(await passOnTerms.run(timer), 0)
  for (const term of [own, plan, secret, other]) t.match(await read(term.id, 'cs.head'), { agency: 'CS', state: 'open' }, term.kind)
  t.match(await read(task.id), { agency: 'AQ' }, 'an open request takes its own along')
  await appendTo(counter, going.id, 'lightwell.request.passed_on.v1', { fromAgency: 'AQ', toAgency: 'CS' })
  await house.swept()
  t.match(await read(task.id), { agency: 'CS' })
  const { rows } = await db.execute<{ data: Body, head: string }>(sql`
    select convert_from(e.bytes, 'UTF8')::jsonb -> 'data' as data, h.agency_code as head from events e join case_heads h on h.id = e.case_id
    where e.type = 'lightwell.term.passed_on.v1' order by e.version`)
  t.same(new Set(rows.map(({ data }) => data.termId)), new Set([own, plan, secret, other].map((term) => term.id)))
  t.equal(rows.length, 4)
  t.ok(rows.every(({ data }) => data.fromAgency === 'AQ' && data.toAgency === 'CS'))
  must(200, await call('POST', `/v1/terms/${plan.id}/completion`, { as: 'cs.head', body: { on: '2027-01-13' } }))
  const next = must<Body>(200, await call('GET', '/v1/terms?agency=CS&kind=periodic_publication&state=open', { as: 'cs.head' }))
  t.match(next.items, [{ agency: 'CS', subjectId: plan.id }], 'and the successor goes on with the plan')
})
