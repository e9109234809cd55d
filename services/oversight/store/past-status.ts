import { sql, type SQL } from 'drizzle-orm'
import type { EventType } from '@lightwell/events/contracts'

type Told = Partial<Record<EventType, 'clarifying' | 'processing' | 'decided' | 'lapsed'>>

// What leads to the same status wherever it happens; the last of these tells.
const leads: Told = {
  'lightwell.request.clarification_requested.v1': 'clarifying',
  'lightwell.request.clarified.v1': 'processing',
  'lightwell.request.lapsed.v1': 'lapsed',
  'lightwell.request.reopened.v1': 'processing',
  'lightwell.request.reasons_requested.v1': 'processing',
  'lightwell.consultation.opened.v1': 'processing',
  'lightwell.fee.proposed.v1': 'processing',
  'lightwell.correction.proposed.v1': 'processing',
  'lightwell.correction.issued.v1': 'decided',
  'lightwell.decision.issued.v1': 'decided',
}

// What begins the work on a request that is registered, and on no other.
const begins: readonly EventType[] = [
  'lightwell.extension.requested.v1', 'lightwell.search.recorded.v1', 'lightwell.record.added.v1',
  'lightwell.section_task.opened.v1', 'lightwell.decision.proposed.v1',
]

const withdrawn: EventType = 'lightwell.request.withdrawn.v1'

// A receipt that was confirmed before the request was filed has no event of its own.
const confirmed: EventType = 'lightwell.request.receipt_confirmed.v1'

/**
 * The status of the request `q` at a past instant, as its clock `d` and the events of its case until then tell it: the
 * moves of the counter, read backwards. How a case ended is told by its clock, which may have been taken up again since.
 */
export function pastStatus (by: SQL): SQL {
  const pairs = Object.entries(leads).map(([type, status]) => sql`(${type}, ${status})`)
  return sql`
    select case
      when d.state in ('met', 'missed') then 'closed'
      when d.state = 'stopped' and v.withdrawn then 'withdrawn'
      when d.state = 'stopped' and v.led is distinct from 'lapsed' then 'transferred'
      when v.led is not null then v.led
      when q.confirm_by is not null and v.confirmed is null and (q.confirmed_on is null or exists (
        select from events a where a.case_id = q.id and a.type = ${confirmed})) then 'received'
      when v.begun > coalesce(v.confirmed, 0) then 'processing'
      else 'registered' end
    from (
      select bool_or(e.type = ${withdrawn}) as withdrawn,
        (array_agg(l.status order by e.version desc) filter (where l.status is not null))[1] as led,
        max(e.version) filter (where e.type = ${confirmed}) as confirmed,
        max(e.version) filter (where e.type in (${sql.join(begins.map((type) => sql`${type}`), sql`, `)})) as begun
      from events e left join (values ${sql.join(pairs, sql`, `)}) l (type, status) on l.type = e.type
      where e.case_id = d.request_id and e.occurred_at <= ${by}) v`
}
