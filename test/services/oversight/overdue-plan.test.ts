import t from 'tap'
import { sql, type SQL } from 'drizzle-orm'
import type { Database } from '@lightwell/database/connect'
import { listDeadlines, type DeadlinePage, type DeadlineRow, type DeadlineWish } from '../../../services/oversight/store/deadlines.ts'
import { listClockMoves } from '../../../services/oversight/store/clock-moves.ts'
import { listFeedDays } from '../../../services/oversight/store/feed-days.ts'
import { countWorkload } from '../../../services/oversight/store/workload.ts'
import { openTestHouse } from '../../support/house.ts'
import { fillRequests } from '../../support/many-requests.ts'

const now = new Date('2026-03-02T01:00:00Z')
const house = await openTestHouse(t, { now: now.toISOString() })
await fillRequests(house.url, { count: 20_000, now, overdueShare: 0.1 })
const { db } = house.connection('oversight')

/** The plan of the one statement that a query of the store runs. */
async function planOf (query: (reader: Database) => Promise<unknown>): Promise<string> {
  let plan: unknown
  const explaining = {
    async execute (statement: SQL) {
      plan = (await db.execute(sql`explain (format json) ${statement}`)).rows[0]
      return { rows: [] }
    },
  }
  await query(explaining as unknown as Database)
  return JSON.stringify(plan)
}

const wish: Omit<DeadlineWish, 'clock' | 'soonBy'> = { scope: 'all', moment: { at: now, past: false }, dueBy: now.toISOString() }
const page = { limit: 51, after: undefined }

/** Open cases that are late, the longest late first: what the lists of supervisors ask for. */
async function listOverdue (reader: Database, asked: typeof wish, of: DeadlinePage): Promise<DeadlineRow[]> {
  return await listDeadlines(reader, { ...asked, clock: ['overdue'], soonBy: asked.dueBy }, of)
}

t.test('the first page of what is overdue walks an index, and stops', async (t) => {
  const all = await planOf((reader) => listOverdue(reader, wish, page))
  t.match(all, /"Index Name":"deadlines_running_by_due"/)
  t.notMatch(all, /Seq Scan|"Sort"/)
  const late = await planOf((reader) => listOverdue(reader, { ...wish, dueBy: '2026-02-20T16:00:00.000Z' }, page))
  t.match(late, /"Index Name":"deadlines_running_by_due"/, 'so does the list of what is later than some days')
  t.notMatch(late, /Seq Scan|"Sort"/)
})

t.test('the list of a past instant walks an index too, and finds what has moved since by its time', async (t) => {
  const at = new Date('2026-03-01T01:00:00Z')
  const past = { ...wish, moment: { at, past: true }, dueBy: at.toISOString() }
  for (const scope of ['all', ['XM'], ['XM', 'CS']] as const) {
    const plan = await planOf((reader) => listOverdue(reader, { ...past, scope }, page))
    t.match(plan, /"Node Type":"Index Scan"[^{}]*"Index Name":"deadlines_running_by_(agency|due)"/)
    t.match(plan, /"Index Name":"clock_entries_by_time"/, 'and what did move is found by when it did')
    t.notMatch(plan, /Seq Scan/)
  }
})

t.test('a page that follows another one begins where that ended', async (t) => {
  const rows = await listOverdue(db, wish, page)
  const last = rows.at(-1)
  t.equal(rows.length, 51)
  const after = [last?.dueAt.toISOString() as string, last?.requestId as string]
  const plan = await planOf((reader) => listOverdue(reader, wish, { limit: 51, after }))
  t.match(plan, /"Index Name":"deadlines_running_by_due","Relation Name":"deadlines".*"Index Cond":"[^"]*ROW\(/)
  t.notMatch(plan, /Seq Scan|"Sort"/)
})

