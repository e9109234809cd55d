import { sql, type SQL } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import type { Position } from '@lightwell/http/paging'
import { inScope, type Scope } from './scope.ts'

export const moveKinds = ['extended', 'redated', 'corrected', 'paused', 'resumed', 'restarted'] as const

type Person = { id: string, name: string | null } | null

/** A legal day that was moved: by whom, and what for. */
export type ClockMove = {
  requestId: string
  seq: number
  receiptNumber: string
  agencyCode: string
  kind: typeof moveKinds[number]
  cause: string
  onDay: Day
  evidence: string | null
  oldDueOn: Day
  newDueOn: Day
  recordedAt: Date
  author: string
  calendarVersion: string
  extensionId: string | null
  correctionId: string | null
  reason: string | null
  askedBy: Person
  decidedBy: Person
}

/** What narrows the list; both days are included, each in the zone of the case. */
export type ClockMoveWish = { scope: Scope, from?: Day | undefined, to?: Day | undefined, later?: boolean | undefined }

type Row = {
  request_id: string, seq: number, receipt_number: string, agency_code: string, kind: ClockMove['kind'], cause: string
  on_day: Day, evidence: string | null
  old_due_on: Day, new_due_on: Day, recorded_at: string, author: string, calendar_version: string
  extension_id: string | null, correction_id: string | null, reason: string | null
  asked_by: string | null, asked_by_name: string | null, decided_by: string | null, decided_by_name: string | null
}

// Beside what is there to move a day: what staff tell of the course of the case only once the day was over, and so made
// later. What was brought in from elsewhere happened there.
const tellsMove = sql`(e.kind in ('extended', 'redated', 'corrected') or e.kind in ('paused', 'resumed', 'restarted') and e.author like 'staff:%')`
const movesDay = sql`(e.kind in ('extended', 'redated', 'corrected')
  or e.cause <> 'imported' and e.due_on > b.due_on and (e.recorded_at at time zone l.zone)::date > b.due_on)`

// A calendar that changes moves every case of every agency at once, and who sees few of these would have all looked through.
const mostLooked = 5_000

/**
 * Legal days that were moved, the latest first, after a place in that order. The list stops before the page is full where
 * so many entries were looked at that did not fit: then `lookedUpTo` is the place after which it goes on.
 */
export async function listClockMoves (
  db: Reader, wish: ClockMoveWish, { limit, after }: { limit: number, after: Position | undefined },
): Promise<{ moves: ClockMove[], lookedUpTo: Position | undefined }> {
  const { scope, from, to, later } = wish
  const entries = sql`${tellsMove} and ${after === undefined ? sql`true` : sql`${place} < ${placeAt(after)}`}
    and ${from === undefined ? sql`true` : sql`e.recorded_at >= ${from}::date - interval '1 day'`}
    and ${to === undefined ? sql`true` : sql`e.recorded_at < ${to}::date + interval '2 days'`}`
  const lookedUpTo = await findPlace(db, entries)
  const onDay = sql`(e.recorded_at at time zone l.zone)::date`
  const { rows } = await db.execute<Row>(sql`
    select e.*, q.receipt_number, x.id as extension_id, y.id as correction_id, x.reason,
      a.id as asked_by, a.name as asked_by_name, c.id as decided_by, c.name as decided_by_name
    from (
      select e.request_id, e.seq, l.agency_code, e.kind, e.cause, e.on_day, b.due_on as old_due_on, e.due_on as new_due_on,
        e.recorded_at, e.author, e.calendar_version, e.evidence
      from clock_entries e join clock_entries b on b.request_id = e.request_id and b.seq = e.seq - 1
      join deadlines l on l.request_id = e.request_id
      where ${entries} and ${movesDay} and ${inScope(sql`l.agency_code`, scope)}
        and ${lookedUpTo === undefined ? sql`true` : sql`${place} >= ${placeAt(lookedUpTo)}`}
        and ${later === true ? sql`e.due_on > b.due_on` : sql`e.due_on <> b.due_on`}
        and ${from === undefined ? sql`true` : sql`${onDay} >= ${from}::date`}
        and ${to === undefined ? sql`true` : sql`${onDay} <= ${to}::date`}
      order by e.recorded_at desc, e.request_id desc, e.seq desc limit ${limit}) e
    join requests q on q.id = e.request_id
    left join extensions x on e.kind = 'extended' and x.request_id = e.request_id and x.id::text = e.evidence
    left join clock_corrections y on e.kind = 'corrected' and y.request_id = e.request_id and y.id::text = e.evidence
    left join people a on a.id = coalesce(x.requested_by, y.requested_by)
    left join people c on c.id = coalesce(x.decided_by, y.decided_by)
    order by e.recorded_at desc, e.request_id desc, e.seq desc`)
  return { moves: rows.map(readMove), lookedUpTo }
}

const place = sql`(e.recorded_at, e.request_id, e.seq)`

function placeAt ([recordedAt, requestId, seq]: Position): SQL {
  return sql`(${recordedAt}::timestamptz, ${requestId}::uuid, ${seq}::int)`
}

/** The place of an entry in that order. */
export function placeOf ({ recordedAt, requestId, seq }: Pick<ClockMove, 'recordedAt' | 'requestId' | 'seq'>): Position {
  return [recordedAt.toISOString(), requestId, String(seq)]
}

/** Up to where the entries of a list are looked at; undefined where they end before. The index alone answers. */
async function findPlace (db: Reader, entries: SQL): Promise<Position | undefined> {
  const { rows: [last] } = await db.execute<{ recorded_at: string, request_id: string, seq: number }>(sql`
    select e.recorded_at, e.request_id, e.seq from clock_entries e where ${entries}
    order by e.recorded_at desc, e.request_id desc, e.seq desc offset ${mostLooked - 1} limit 1`)
  return last && placeOf({ recordedAt: new Date(last.recorded_at), requestId: last.request_id, seq: last.seq })
}

function readMove (row: Row): ClockMove {
  return {
    requestId: row.request_id, seq: row.seq, receiptNumber: row.receipt_number, agencyCode: row.agency_code,
    kind: row.kind, cause: row.cause, onDay: row.on_day, evidence: row.evidence, oldDueOn: row.old_due_on, newDueOn: row.new_due_on,
    recordedAt: new Date(row.recorded_at), author: row.author, calendarVersion: row.calendar_version,
    extensionId: row.extension_id, correctionId: row.correction_id, reason: row.reason,
    askedBy: row.asked_by === null ? null : { id: row.asked_by, name: row.asked_by_name },
    decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decided_by_name },
  }
}
