import { sql, type SQL } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import type { EventType } from '@lightwell/events/contracts'
import type { HeldPost } from '@lightwell/http/caller'
import type { FeedDayKind } from '../rules/feed-words.ts'
import { applicantTerms } from '../rules/feed-words.ts'
import { holderDuty, joinFacts, joinRequest } from './case-state.ts'
import { instantOf } from './moment.ts'

/** One day of a calendar feed, and nothing about what is asked for or by whom. */
export type FeedDay = {
  /** The row that it is of: a request for the day of its answer, else a term. */
  id: string
  kind: FeedDayKind
  /** The request; null for a term of no request. */
  requestId: string | null
  receiptNumber: string | null
  agencyNameZh: string
  agencyNameEn: string
  on: Day
  provisional: boolean
  /** How often it may have moved, and when it last did: of a term, as often as any term of its case. */
  sequence: number
  changedAt: Date
}

/** Whose days a feed holds. */
export type FeedReach =
  | { agencyCode: string }
  | { posts: readonly Pick<HeldPost, 'agencyCode' | 'duty' | 'level'>[] }
  | { requestIds: readonly string[] }

// A calendar tells of what comes; what is late and still open stands on its day, the latest of it.
const mostAhead = 500
const mostBehind = 100

const moved: EventType = 'lightwell.term.redated.v1'

type Row = {
  id: string, kind: FeedDayKind, request_id: string | null, receipt_number: string | null, name_zh: string, name_en: string
  on_day: Day, provisional: boolean, sequence: number, changed_at: string
}

/** The days of a feed: the due days of clocks that run, and the other days that are open. A clock that waits has none. */
export async function listFeedDays (db: Reader, reach: FeedReach, now: Date): Promise<FeedDay[]> {
  const { by } = instantOf({ at: now, past: false })
  const { rows } = await db.execute<Row>(sql`
    select d.id, 'answer' as kind, d.id as request_id, q.receipt_number, a.name_zh, a.name_en, d.due_on as on_day,
      d.provisional, c.entries as sequence, c.changed_at
    from (${around(by, (where) => sql`
      select d.request_id as id, d.agency_code, d.due_on, d.due_at, d.provisional
      from deadlines d ${answersJoin(reach, by)} where d.state = 'running' and ${answersIn(reach)} and ${where}`)}) d
    join requests q on q.id = d.id join agencies a on a.code = d.agency_code
    cross join lateral (select count(*)::int as entries, max(e.recorded_at) as changed_at from clock_entries e
      where e.request_id = d.id) c
    union all
    select d.id, d.kind, q.id, q.receipt_number, a.name_zh, a.name_en, d.due_on, d.provisional, c.moves,
      coalesce(c.changed_at, d.started_at)
    from (${around(by, (where) => sql`
      select d.id, d.kind, d.case_id, d.agency_code, d.due_on, d.due_at, d.provisional, d.started_at
      from terms d where d.state = 'open' and ${termsIn(reach)} and ${where}`)}) d
    left join requests q on q.id = d.case_id join agencies a on a.code = d.agency_code
    cross join lateral (select count(*)::int as moves, max(e.occurred_at) as changed_at from events e
      where e.case_id = d.case_id and e.type = ${moved}) c
    order by on_day, id`)
  return rows.map((row) => ({
    id: row.id, kind: row.kind, requestId: row.request_id, receiptNumber: row.receipt_number, agencyNameZh: row.name_zh,
    agencyNameEn: row.name_en, on: row.on_day, provisional: row.provisional, sequence: row.sequence,
    changedAt: new Date(row.changed_at),
  }))
}

/** The next days and the last, of rows that are read along an index of their due instants. */
function around (by: SQL, select: (where: SQL) => SQL): SQL {
  return sql`(${select(sql`d.due_at > ${by}`)} order by d.due_at limit ${mostAhead})
    union all (${select(sql`d.due_at <= ${by}`)} order by d.due_at desc limit ${mostBehind})`
}

function answersJoin (reach: FeedReach, by: SQL): SQL {
  const instant = { by, past: false }
  return 'posts' in reach ? sql`${joinRequest(instant)} ${joinFacts(instant)}` : sql``
}

function answersIn (reach: FeedReach): SQL {
  if ('agencyCode' in reach) return sql`d.agency_code = ${reach.agencyCode}`
  if ('requestIds' in reach) return sql`d.request_id = any(${sql.param(reach.requestIds)}::uuid[])`
  return sql`${atPosts(reach.posts)} and exists (select from ${postRows(reach.posts)}
    where p.code = d.agency_code and p.duty = ${holderDuty} and (p.level is null or p.level = w.review_level))`
}

// What is the secrecy duty's alone stands in no calendar of the agency: an incident is not everyone's to read.
function termsIn (reach: FeedReach): SQL {
  if ('agencyCode' in reach) {
    return sql`d.agency_code = ${reach.agencyCode} and d.duty in ('clerk', 'officer', 'head', 'disclosure_office')`
  }
  if ('requestIds' in reach) {
    return sql`d.case_id = any(${sql.param(reach.requestIds)}::uuid[]) and d.kind = any(${sql.param(applicantTerms)}::text[])`
  }
  return sql`${atPosts(reach.posts)} and exists (select from ${postRows(reach.posts)}
    where p.code = d.agency_code and p.duty = d.duty)`
}

function atPosts (posts: readonly Pick<HeldPost, 'agencyCode'>[]): SQL {
  return sql`d.agency_code = any(${sql.param([...new Set(posts.map(({ agencyCode }) => agencyCode))])}::text[])`
}

function postRows (posts: readonly Pick<HeldPost, 'agencyCode' | 'duty' | 'level'>[]): SQL {
  return sql`unnest(${sql.param(posts.map(({ agencyCode }) => agencyCode))}::text[],
    ${sql.param(posts.map(({ duty }) => duty))}::text[], ${sql.param(posts.map(({ level }) => level))}::int[])
    as p (code, duty, level)`
}
