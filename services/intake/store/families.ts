import { sql } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import type { RelatedRequest } from '../case-view.ts'

/** The requests that came of some, at whatever remove, each with the one (`rootId`) it is asked for; oldest first. */
export async function listDescendants (db: Reader, ids: string[]): Promise<(RelatedRequest & { rootId: string })[]> {
  const { rows } = await db.execute<Record<keyof RelatedRequest | 'rootId', string | null>>(sql`
    with recursive family as (
      select parent_id as root_id, id from requests
      where parent_id in (${sql.join(ids.map((id) => sql`${id}::uuid`), sql`, `)})
      union all select f.root_id, r.id from family f join requests r on r.parent_id = f.id)
    select f.root_id as "rootId", r.id, r.receipt_number as "receiptNumber", r.agency_code as "agencyCode",
      r.api_client_id as "apiClientId", r.status, r.relation, r.parent_id as "parentId", r.received_on as "receivedOn",
      r.regime_version as "regimeVersion", r.calendar_id as "calendarId", r.zone, d.due_on as "dueOn"
    from family f join requests r on r.id = f.id left join deadlines d on d.request_id = r.id order by r.id`)
  return rows as (RelatedRequest & { rootId: string })[]
}

/** A request and those it came of, at whatever remove. */
export async function listLine (db: Reader, id: string): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    with recursive line as (
      select id, parent_id from requests where id = ${id}::uuid
      union all select r.id, r.parent_id from line l join requests r on r.id = l.parent_id)
    select id from line`)
  return rows.map((row) => row.id)
}
