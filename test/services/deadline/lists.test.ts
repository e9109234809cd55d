import { sql, type SQL } from 'drizzle-orm'
import t from 'tap'
import type { Database } from '@lightwell/database/connect'
import { listDeadlines, type DeadlineQuery } from '../../../services/deadline/store/list-deadlines.ts'
import { openTestHouse } from '../../support/house.ts'
import { fillRequests } from '../../support/many-requests.ts'
import { servesNotices, until } from './happenings.ts'

const now = new Date('2026-03-02T01:00:00Z')
const filled = await openTestHouse(t, { now: now.toISOString() })
await fillRequests(filled.url, { count: 20_000, now, overdueShare: 0.1 })
const { db } = filled.connection('deadline')

const house = await openTestHouse(t, { now: now.toISOString() })
const serve = servesNotices(t, house)

async function fileAt (at: string, changes: Record<string, unknown> = {}): Promise<string> {
  house.clock.set(at)
  const { id } = await house.file(changes)
  await until(async () => (await get(`/${id}`)).body.state === 'running')
  return id
}

async function get (query: string, as = 'jcj.supervisor') {
  return await house.call('GET', `/v1/deadlines${query}`, { as })
}

async function idsOf (query: string, as?: string): Promise<string[]> {
  const { status, body, text } = await get(query, as)
  if (status !== 200) throw new Error(text)
  return body.items.map((item: { requestId: string }) => item.requestId)
}

// Due 9, 10, 11 March; 30 March; 8 April (two agencies).
const first = await fileAt('2026-03-02T01:00:00Z')
const second = await fileAt('2026-03-03T01:00:00Z')
const third = await fileAt('2026-03-04T01:00:00Z', { agency: 'CS' })
const national = await fileAt('2026-03-02T02:00:00Z', { agency: 'CITY' })
const later = await fileAt('2026-03-31T02:00:00Z')
house.clock.set('2026-03-06T02:00:00Z')
await serve(second, '2026-03-06')
house.clock.set('2026-03-12T02:00:00Z')
await serve(first, '2026-03-12')
house.clock.set('2026-04-01T02:00:00Z')

t.test('deadlines come in the order in which they fall due', async (t) => {
  t.same(await idsOf(''), [first, second, third, national, later])
  t.same(await idsOf('?state=running'), [third, national, later])
  t.same(await idsOf('?state=met'), [second])
  t.same(await idsOf('?state=missed'), [first])
  t.same(await idsOf('?state=paused'), [])
  t.same(await idsOf('?agency=XM'), [first, second, later])
  t.same(await idsOf('?agency=XM&state=running'), [later])
})

t.test('the overdue ones come longest late first', async (t) => {
  t.same(await idsOf('?overdue=true'), [third, national])
  t.same(await idsOf('?overdue'), [third, national])
  t.same(await idsOf('?overdue=true&agency=CS'), [third])
  t.same(await idsOf('?overdue=true&agency=XM'), [])
  t.same(await idsOf('?overdue=true&state=running'), [third, national])
  t.same(await idsOf('?overdue=true&state=met'), [])
  t.same(await idsOf('?overdue=false'), [first, second, later])
  t.same(await idsOf('?overdue=false&state=running'), [later])
  t.match((await get('?overdue=true')).body.items[0], {
    requestId: third, receiptNumber: /^CS-20260304-/, agency: 'CS', state: 'running', dueOn: '2026-03-11',
    dueAt: '2026-03-11T16:00:00.000Z', overdue: true, workingDaysLeft: 0, workingDaysLate: 15,
  })
})

t.test('an earlier instant is answered as it stood then', async (t) => {
  const asOf = (instant: string, more = '') => idsOf(`?asOf=${encodeURIComponent(instant)}${more}`)
  t.same(await asOf('2026-03-02T01:00:00Z'), [first], 'to the instant of the entry')
  t.same(await asOf('2026-03-05T00:00:00+08:00'), [first, second, third, national])
  t.same(await asOf('2026-03-05T00:00:00+08:00', '&state=running'), [first, second, third, national])
  t.same(await asOf('2026-03-10T00:00:00+08:00', '&overdue=true'), [first], 'from the first late instant')
  t.same(await asOf('2026-03-09T23:59:59+08:00', '&overdue=true'), [])
  t.same(await asOf('2026-03-12T09:00:00+08:00', '&overdue=true'), [first, third], 'answered an hour later')
  t.same(await asOf('2026-03-12T11:00:00+08:00', '&overdue=true'), [third])
  t.same(await asOf('2026-03-12T09:00:00+08:00', '&overdue=true&agency=XM'), [first])
  t.same(await asOf('2026-03-12T09:00:00+08:00', '&state=met'), [second])
  t.same(await asOf('2026-05-01T00:00:00+08:00', '&overdue=true'), [third, national, later], 'an instant to come')
  const { body } = await get('?asOf=2026-03-12T09:00:00+08:00&overdue=true')
  t.match(body.items[0], { requestId: first, state: 'running', answeredOn: null, overdue: true, workingDaysLate: 3 })
})

t.test('pages follow each other without gap or repeat', async (t) => {
  const asOf = '?limit=2&asOf=2026-03-12T09:00:00Z'
  for (const query of ['?limit=2', asOf, '?limit=1&overdue=true', '?limit=1&agency=XM']) {
    const whole = await idsOf(query.replace(/limit=\d/, 'limit=100'))
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const { body } = await get(`${query}${cursor === null ? '' : `&cursor=${cursor}`}`)
      seen.push(...body.items.map((item: { requestId: string }) => item.requestId))
      cursor = body.nextCursor
    } while (cursor !== null)
    t.same(seen, whole, query)
  }
})

