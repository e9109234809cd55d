import t from 'tap'
import { sql, type SQL } from 'drizzle-orm'
import type { Database } from '@lightwell/database/connect'
import type { Position } from '@lightwell/http/paging'
import { findDeadlinesAsked } from '../../../services/oversight/find-deadlines-asked.ts'
import { openStandings } from '../../../services/oversight/rules/standing.ts'
import { listDeadlines, type DeadlinePage, type DeadlineRow, type DeadlineWish } from '../../../services/oversight/store/deadlines.ts'
import { listClockMoves, type ClockMove } from '../../../services/oversight/store/clock-moves.ts'
import { listFeedDays } from '../../../services/oversight/store/feed-days.ts'
import { findStandings } from '../../../services/oversight/store/standings.ts'
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

t.test('a list by holder looks at so many cases and no more, and goes on where it stopped', async (t) => {
  const asked = { ...wish, clock: [...openStandings, 'met'] as const, soonBy: wish.dueBy, heldBy: ['head'] }
  const found: string[] = []
  const lengths: number[] = []
  for (let after: Position | undefined; lengths.length === 0 || after !== undefined;) {
    const { rows, lookedUpTo } = await findDeadlinesAsked(db, asked, { limit: 5_000, after })
    found.push(...rows.map(({ requestId }) => requestId))
    lengths.push(rows.length)
    after = lookedUpTo
  }
  t.equal(lengths.length, 5, '20 000 cases, and a look that finds none left')
  const counts = await countWorkload(db, 'holder', { ...wish, lateOnly: false, soonBy: wish.dueBy, startedSince: [] })
  t.equal(new Set(found).size, counts.find(({ key }) => key === 'head')?.open)
  t.equal(new Set(found).size, found.length)
  const plan = await planOf((reader) => findStandings(reader, found.slice(0, 200), wish.moment))
  t.notMatch(plan, /"Node Type":"Seq Scan"[^}]*"Relation Name":"(deadlines|requests|clock_entries)"/)
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

t.test('days that were moved are looked through so far and no further, where one agency has few of them', async (t) => {
  const moved = (agencies: string, at: string) => sql`
    insert into clock_entries (request_id, seq, kind, on_day, cause, author, recorded_at, state, due_on, due_at, calendar_version)
    select request_id, (select max(seq) + 1 from clock_entries e where e.request_id = d.request_id), 'redated', due_on, 'calendar',
      'system', ${at}, state, due_on + 1, due_at, calendar_version from deadlines d where agency_code = any(string_to_array(${agencies}, ','))`
  await house.connection('deadline').db.execute(moved('AQ', '2026-03-01T00:00:00Z'))
  await house.connection('deadline').db.execute(moved('XM', '2026-03-01T01:00:00Z'))
  const all = await listClockMoves(db, { scope: 'all' }, page)
  t.match(all, { moves: { length: 51 } })
  let pages = 0
  let found: ClockMove[] = []
  for (let after: Position | undefined; found.length === 0; pages += 1) {
    const { moves, lookedUpTo } = await listClockMoves(db, { scope: ['AQ'] }, { limit: 51, after })
    found = moves
    after = lookedUpTo
  }
  t.equal(found.length, 51)
  t.equal(pages, 3, '10 000 of another agency stand before them')
})

t.test('days that were moved are found by when they were, and those of a feed by when they are', async (t) => {
  const moves = await planOf((reader) => listClockMoves(reader, { scope: 'all' }, page))
  t.match(moves, /"Index Name":"clock_entries_moves"/)
  t.notMatch(moves, /"Seq Scan"[^}]*"Relation Name":"(deadlines|clock_entries|requests)"/)
  const days = await planOf((reader) => listFeedDays(reader, { agencyCode: 'CS' }, now))
  t.match(days, /"Index Name":"deadlines_running_by_agency"/)
  t.notMatch(days, /"Seq Scan"[^}]*"Relation Name":"(deadlines|requests|clock_entries)"/)
})
