import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { Database, Reader, Transaction } from '@lightwell/database/connect'
import { deadlines } from '@lightwell/schema/tables/deadline'
import { calendarVersions } from '@lightwell/schema/tables/deadline-calendars'
import type { ClockEntry, ClockState } from '../rules/clock-entry.ts'
import type { RecountedClock } from '../rules/recount-clock.ts'

/** Open deadlines that were counted by one version of a calendar, and from which due day on they matter. */
export type CountedBy = { calendarId: string, version: string, from: Day }

/** Those that a later version may move: `inForce` is the version that they have to be counted by, `revision` its number. */
export type OutOfDate = CountedBy & { inForce: string, revision: number }

/** Where in the order of due days a page ends. */
export type OpenPlace = { dueOn: Day, requestId: string }

/** An open deadline with the entries that it follows from. */
export type OpenClock = {
  requestId: string
  agencyCode: string
  regimeVersion: string
  calendarVersion: string
  zone: string
  dueOn: Day
  dueAt: Date
  state: ClockState
  told: string | null
  toldDueOn: Day | null
  tellAt: Date | null
  entries: (ClockEntry & { seq: number })[]
}

// Those that could not be counted stand aside for a while.
const isOpen = sql`state in ('running', 'paused') and recount_at is null`

// By which versions open deadlines were counted, one step along the index for each, however many deadlines there are.
const counted = sql`
  counted as (
    (select calendar_id, calendar_version from deadlines where ${isOpen}
      order by calendar_id, calendar_version limit 1)
    union all
    select n.* from counted c cross join lateral (
      select d.calendar_id, d.calendar_version from deadlines d where ${isOpen}
        and (d.calendar_id, d.calendar_version) > (c.calendar_id, c.calendar_version)
      order by d.calendar_id, d.calendar_version limit 1) n)`

/**
 * The versions by which open deadlines were counted that are not in force any more, each with the first day of which a
 * later one says another thing. A name may come back: what was counted by it before is counted by it now. One that this
 * house never held is out of date from the first day.
 */
export async function listOutOfDate (db: Reader): Promise<OutOfDate[]> {
  const { rows } = await db.execute<OutOfDate>(sql`
    with recursive ${counted}
    select k.id as "calendarId", c.calendar_version as version, k.version as "inForce", k.revision, f.from_day as from
    from counted c join calendars k on k.id = c.calendar_id and k.version <> c.calendar_version
    cross join lateral (select max(v.revision) as revision from calendar_versions v
      where v.calendar_id = k.id and v.version = c.calendar_version) held
    cross join lateral (select case when held.revision is null then '1900-01-01' else min(v.changed_from)::text end as from_day
      from calendar_versions v where v.calendar_id = k.id and v.revision > coalesce(held.revision, 0)) f
    where f.from_day is not null`)
  return rows
}

/** By which versions of a calendar open deadlines were counted. */
export async function listVersionsInUse (db: Reader, calendarId: string): Promise<string[]> {
  const { rows } = await db.execute<{ version: string }>(sql`
    with recursive ${counted} select calendar_version as version from counted where calendar_id = ${calendarId}`)
  return rows.map(({ version }) => version)
}

/** Open deadlines that were counted by a version, in the order of their due days, after a place. */
export async function listOpen (
  db: Reader, { calendarId, version, from }: CountedBy, { after, limit }: { after: OpenPlace | undefined, limit: number },
): Promise<OpenPlace[]> {
  const beyond = after === undefined ? sql`true` : sql`(due_on, request_id) > (${after.dueOn}::date, ${after.requestId}::uuid)`
  const { rows } = await db.execute<OpenPlace>(sql`
    select request_id as "requestId", due_on::text as "dueOn" from deadlines
    where calendar_id = ${calendarId} and calendar_version = ${version} and ${isOpen}
      and due_on >= ${from}::date and ${beyond}
    order by due_on, request_id limit ${limit}`)
  return rows
}

type ClockRow = Omit<OpenClock, 'entries' | 'dueAt' | 'tellAt'> & { dueAt: string, tellAt: string | null }
type EntryRow = ClockEntry & { requestId: string, seq: number }

/** Those of some deadlines that are still open, in the order of their due days, with their entries. */
export async function readOpen (db: Reader, ids: readonly string[]): Promise<OpenClock[]> {
  const { rows } = await db.execute<ClockRow>(sql`
    select request_id as "requestId", agency_code as "agencyCode", regime_version as "regimeVersion",
      calendar_version as "calendarVersion", zone, due_on as "dueOn", due_at as "dueAt", state, told,
      told_due_on as "toldDueOn", tell_at as "tellAt"
    from deadlines where request_id = any(${sql.param(ids)}::uuid[]) and state in ('running', 'paused')
    order by due_on, request_id`)
  const { rows: entries } = await db.execute<EntryRow>(sql`
    select request_id as "requestId", seq, kind, on_day as "onDay", working_days as "workingDays", until_on as "untilOn",
      corrects, cause, evidence
    from clock_entries where request_id = any(${sql.param(ids)}::uuid[]) order by request_id, seq`)
  const byRequest = Map.groupBy(entries, ({ requestId }) => requestId)
  return rows.map(({ dueAt, tellAt, ...row }) => ({
    ...row, dueAt: new Date(dueAt), tellAt: tellAt === null ? null : new Date(tellAt), entries: byRequest.get(row.requestId) ?? [],
  }))
}

