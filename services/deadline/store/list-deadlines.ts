import { sql, type SQL } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import type { ClockState } from '../rules/clock-entry.ts'
import { texts } from './texts.ts'

/** Which deadlines to list, and as they stood at which instant. */
export type DeadlineQuery = {
  agencies: 'all' | readonly string[]
  state: ClockState | undefined
  overdue: boolean | undefined
  at: Date
  /** Whether `at` is another instant than now, so that the history is asked. */
  history: boolean
  /** The due instant and request of the last row already given. */
  after: { dueAt: Date, requestId: string } | undefined
  limit: number
}

/** One line of a list, as it stood at the asked instant. */
export type ListedDeadline = {
  requestId: string
  receiptNumber: string
  agencyCode: string
  calendarId: string
  zone: string
  state: ClockState
  startedOn: Day
  dueOn: Day
  dueAt: Date
  pausedUntil: Date | null
  answeredOn: Day | null
  provisional: boolean
}

type Row = Record<'request_id' | 'receipt_number' | 'agency_code' | 'calendar_id' | 'zone', string> & {
  state: ClockState, started_on: Day, due_on: Day, due_at: string, paused_until: string | null,
  answered_on: Day | null, provisional: boolean
}

const states: readonly ClockState[] = ['running', 'paused', 'met', 'missed', 'stopped']

const columns = sql`d.request_id, d.agency_code, d.calendar_id, d.zone, d.started_on, d.provisional`

const moving = sql`d.state, d.due_on, d.due_at, d.paused_until, d.answered_on`

/** Deadlines by due instant, earliest first: of the overdue ones, the longest late. One row more than the limit. */
export async function listDeadlines (db: Reader, query: DeadlineQuery): Promise<ListedDeadline[]> {
  // Only a running clock is ever overdue, and one that stands still never is.
  if (query.overdue === true && query.state !== undefined && query.state !== 'running') return []
  const found = query.history
    ? sql`(${unchangedSince(query)}) union all (${changedSince(query)})`
    : stored(query, sql`true`)
  const { rows } = await db.execute<Row>(sql`
    select found.*, r.receipt_number
    from (select * from (${found}) every order by due_at, request_id limit ${query.limit + 1}) found
    join requests r on r.id = found.request_id order by found.due_at, found.request_id`)
  return rows.map((row) => ({
    requestId: row.request_id, receiptNumber: row.receipt_number, agencyCode: row.agency_code,
    calendarId: row.calendar_id, zone: row.zone, state: row.state, startedOn: row.started_on, dueOn: row.due_on,
    dueAt: new Date(row.due_at), pausedUntil: row.paused_until === null ? null : new Date(row.paused_until),
    answeredOn: row.answered_on, provisional: row.provisional,
  }))
}

/** The stored deadlines that match. One that goes on by itself is stored as running, and told as paused until then. */
function stored (query: DeadlineQuery, also: SQL): SQL {
  if (query.state === 'paused') return sql`(${inState(query, also)}) union all (${standingStill(query, also)})`
  return inState(query, query.state === 'running' ? sql`${also} and (${stands(query, sql`d.paused_until`)}) is not true` : also)
}

/** Those of a stored state: read along an index in the asked order, whatever the filters, and no further. */
function inState (query: DeadlineQuery, also: SQL): SQL {
  const { agencies, state, overdue, at, limit } = query
  const from = sql`select ${columns}, ${moving} from deadlines d`
  const rest = sql`${beyond(query, sql`d.due_at`)} and ${also} order by d.due_at, d.request_id limit ${limit + 1}`
  if (agencies === 'all' && (state === undefined || overdue === true)) {
    return sql`${from} where ${late(overdue, sql`d.state`, sql`d.due_at`, at)} and ${rest}`
  }
  const codes = agencies === 'all' ? sql`select code from agencies` : sql`select unnest(${texts(agencies)}) as code`
  const wanted = overdue === true ? ['running'] : state === undefined ? states : [state]
  return sql`
    select every.* from (${codes}) a cross join unnest(${texts(wanted)}) as s(state)
    cross join lateral (${from} where d.agency_code = a.code and d.state = s.state
      and ${late(overdue, sql`s.state`, sql`d.due_at`, at)} and ${rest}) every`
}

/** Those that stand still at the instant, and then go on by themselves: few at a time, found by until when. */
function standingStill (query: DeadlineQuery, also: SQL): SQL {
  const { agencies, limit } = query
  return sql`
    select ${columns}, ${moving} from deadlines d
    where d.state = 'running' and ${stands(query, sql`d.paused_until`)} and ${also} and ${beyond(query, sql`d.due_at`)}
      and ${agencies === 'all' ? sql`true` : sql`d.agency_code = any(${texts(agencies)})`}
    order by d.due_at, d.request_id limit ${limit + 1}`
}

/** Deadlines with no entry recorded after the instant: they stand now as they stood then. */
function unchangedSince (query: DeadlineQuery): SQL {
  return stored(query, sql`not exists (select 1 from clock_entries e
    where e.request_id = d.request_id and e.recorded_at > ${query.at.toISOString()})`)
}

/** Deadlines that moved after the instant, with the fold of their last entry before it. */
function changedSince (query: DeadlineQuery): SQL {
  const { agencies, state, overdue } = query
  const at = query.at.toISOString()
  const told = sql`case when e.state = 'running' and ${stands(query, sql`e.paused_until`)} then 'paused' else e.state end`
  return sql`
    select ${columns}, e.state, e.due_on, e.due_at, e.paused_until,
      case when e.state in ('met', 'missed') then d.answered_on end
    from (select distinct request_id from clock_entries where recorded_at > ${at}) moved
    join deadlines d on d.request_id = moved.request_id
    cross join lateral (select state, due_on, due_at, paused_until from clock_entries
      where request_id = moved.request_id and recorded_at <= ${at} order by seq desc limit 1) e
    where ${agencies === 'all' ? sql`true` : sql`d.agency_code = any(${texts(agencies)})`}
      and ${state === undefined ? sql`true` : sql`${told} = ${state}`}
      and ${late(overdue, sql`e.state`, sql`e.due_at`, query.at)} and ${beyond(query, sql`e.due_at`)}`
}

// The words of the state are written out, not sent as a parameter: the partial indexes are found by them.
function late (overdue: boolean | undefined, state: SQL, dueAt: SQL, at: Date): SQL {
  if (overdue === undefined) return sql`true`
  const lateNow = sql`${state} = 'running' and ${dueAt} <= ${at.toISOString()}`
  return overdue ? lateNow : sql`not (${lateNow})`
}

/** Whether a running clock stands still at the instant. */
function stands ({ at }: DeadlineQuery, pausedUntil: SQL): SQL {
  return sql`${pausedUntil} > ${at.toISOString()}`
}

function beyond ({ after }: DeadlineQuery, dueAt: SQL): SQL {
  return after === undefined
    ? sql`true`
    : sql`(${dueAt}, d.request_id) > (${after.dueAt.toISOString()}::timestamptz, ${after.requestId}::uuid)`
}
