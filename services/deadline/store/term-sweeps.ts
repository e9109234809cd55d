import { and, eq, inArray, lte, ne, sql, type SQL } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import type { CaseHead } from '@lightwell/events/case-head'
import { terms } from '@lightwell/schema/tables/deadline-terms'
import { noNews } from './tellings.ts'
import type { TermRow } from './terms.ts'

/** What is written of a term after it was looked at. One that closed by itself closed with its last day. */
export type ToldTerm = Pick<TermRow, 'id' | 'tellAt' | 'told' | 'toldDueOn'> & { closed: boolean }

/** A term counted anew. */
export type RecountedTerm = Pick<TermRow, 'id' | 'dueOn' | 'dueAt' | 'provisional' | 'tellAt' | 'calendarVersion'>

/** A calendar as this process counts by it. */
export type CountingBy = { id: string, version: string }

// A last day that was over has passed, though a calendar would move it now: that is told first.
function nothingPassedUntold (term: SQL, now: Date): SQL {
  const at = now.toISOString()
  return sql`(${term}.tell_at is null or ${term}.tell_at > ${at} or ${term}.due_at > ${at})`
}

/**
 * Locks cases in which something is due to be told of a term, the longest due first, passing over those that others hold
 * and those of which there is news under way.
 */
export async function holdCasesToTell (tx: Transaction, now: Date, limit: number): Promise<CaseHead[]> {
  const { rows } = await tx.execute<CaseHead>(sql`
    select h.id, h.kind, h.agency_code as "agencyCode", h.version, h.last_hash as "lastHash"
    from terms t join case_heads h on h.id = t.case_id
    where t.tell_at <= ${now.toISOString()} and ${noNews(sql`t.case_id`)}
    order by t.tell_at, t.id limit ${limit} for update of h skip locked`)
  return rows
}

/** The terms of held cases of which something is due to be told, now that nobody else can write. */
export async function listTermsToTell (tx: Transaction, caseIds: readonly string[], now: Date): Promise<TermRow[]> {
  return await tx.select().from(terms).where(and(
    inArray(terms.caseId, [...caseIds]), lte(terms.tellAt, now), noNews(sql`${terms.caseId}`))) as TermRow[]
}

/** Writes what was told of terms, and when to look again, in one statement. */
export async function saveToldTerms (tx: Transaction, rows: readonly ToldTerm[]): Promise<void> {
  const column = (name: keyof ToldTerm) => sql.param(rows.map((row) => row[name]))
  await tx.execute(sql`
    update terms t set tell_at = n.tell_at, told = n.told, told_due_on = n.told_due_on,
      state = case when n.closed then 'ended' else t.state end,
      closed_on = case when n.closed then t.due_on end, closed_at = case when n.closed then t.due_at end,
      closed_by = case when n.closed then 'system' end
    from unnest(${column('id')}::uuid[], ${column('tellAt')}::timestamptz[], ${column('told')}::text[],
      ${column('toldDueOn')}::date[], ${column('closed')}::boolean[]) as n (id, tell_at, told, told_due_on, closed)
    where t.id = n.id`)
}

/**
 * The cases of open terms that the law counted by another version of a calendar than is in force, and of which no passing
 * is to be told before. Only where this process counts by that version too: one that has not heard of it yet would count
 * backwards.
 */
export async function listCasesToRedate (
  db: Reader, calendars: readonly CountingBy[], { now, limit }: { now: Date, limit: number },
): Promise<string[]> {
  const counted = sql`select t.case_id, t.id from terms t
    where t.state = 'open' and not t.day_told and t.calendar_id = c.id and ${nothingPassedUntold(sql`t`, now)}`
  const { rows } = await db.execute<{ id: string }>(sql`
    select distinct found.case_id as id
    from unnest(${sql.param(calendars.map(({ id }) => id))}::text[], ${sql.param(calendars.map(({ version }) => version))}::text[])
      as held (id, version)
    join calendars c on c.id = held.id and c.version = held.version
    cross join lateral (
      (${counted} and t.calendar_version < c.version limit ${limit})
      union all (${counted} and t.calendar_version > c.version limit ${limit})) found
    limit ${limit}`)
  return rows.map(({ id }) => id)
}

/** Those of them in held cases that this calendar counts. */
export async function listTermsToRedate (
  tx: Transaction, caseIds: readonly string[], { calendar: { id, version }, now }: { calendar: CountingBy, now: Date },
): Promise<TermRow[]> {
  return await tx.select().from(terms).where(and(
    inArray(terms.caseId, [...caseIds]), eq(terms.state, 'open'), eq(terms.dayTold, false), eq(terms.calendarId, id),
    ne(terms.calendarVersion, version), nothingPassedUntold(sql`terms`, now))) as TermRow[]
}

/** Stores terms as they were counted anew, in one statement. */
export async function saveRecountedTerms (tx: Transaction, rows: readonly RecountedTerm[]): Promise<void> {
  const column = (name: keyof RecountedTerm) => sql.param(rows.map((row) => row[name]))
  await tx.execute(sql`
    update terms t set due_on = n.due_on, due_at = n.due_at, provisional = n.provisional, tell_at = n.tell_at,
      calendar_version = n.calendar_version
    from unnest(${column('id')}::uuid[], ${column('dueOn')}::date[], ${column('dueAt')}::timestamptz[],
      ${column('provisional')}::boolean[], ${column('tellAt')}::timestamptz[], ${column('calendarVersion')}::text[])
      as n (id, due_on, due_at, provisional, tell_at, calendar_version)
    where t.id = n.id`)
}