t.test('staff list their own agency; applicants and portals list nothing', async (t) => {
  t.same(await idsOf('', 'xm.officer'), [first, second, later])
  t.same(await idsOf('?overdue=true', 'cs.head'), [third])
  t.same(await idsOf('?agency=XM', 'xm.clerk'), [first, second, later])
  t.equal((await get('?agency=CS', 'xm.officer')).status, 404)
  t.equal((await get('', 'portal')).status, 403)
  t.equal((await house.call('GET', '/v1/deadlines')).status, 401)
})

t.test('a query that cannot be read is refused with its faults', async (t) => {
  const refused = await get('?asOf=yesterday')
  t.match(refused, { status: 422, body: { errors: [{ pointer: '/asOf', code: 'not_an_instant' }] } })
  const forged = Buffer.from(JSON.stringify(['2026-03-11T16:00:00Z', 'mine'])).toString('base64url')
  t.match(await get(`?cursor=${forged}`), { status: 422, body: { errors: [{ pointer: '/cursor' }] } })
  for (const query of ['?limit=0', '?limit=101', '?overdue=maybe', '?state=late', '?cursor=x', '?sort=asc']) {
    t.equal((await get(query)).status, 422, query)
  }
  for (const agency of ['', 'xm', '%00', 'XM%00', 'XM%0A']) {
    const answer = await get(`?agency=${agency}`)
    t.match(answer, { status: 422, body: { errors: [{ pointer: '/agency' }] } }, `an agency ${agency}`)
  }
})

const everything: DeadlineQuery = {
  agencies: 'all', state: undefined, overdue: undefined, at: now, history: false, after: undefined, limit: 50,
}

type Plan = Record<string, unknown> & {
  'Node Type': string, 'Actual Rows': number, 'Actual Loops': number, Plans?: Plan[]
}

/** The steps of the plan that the query ran by, with the rows that each touched. */
async function stepsOf (query: DeadlineQuery): Promise<Plan[]> {
  let steps: Plan[] = []
  const explaining = {
    async execute (statement: SQL) {
      const analysed = sql`explain (analyze, format json) ${statement}`
      const { rows } = await db.execute<{ 'QUERY PLAN': { Plan: Plan }[] }>(analysed)
      steps = flatten(rows[0]!['QUERY PLAN'][0]!.Plan)
      return { rows: [] }
    },
  }
  await listDeadlines(explaining as unknown as Database, query)
  return steps
}

function flatten (plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(flatten)]
}

/** How many rows of deadlines were read, those thrown away included. */
function rowsRead (steps: readonly Plan[]): number {
  return steps.filter((step) => step['Relation Name'] === 'deadlines').reduce((sum, step) =>
    sum + (step['Actual Rows'] + Number(step['Rows Removed by Filter'] ?? 0)) * step['Actual Loops'], 0)
}

const queries: [string, Partial<DeadlineQuery>, string][] = [
  ['all', {}, 'deadlines_by_due'],
  ['all that is overdue', { overdue: true }, 'deadlines_running_by_due'],
  ['all of a state', { state: 'met' }, 'deadlines_by_agency'],
  ['all of a rare state', { state: 'paused' }, 'deadlines_by_agency'],
  ['an agency', { agencies: ['CS'] }, 'deadlines_by_agency'],
  ['what is overdue at an agency', { agencies: ['CS'], overdue: true }, 'deadlines_'],
  ['what runs at some agencies', { agencies: ['CS', 'AQ'], state: 'running' }, 'deadlines_'],
]

t.test('a page is read along an index, whatever is asked, and hardly more than the page', async (t) => {
  for (const [name, query, index] of queries) {
    const steps = await stepsOf({ ...everything, ...query })
    const used = steps.map((step) => step['Index Name']).filter((one) => String(one).startsWith(index))
    t.ok(used.length > 0, `${name} walks ${index}`)
    t.notOk(steps.some((step) => step['Node Type'] === 'Seq Scan' && step['Relation Name'] === 'deadlines'), name)
    t.ok(rowsRead(steps) <= 51 * 5, `${name} reads ${rowsRead(steps)} rows`)
  }
})

t.test('a later page begins where the one before ended', async (t) => {
  for (const [name, query] of queries.filter(([, { state }]) => state !== 'paused')) {
    const page = await listDeadlines(db, { ...everything, ...query })
    t.equal(page.length, 51, name)
    const { dueAt, requestId } = page.at(-1)!
    const steps = await stepsOf({ ...everything, ...query, after: { dueAt, requestId } })
    t.ok(rowsRead(steps) <= 51 * 5, `${name} reads ${rowsRead(steps)} rows`)
  }
})

t.test('of many deadlines, an earlier instant is answered as their entries tell it', async (t) => {
  const instants = ['2025-09-25T03:00:00Z', '2025-12-01T00:00:00Z', '2026-02-13T09:30:00Z', '2026-03-01T15:00:00Z']
  for (const instant of instants) {
    const { rows } = await db.execute<{ request_id: string }>(sql`
      select request_id from (select distinct on (request_id) request_id, state, due_at from clock_entries
        where recorded_at <= ${instant} order by request_id, seq desc) last
      where state = 'running' and due_at <= ${instant} order by due_at, request_id limit 51`)
    const found = await listDeadlines(db, { ...everything, overdue: true, at: new Date(instant), history: true })
    t.ok(rows.length > 0, `${rows.length} at ${instant}`)
    t.same(found.map(({ requestId }) => requestId), rows.map(({ request_id: id }) => id))
  }
})