/** Stores deadlines as they are counted by a version, and an entry for each that it moved; in one statement. */
export async function saveRecounted (
  tx: Transaction, rows: readonly RecountedClock[], { version, onDays, now }: { version: string, onDays: Day[], now: Date },
): Promise<void> {
  const column = (values: (row: RecountedClock) => unknown) => sql.param(rows.map(values))
  const ids = column((row) => row.requestId)
  const at = now.toISOString()
  await tx.execute(sql`
    with fresh as materialized (
      select * from unnest(${ids}::uuid[], ${column((row) => row.clock.state)}::text[],
        ${column((row) => row.clock.dueOn)}::date[], ${column((row) => row.clock.dueAt.toISOString())}::timestamptz[],
        ${column((row) => row.clock.pausedUntil?.toISOString() ?? null)}::timestamptz[],
        ${column((row) => row.clock.provisional)}::boolean[],
        ${column((row) => `{${row.clock.unknownYears.join(',')}}`)}::text[],
        ${column((row) => row.tellAt?.toISOString() ?? null)}::timestamptz[],
        ${column((row) => row.moved ? row.seq : null)}::int[], ${sql.param(onDays)}::date[])
        as f (request_id, state, due_on, due_at, paused_until, provisional, unknown_years, tell_at, seq, on_day)),
    entered as (
      insert into clock_entries (request_id, seq, kind, on_day, cause, evidence, author, recorded_at, state, due_on, due_at,
        paused_until, calendar_version)
      select request_id, seq, 'redated', on_day, 'calendar', ${version}, 'system', ${at}::timestamptz, state, due_on, due_at,
        paused_until, ${version}
      from fresh where seq is not null)
    update deadlines d set state = f.state, due_on = f.due_on, due_at = f.due_at, paused_until = f.paused_until,
      provisional = f.provisional, unknown_years = f.unknown_years::int[], tell_at = f.tell_at, calendar_version = ${version}
    from fresh f where d.request_id = f.request_id and d.request_id = any(${ids}::uuid[])`)
}

/** Sets deadlines aside that cannot be counted, until an instant. */
export async function setAside (tx: Transaction, ids: readonly string[], until: Date): Promise<void> {
  await tx.update(deadlines).set({ recountAt: until }).where(inArray(deadlines.requestId, [...ids]))
}

/** Takes some of those up again whose time has come. */
export async function takeUpAgain (db: Database, now: Date, limit: number): Promise<void> {
  await db.execute(sql`update deadlines set recount_at = null where request_id in (
    select request_id from deadlines where recount_at <= ${now.toISOString()} and state in ('running', 'paused')
    order by recount_at limit ${limit})`)
}

/** Adds to the account of a revision how many deadlines were counted anew, and how many of them moved. */
export async function tallyRecounted (
  tx: Transaction, { calendarId, revision }: OutOfDate, { visited, moved }: { visited: number, moved: number },
): Promise<void> {
  await tx.execute(sql`update calendar_versions set visited = visited + ${visited}, moved = moved + ${moved}
    where calendar_id = ${calendarId} and revision = ${revision}`)
}

type Revision = { calendarId: string, revision: number }

/** The versions that were published and are not known to be applied yet. */
export async function listUnapplied (db: Reader): Promise<Revision[]> {
  const { calendarId, revision, appliedAt } = calendarVersions
  return await db.select({ calendarId, revision }).from(calendarVersions).where(isNull(appliedAt))
}

// Terms are counted anew by a sweep of their own.
const termsAreCounted = sql`not exists (select 1 from terms t join calendars k on k.id = t.calendar_id
  where t.calendar_id = ${calendarVersions.calendarId} and t.state = 'open' and not t.day_told and t.calendar_version <> k.version)`

/** Notes that no open deadline is left that a version has to move; where a term is left, a later look notes it. */
export async function markApplied (db: Database, applied: readonly Revision[], now: Date): Promise<void> {
  const { calendarId, revision } = calendarVersions
  await db.update(calendarVersions).set({ appliedAt: now })
    .where(and(termsAreCounted, or(...applied.map((one) => and(eq(calendarId, one.calendarId), eq(revision, one.revision))))))
}
