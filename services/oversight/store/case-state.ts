import { sql, type SQL } from 'drizzle-orm'
import { regimes } from '@lightwell/regimes/regimes'
import type { Moment } from './moment.ts'
import { pastStatus } from './past-status.ts'

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
  const lasting = sql`l.request_id, l.agency_code, l.calendar_id, l.zone, l.started_on, l.provisional,
    l.regime_version`
  const moved = sql`exists (
    select 1 from clock_entries c where c.request_id = l.request_id and c.recorded_at > ${by})`
  return [
    sql`(select ${lasting}, l.answered_on, l.state, l.due_on, l.due_at, l.paused_until
      from deadlines l where not ${moved}) d`,
    sql`(
      select ${lasting}, null::date as answered_on, e.state, e.due_on, e.due_at, e.paused_until
      from deadlines l cross join lateral (
        select c.state, c.due_on, c.due_at, c.paused_until from clock_entries c
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

/** Whether a running clock stands still at a moment, and goes on by itself. */
export function standsStill ({ at }: Moment): SQL {
  return sql`coalesce(d.paused_until > ${at.toISOString()}::timestamptz, false)`
}

/** Joins the request of a deadline as `q`, and as `h` what it was at a moment: what is kept now, or what events tell. */
export function joinRequest ({ at, past }: Moment): SQL {
  const status = past ? pastStatus(at) : sql`select q.status`
  return sql`join requests q on q.id = d.request_id cross join lateral (${status}) h (status)`
}

/** The status of the request, in SQL over `joinRequest`. */
export const requestStatus = sql`h.status`

/**
 * Joins the facts that decide who must act next, as they stood at a moment. A case has one live decision, correction
 * and fee at a time. A record waits for review once the scan for marks has ended and did not seal it, until the last
 * level of its chain has found. An extension lapsed when the clock stopped.
 */
export function joinFacts ({ at }: Moment): SQL {
  const by = sql`${at.toISOString()}::timestamptz`
  return sql`
    left join decisions c on c.case_id = d.request_id and c.proposed_at <= ${by}
      and (c.decided_at is null or c.decided_at > ${by} or c.state = 'issued')
    left join correction_outcomes o on o.request_id = d.request_id and o.proposed_at <= ${by}
      and (o.decided_at is null or o.decided_at > ${by} or o.state = 'issued')
    left join extensions x on x.request_id = d.request_id and x.requested_at <= ${by}
      and (x.decided_at is null or x.decided_at > ${by}) and (x.state <> 'lapsed' or not exists (
        select from clock_entries z where z.request_id = x.request_id and z.kind = 'stopped'
          and z.recorded_at between x.requested_at and ${by}))
    left join fees f on f.request_id = d.request_id and f.proposed_at <= ${by}
      and (f.decided_at is null or f.decided_at > ${by}
        or f.notice_id is not null and (f.state = 'open' or f.closed_at > ${by} or f.paid_on > ${dayAt(by)}))
    left join clarifications k on k.request_id = d.request_id and k.asked_at <= ${by}
    left join lateral (
      select min(n.level) as review_level from records r cross join lateral (
        select count(*)::int + 1 as level from reviews v where v.record_id = r.id and v.reviewed_at <= ${by}) n
      where r.case_id = d.request_id and r.added_at <= ${by} and r.scan_state in ('done', 'unreadable')
        and (r.sealed_at is null or r.sealed_at > ${by}) and n.level <= r.review_levels) w on true`
}

/**
 * Who must act next, in SQL over `joinRequest` and `joinFacts`: the rule by which the counter tells it (`heldBy` of its
 * stages). What waits for a head's word comes before what waits for others; the days of those are the agency's.
 */
export function holderDuty (moment: Moment): SQL {
  const by = sql`${moment.at.toISOString()}::timestamptz`
  const isOver = (day: SQL) => sql`coalesce(${dayAt(by)} > ${day}, true)`
  return sql`case
    when h.status = 'decided' then 'clerk'
    when h.status in ('withdrawn', 'transferred') then null
    when h.status = 'closed' then case when ${untoldAt(by)} then 'clerk' end
    when h.status = 'lapsed' then case
      when k.state <> 'answered' and k.answered_at <= ${by} and (k.judged_at is null or k.judged_at > ${by})
      then 'officer' end
    when c.decided_at <= ${by} or o.decided_at <= ${by} then 'clerk'
    when h.status = 'clarifying' then case when ${isOver(sql`k.respond_by`)} then 'officer' else 'applicant' end
    when c.id is not null or o.id is not null then 'head'
    when x.id is not null then x.approving_duty
    when f.id is not null and (f.decided_at is null or f.decided_at > ${by}) then ${approvingDuty}
    when f.id is not null then case when ${isOver(sql`f.pay_by`)} then 'officer' else 'applicant' end
    when w.review_level is not null then 'review'
    when ${standsStill(moment)} then 'third_party'
    when h.status = 'received' then 'clerk'
    else 'officer' end`
}

/** Whether a third party whose objection was outweighed has not been told yet, at an instant. */
function untoldAt (by: SQL): SQL {
  return sql`exists (select from notices n where n.case_id = d.request_id and n.kind = 'third_party_decision'
    and n.issued_at <= ${by} and not exists (
      select from notice_services s where s.notice_id = n.id and s.recorded_at <= ${by}))`
}

function dayAt (instant: SQL): SQL {
  return sql`(${instant} at time zone d.zone)::date`
}

/** The duty that approves what the regime of a deadline leaves to a head. */
const approvingDuty = sql`case ${sql.join(regimes.map(({ version, limit }) =>
  sql`when d.regime_version = ${version} then ${limit.approvingDuty.value}`), sql` `)} end`
