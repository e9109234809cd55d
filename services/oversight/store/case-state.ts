import { sql, type SQL } from 'drizzle-orm'
import type { Moment } from './moment.ts'

// The queries that ask how a case stands are put together from these parts. `d` is the deadline, as `sourcesAt` gives
// it, and `q` its request.

/**
 * Where the deadlines of a moment are read from, each place as `d` and no deadline in two of them. One that no entry
 * was recorded for since stands as it stood then. Each clock entry keeps the fold up to and with itself, so for the
 * others the last entry recorded by then tells.
 */
export function sourcesAt ({ at, past }: Moment): SQL[] {
  if (!past) return [sql`deadlines d`]
  const by = sql`${at.toISOString()}::timestamptz`
  const lasting = sql`l.request_id, l.agency_code, l.calendar_id, l.zone, l.started_on, l.provisional`
  const moved = sql`exists (
    select 1 from clock_entries c where c.request_id = l.request_id and c.recorded_at > ${by})`
  return [
    sql`(select ${lasting}, l.answered_on, l.state, l.due_on, l.due_at from deadlines l where not ${moved}) d`,
    sql`(
      select ${lasting}, null::date as answered_on, e.state, e.due_on, e.due_at
      from deadlines l cross join lateral (
        select c.state, c.due_on, c.due_at from clock_entries c
        where c.request_id = l.request_id and c.recorded_at <= ${by} order by c.seq desc limit 1) e
      where ${moved}) d`,
  ]
}

/** Deadlines as they stood at a moment, all of them as `d`. */
export function deadlinesAt (moment: Moment): SQL {
  return sql`(${allOf(sourcesAt(moment).map((source) => sql`select * from ${source}`))}) d`
}

/** The rows of several queries of the same columns. */
export function allOf (queries: readonly SQL[]): SQL {
  return sql.join([...queries], sql` union all `)
}

/**
 * Joins the facts that decide who must act next, as they stood at a moment. A record waits for review once the
 * scan for marks has ended and did not seal it, until the last level of its chain has found.
 */
export function joinFacts ({ at }: Moment): SQL {
  const by = sql`${at.toISOString()}::timestamptz`
  return sql`
    left join decisions c on c.case_id = d.request_id and c.proposed_at <= ${by}
      and (c.decided_at is null or c.decided_at > ${by} or c.state = 'issued')
    left join notice_services s on s.notice_id = c.notice_id and s.recorded_at <= ${by}
    left join extensions x on x.request_id = d.request_id and x.requested_at <= ${by}
      and (x.decided_at is null or x.decided_at > ${by})
    left join lateral (
      select min(n.level) as review_level from records r cross join lateral (
        select count(*)::int + 1 as level from reviews v where v.record_id = r.id and v.reviewed_at <= ${by}) n
      where r.case_id = d.request_id and r.added_at <= ${by} and r.scan_state in ('done', 'unreadable')
        and (r.sealed_at is null or r.sealed_at > ${by}) and n.level <= r.review_levels) w on true`
}

/** The duty that must act next, in SQL over `joinFacts`: the same rule as `heldBy`. */
export function holderDuty ({ at }: Moment): SQL {
  const issued = sql`coalesce(c.decided_at <= ${at.toISOString()}::timestamptz, false)`
  return sql`case
    when d.state not in ('running', 'paused') or ${issued} and s.id is not null then null
    when ${issued} then 'clerk'
    when c.id is not null then 'head'
    when x.id is not null then x.approving_duty
    when w.review_level is not null then 'review'
    else 'officer' end`
}

/** The request of a deadline, and the events of its case as far as they tell its status at a past moment. */
export function joinRequest ({ at, past }: Moment): SQL {
  if (!past) return sql`join requests q on q.id = d.request_id`
  return sql`join requests q on q.id = d.request_id cross join lateral (
    select bool_or(v.type = 'lightwell.decision.issued.v1') as decided, bool_or(v.type in (
      'lightwell.extension.requested.v1', 'lightwell.record.added.v1', 'lightwell.search.recorded.v1',
      'lightwell.decision.proposed.v1')) as touched
    from events v where v.case_id = d.request_id and v.occurred_at <= ${at.toISOString()}) h`
}

/** The status of the request while its clock was open, in SQL: what is kept now, or what the history tells of then. */
export function statusAt ({ past }: Moment): SQL {
  if (!past) return sql`q.status`
  return sql`case when h.decided then 'decided' when h.touched then 'processing' else 'registered' end`
}
