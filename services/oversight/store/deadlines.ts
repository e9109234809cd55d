import { sql, type SQL } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import type { Timed } from '@lightwell/regimes/lateness'
import type { Holder } from '../rules/held-by.ts'
import { boundValue, type Bound } from './bound.ts'
import { allOf, deadlinesAt, holderDuty, joinFacts, joinRequest, requestStatus, sourcesAt } from './case-state.ts'
import type { Moment } from './moment.ts'
import { inScope, isOneOf, type Scope } from './scope.ts'

/** A deadline as it stood at a moment. One that stands still until then, and goes on by itself, is kept as running. */
export type DeadlineRow = Timed & {
  state: 'running' | 'paused' | 'met' | 'missed' | 'stopped'
  requestId: string
  agencyCode: string
  calendarId: string
  startedOn: Day
  pausedUntil: Date | null
  provisional: boolean
}

/** What narrows a list of deadlines. `dueBy` is the latest due instant that is asked for. */
export type DeadlineWish = {
  scope: Scope
  moment: Moment
  dueBy: Bound
  heldBy?: readonly string[] | null | undefined
  stage?: readonly string[] | null | undefined
}

type StoredDeadline = {
  request_id: string, agency_code: string, state: DeadlineRow['state'], calendar_id: string, zone: string
  started_on: Day, due_on: Day, due_at: string, paused_until: string | null, answered_on: Day | null
  provisional: boolean
}

const columns = sql`d.request_id, d.agency_code, d.state, d.calendar_id, d.zone, d.started_on, d.due_on, d.due_at,
  d.paused_until, d.answered_on, d.provisional`

/** Open cases that are late, longest late first, after a place in that order. */
export async function listOverdue (
  db: Reader, wish: DeadlineWish, { limit, after }: { limit: number, after: readonly string[] | undefined },
): Promise<DeadlineRow[]> {
  const { scope, moment } = wish
  const place = after === undefined
    ? sql`true`
    : sql`(d.due_at, d.request_id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
  const cut = sql`order by d.due_at, d.request_id limit ${limit}`
  const pageFrom = (source: SQL, agency: SQL) => sql`(select ${columns} from ${source} ${joinsFor(wish)}
    where ${agency} and d.state = 'running' and d.due_at <= ${boundValue(wish.dueBy, 'timestamptz')}
      and ${place} and ${wishes(wish)} ${cut})`
  // A page of each source, so that each is read along its index and no further than the page.
  const page = (agency: SQL) =>
    sql`select d.* from (${allOf(sourcesAt(moment).map((source) => pageFrom(source, agency)))}) d ${cut}`
  // One walk of the index for each agency, so that a small agency does not wait for the rows of the large ones.
  const statement = scope === 'all' ? page(sql`true`) : sql`
    select ${columns} from unnest(${sql.param(scope)}::text[]) as a (code)
    cross join lateral (${page(sql`d.agency_code = a.code`)}) d ${cut}`
  const { rows } = await db.execute<StoredDeadline>(statement)
  return rows.map(readDeadline)
}

/** The deadlines of requests, as they stand now, by request. */
export async function findDeadlines (
  db: Reader, requestIds: readonly string[], scope: Scope,
): Promise<Map<string, DeadlineRow>> {
  const { rows } = await db.execute<StoredDeadline>(sql`select ${columns} from deadlines d
    where d.request_id = any(${sql.param(requestIds)}::uuid[]) and ${inScope(sql`d.agency_code`, scope)}`)
  return new Map(rows.map((row) => [row.request_id, readDeadline(row)]))
}

/** Where a case stands: who must act next, and the status of its request. */
export type Standing = { holder: Holder | null, status: string }

/** Where cases stood at a moment, by request. */
export async function findStandings (
  db: Reader, requestIds: readonly string[], moment: Moment,
): Promise<Map<string, Standing>> {
  const { rows } = await db.execute<{
    request_id: string, duty: Holder['duty'] | null, review_level: number | null, status: string
  }>(sql`
    select d.request_id, ${holderDuty(moment)} as duty, w.review_level, ${requestStatus} as status
    from ${deadlinesAt(moment)} ${joinRequest(moment)} ${joinFacts(moment)}
    where d.request_id = any(${sql.param(requestIds)}::uuid[])`)
  return new Map(rows.map(({ request_id: id, duty, review_level: level, status }) => [id, {
    holder: duty === null ? null : { duty, level: duty === 'review' ? level : null }, status,
  }]))
}

/** The joins that a wish needs; a list that asks for neither holder nor stage is answered from one index alone. */
export function joinsFor ({ moment, heldBy, stage }: DeadlineWish): SQL {
  return sql`${heldBy || stage ? joinRequest(moment) : sql``} ${heldBy ? joinFacts(moment) : sql``}`
}

/** The conditions on holder and stage. */
export function wishes ({ moment, heldBy, stage }: DeadlineWish): SQL {
  const held = heldBy ? isOneOf(holderDuty(moment), heldBy) : sql`true`
  return sql`${held} and ${stage ? isOneOf(requestStatus, stage) : sql`true`}`
}

function readDeadline (row: StoredDeadline): DeadlineRow {
  return {
    requestId: row.request_id, agencyCode: row.agency_code, state: row.state, calendarId: row.calendar_id,
    zone: row.zone, startedOn: row.started_on, dueOn: row.due_on, dueAt: new Date(row.due_at),
    pausedUntil: row.paused_until === null ? null : new Date(row.paused_until), answeredOn: row.answered_on, provisional: row.provisional,
  }
}
