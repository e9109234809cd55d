import { sql, type SQL } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'

/** Which requests are counted: of which agencies (undefined: all), received between which days, both included. */
export type CountWish = { agencyCodes: readonly string[] | undefined, from?: string | undefined, to?: string | undefined }

/** How many of a kind; of a fee the sum in yuan, of questions that were answered at once the people who asked. */
export type Count = { of: string, code: string | null, number: number, yuan: number }

/**
 * Counts requests by everything they are told apart by, in one statement, so that all the sums are over the same requests.
 */
export async function countRequests (db: Reader, wish: CountWish): Promise<Count[]> {
  const by = (of: string, code: SQL): SQL => sql`select ${of}::text, ${code}, count(*)::int, 0 from counted group by 2`
  const fees = (of: string, states: SQL): SQL => sql`
    select ${of}::text, null, count(*)::int, coalesce(sum(f.amount_yuan), 0)::int
    from fees f join counted r on r.id = f.request_id where f.state in (${states})`
  const { rows } = await db.execute<Count>(sql`
    with counted as materialized (
      select id, status, channel, applicant_kind, organisation_kind, subject, contexts, nature from requests
      where ${within(wish, sql`received_on`)})
    select t.* from (
      ${sql.join([
        by('status', sql`status`), by('channel', sql`channel`), by('applicant', sql`applicant_kind`),
        by('organisation', sql`organisation_kind`), by('subject', sql`subject`), by('nature', sql`nature`),
        sql`select 'context', code, count(*)::int, 0 from counted cross join unnest(contexts) code group by 2`,
        fees('charged', sql`'open', 'paid', 'abandoned', 'waived'`), fees('collected', sql`'paid'`),
        sql`select 'inquiry', channel, sum(persons)::int, 0 from inquiries where ${within(wish, sql`asked_on`)} group by 2`,
      ], sql` union all `)}) t ("of", code, number, yuan)`)
  return rows
}

function within ({ agencyCodes, from, to }: CountWish, day: SQL): SQL {
  const conditions = [
    ...agencyCodes === undefined ? [] : [sql`agency_code = any(${sql.param([...agencyCodes])}::text[])`],
    ...from === undefined ? [] : [sql`${day} >= ${from}::date`],
    ...to === undefined ? [] : [sql`${day} <= ${to}::date`],
  ]
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}
