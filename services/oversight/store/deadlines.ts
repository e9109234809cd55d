import { sql, type SQL } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import type { Timed } from '@lightwell/regimes/lateness'
import type { ClockStanding, PauseCause, WaitingFor } from '../rules/standing.ts'
import type { Bound } from './bound.ts'
import { allOf, holderDuty, pausedFor, requestStatus, sourcesAt, waitingFor } from './case-state.ts'
import { walksOf, type Walk } from './deadline-walks.ts'
import { instantOf, type Moment } from './moment.ts'
import { inScope, isOneOf, type Scope } from './scope.ts'

/** A deadline as it stood at a moment. One that stands still until then, and goes on by itself, is kept as running. */
export type DeadlineRow = Timed & {
  state: 'running' | 'paused' | 'met' | 'missed' | 'stopped'
  requestId: string
  agencyCode: string
  regimeId: string
  calendarId: string
  startedOn: Day
  pausedUntil: Date | null
  provisional: boolean
}

type Asked<T> = readonly T[] | null | undefined

/** What narrows cases by where they stand, which is worked out of many facts. */
export type StandingWish = {
  heldBy?: Asked<string>
  stage?: Asked<string>
  waitingFor?: Asked<WaitingFor>
  pausedFor?: Asked<PauseCause>
}

/** What narrows cases whatever their clock does; days of receipt are both included. */
export type CaseWish = StandingWish & {
  scope: Scope
  moment: Moment
  regimes?: Asked<string>
  receivedFrom?: Day | null | undefined
  receivedTo?: Day | null | undefined
}

/**
 * What narrows a list of deadlines. `dueBy` is the latest due instant of those that are late; `soonBy` the latest that is
 * soon, by which those that are due soon are told from those that have time.
 */
export type DeadlineWish = CaseWish & { clock: readonly ClockStanding[], dueBy: Bound, soonBy: Bound }

/** A wish that the indexes answer. */
export type IndexedWish = Omit<DeadlineWish, keyof StandingWish>

/** A page that is asked for: how many rows, and after which due instant and request. */
export type DeadlinePage = { limit: number, after: readonly string[] | undefined }

type StoredDeadline = {
  request_id: string, agency_code: string, regime_id: string, state: DeadlineRow['state'], calendar_id: string
  zone: string, started_on: Day, due_on: Day, due_at: string, paused_until: string | null, answered_on: Day | null
  provisional: boolean
}

const columns = sql`d.request_id, d.agency_code, d.regime_id, d.state, d.calendar_id, d.zone, d.started_on, d.due_on,
  d.due_at, d.paused_until, d.answered_on, d.provisional`

/** Deadlines in the order in which they fall due, the longest late first, after a place in that order. */
export async function listDeadlines (
  db: Reader, wish: IndexedWish, { limit, after }: DeadlinePage,
): Promise<DeadlineRow[]> {
  const { scope, moment } = wish
  const place = after === undefined
    ? sql`true`
    : sql`(d.due_at, d.request_id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
  const cut = sql`order by d.due_at, d.request_id limit ${limit}`
  // A page of each source and walk, so that each is read along its index and no further than the page.
  const pages = (walks: readonly Walk[], agency: SQL) => allOf(walks.flatMap(({ where }) =>
    sourcesAt(moment).map((source) => sql`(select ${columns} from ${source}
      where ${agency} and ${where} and ${place} and ${wishes(wish)} ${cut})`)))
  // One walk of the index for each agency, so that a small agency does not wait for the rows of the large ones.
  const byAgency = (codes: SQL, walks: readonly Walk[]) => sql`(select ${columns} from ${codes} as a (code)
    cross join lateral (select d.* from (${pages(walks, sql`d.agency_code = a.code`)}) d ${cut}) d ${cut})`
  const walks = walksOf(wish)
  if (walks.length === 0) return []
  const { everywhere = [], split = [] } = scope === 'all'
    ? Object.groupBy(walks, (walk) => walk.everywhere ? 'everywhere' : 'split')
    : { split: walks }
  const codes = scope === 'all' ? sql`(select code from agencies)` : sql`unnest(${sql.param(scope)}::text[])`
  const parts = [
    ...everywhere.length > 0 ? [pages(everywhere, sql`true`)] : [],
    ...split.length > 0 ? [byAgency(codes, split)] : [],
  ]
  const { rows } = await db.execute<StoredDeadline>(sql`select d.* from (${allOf(parts)}) d ${cut}`)
  return rows.map(readDeadline)
}

/** The place of a deadline in that order. */
export function placeOf ({ dueAt, requestId }: DeadlineRow): string[] {
  return [dueAt.toISOString(), requestId]
}

/** The deadlines of requests, as they stand now, by request. */
export async function findDeadlines (
  db: Reader, requestIds: readonly string[], scope: Scope,
): Promise<Map<string, DeadlineRow>> {
  const { rows } = await db.execute<StoredDeadline>(sql`select ${columns} from deadlines d
    where d.request_id = any(${sql.param(requestIds)}::uuid[]) and ${inScope(sql`d.agency_code`, scope)}`)
  return new Map(rows.map((row) => [row.request_id, readDeadline(row)]))
}

/** The conditions on everything but the clock, over `joinRequest` and `joinFacts` where they ask for where a case stands. */
export function wishes ({ moment, regimes, receivedFrom, receivedTo, ...wish }: Omit<CaseWish, 'scope'>): SQL {
  const instant = instantOf(moment)
  const conditions = [
    wish.heldBy && isOneOf(holderDuty, wish.heldBy),
    wish.stage && isOneOf(requestStatus, wish.stage),
    wish.waitingFor && isOneOf(waitingFor(instant), wish.waitingFor),
    wish.pausedFor && isOneOf(pausedFor(instant), wish.pausedFor),
    regimes && isOneOf(sql`d.regime_id`, regimes),
    receivedFrom && sql`d.started_on >= ${receivedFrom}::date`,
    receivedTo && sql`d.started_on <= ${receivedTo}::date`,
  ].flatMap((condition) => condition ? [condition] : [])
  return sql.join([sql`true`, ...conditions], sql` and `)
}

function readDeadline (row: StoredDeadline): DeadlineRow {
  return {
    requestId: row.request_id, agencyCode: row.agency_code, regimeId: row.regime_id, state: row.state,
    calendarId: row.calendar_id, zone: row.zone, startedOn: row.started_on, dueOn: row.due_on, dueAt: new Date(row.due_at),
    pausedUntil: row.paused_until === null ? null : new Date(row.paused_until), answeredOn: row.answered_on,
    provisional: row.provisional,
  }
}