t.test('the list of one agency or of several walks an index too', async (t) => {
  for (const scope of [['CS'], ['XM', 'CS', 'AQ']]) {
    const plan = await planOf((reader) => listOverdue(reader, { ...wish, scope }, page))
    t.match(plan, /"Index Name":"deadlines_running_by_(agency|due)"/)
    t.notMatch(plan, /Seq Scan/)
  }
})

t.test('a list by holder reads the deadlines by their index too', async (t) => {
  const plan = await planOf((reader) => listOverdue(reader, { ...wish, heldBy: ['head'] }, page))
  t.notMatch(plan, /"Node Type":"Seq Scan"[^}]*"Relation Name":"deadlines"/)
})

t.test('a count of late cases reads only those, by their index', async (t) => {
  const late = { ...wish, lateOnly: true, dueBy: '2025-09-30T16:00:00.000Z' }
  const plan = await planOf((reader) =>
    countWorkload(reader, 'agency', { ...late, soonBy: now.toISOString(), startedSince: [] }))
  t.match(plan, /"Index Name":"deadlines_running_by_(due|agency)"/)
  t.notMatch(plan, /Seq Scan/)
})

t.test('a count of all open cases by agency reads no deadline that runs, only their index', async (t) => {
  const plan = await planOf((reader) =>
    countWorkload(reader, 'agency', { ...wish, lateOnly: false, soonBy: '2026-03-05T16:00:00.000Z', startedSince: [] }))
  t.match(plan, /"Node Type":"Index Only Scan"[^{}]*"Index Name":"deadlines_running_by_agency"/)
  t.notMatch(plan, /Seq Scan/)
})

t.test('a list by standing walks an index of its due days, and none reads what it does not ask for', async (t) => {
  const soonBy = '2026-03-05T16:00:00.000Z'
  const planFor = (clock: DeadlineWish['clock'], scope: DeadlineWish['scope'], moment = wish.moment) =>
    planOf((reader) => listDeadlines(reader, { ...wish, dueBy: moment.at.toISOString(), soonBy, clock, scope, moment }, page))
  for (const clock of [['due_soon'], ['running'], ['overdue', 'due_soon'], ['overdue', 'due_soon', 'running', 'paused']] as const) {
    const plan = await planFor(clock, 'all')
    t.match(plan, /"Index Name":"deadlines_running_by_due"/, clock.join())
    t.notMatch(plan, /"Seq Scan"[^}]*"Relation Name":"(deadlines|clock_entries|requests)"/, clock.join())
  }
  for (const scope of ['all', ['XM'], ['XM', 'CS']] as const) {
    for (const clock of [['paused'], ['met'], ['missed', 'stopped'], ['due_soon', 'met']] as const) {
      const plan = await planFor(clock, scope)
      t.match(plan, /"Index Name":"deadlines_by_agency"/, clock.join())
      t.notMatch(plan, /"Seq Scan"[^}]*"Relation Name":"(deadlines|clock_entries|requests)"/, clock.join())
    }
  }
  const past = await planFor(['overdue', 'due_soon', 'running', 'paused'], ['XM'], { at: new Date('2026-03-01T01:00:00Z'), past: true })
  t.match(past, /"Index Name":"clock_entries_by_time"/)
  t.notMatch(past, /"Seq Scan"[^}]*"Relation Name":"(deadlines|requests)"/)
})

t.test('days that were moved are found by when they were, and those of a feed by when they are', async (t) => {
  const moves = await planOf((reader) => listClockMoves(reader, { scope: 'all' }, page))
  t.match(moves, /"Index Name":"clock_entries_moves"/)
  t.notMatch(moves, /"Seq Scan"[^}]*"Relation Name":"(deadlines|clock_entries|requests)"/)
  const days = await planOf((reader) => listFeedDays(reader, { agencyCode: 'CS' }, now))
  t.match(days, /"Index Name":"deadlines_running_by_agency"/)
  t.notMatch(days, /"Seq Scan"[^}]*"Relation Name":"(deadlines|requests|clock_entries)"/)
})
