import { and, inArray, lte, sql, type SQL } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { Reader, Transaction } from '@lightwell/database/connect'
import type { CaseHead } from '@lightwell/events/case-head'
import { readEnvelope, type Envelope } from '@lightwell/events/envelope'
import { deadlines } from '@lightwell/schema/tables/deadline'
import type { DeadlineRow } from './deadlines.ts'

/** What is written of a due day after it was looked at. */
export type TellingRow = Readonly<{ requestId: string, tellAt: Date | null, told: string | null, toldDueOn: Day | null }>

type Tale = Envelope<'lightwell.deadline.approaching.v1'> | Envelope<'lightwell.deadline.passed.v1'>
type TermTale = Envelope<'lightwell.term.approaching.v1'> | Envelope<'lightwell.term.passed.v1'>

// News that is still under way to a clock may move its due day; behind a parked delivery it may take for ever.
export function noNews (requestId: SQL): SQL {
  const open = (state: SQL) => sql`select 1 from deliveries n where n.case_id = ${requestId} and n.state <> 'done' and n.state = ${state}`
  return sql`(not exists (${open(sql`'pending'`)}) or exists (${open(sql`'parked'`)}))`
}

/**
 * Locks cases of which something is due to be told, the longest due first, passing over those that others hold and those
 * of which there is news under way.
 */
export async function holdTellable (tx: Transaction, now: Date, limit: number): Promise<CaseHead[]> {
  const { rows } = await tx.execute<CaseHead>(sql`
    select h.id, h.kind, h.agency_code as "agencyCode", h.version, h.last_hash as "lastHash"
    from deadlines d join case_heads h on h.id = d.request_id
    where d.tell_at <= ${now.toISOString()} and ${noNews(sql`d.request_id`)}
    order by d.tell_at, d.request_id limit ${limit} for update of h skip locked`)
  return rows
}

/** Those of held cases of which something is due to be told now that nobody else can write. */
export async function listTellable (tx: Transaction, ids: readonly string[], now: Date): Promise<DeadlineRow[]> {
  const rows = await tx.select().from(deadlines).where(and(
    inArray(deadlines.requestId, [...ids]), lte(deadlines.tellAt, now), noNews(sql`${deadlines.requestId}`)))
  return rows as DeadlineRow[]
}

/** All that was ever told of due days of these cases. */
export async function listTales (tx: Transaction, ids: readonly string[]): Promise<Tale[]> {
  return await talesOf<Tale>(tx, ids, ['lightwell.deadline.approaching.v1', 'lightwell.deadline.passed.v1'])
}

/** All that was ever told of the terms of these cases. */
export async function listTermTales (tx: Transaction, ids: readonly string[]): Promise<TermTale[]> {
  return await talesOf<TermTale>(tx, ids, ['lightwell.term.approaching.v1', 'lightwell.term.passed.v1'])
}

async function talesOf<T extends Envelope> (tx: Transaction, ids: readonly string[], types: readonly T['type'][]): Promise<T[]> {
  if (ids.length === 0) return []
  const { rows } = await tx.execute<{ bytes: Buffer }>(sql`
    select bytes from events where case_id = any(${sql.param(ids)}::uuid[]) and type = any(${sql.param(types)}::text[])`)
  return rows.map(({ bytes }) => readEnvelope(bytes) as T)
}

/** Writes what was told of due days and when to look again, in one statement. */
export async function saveTellings (tx: Transaction, rows: readonly TellingRow[]): Promise<void> {
  const column = (name: keyof TellingRow) => sql.param(rows.map((row) => row[name]))
  await tx.execute(sql`
    update deadlines d set tell_at = t.tell_at, told = t.told, told_due_on = t.told_due_on
    from unnest(${column('requestId')}::uuid[], ${column('tellAt')}::timestamptz[], ${column('told')}::text[],
      ${column('toldDueOn')}::date[]) as t (request_id, tell_at, told, told_due_on)
    where d.request_id = t.request_id`)
}

/** Of how many due days something is due to be told. */
export async function countTellable (db: Reader, now: Date): Promise<number> {
  return await db.$count(deadlines, lte(deadlines.tellAt, now))
}
