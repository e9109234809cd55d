import { sql, type SQL } from 'drizzle-orm'
import { regimes } from '@lightwell/regimes/regimes'
import { instantOf, type Instant, type Moment } from './moment.ts'
import { pastStatus } from './past-status.ts'

// The queries that ask how a case stands are put together from these parts. `d` is the deadline, as `sourcesAt` gives
// it, and `q` its request.

/**
 * Where the deadlines of a moment are read from, each place as `d` and no deadline in two of them. One that no entry
 * was recorded for since stands as it stood then. Each clock entry keeps the fold up to and with itself, so for the
 * others the last entry recorded by then tells.
 */
export function sourcesAt (moment: Moment): SQL[] {
  const { by, past } = instantOf(moment)
  if (!past) return [sql`deadlines d`]
  const lasting = sql`l.request_id, l.agency_code, l.calendar_id, l.zone, l.started_on, l.provisional, l.regime_id,
    l.regime_version`
  const moved = sql`exists (
    select 1 from clock_entries c where c.request_id = l.request_id and c.recorded_at > ${by})`
  return [
    sql`(select ${lasting}, l.answered_on, l.state, l.due_on, l.due_at, l.paused_until
      from deadlines l where not ${moved}) d`,
    sql`(
      select ${lasting}, case when e.state in ('met', 'missed') then l.answered_on end as answered_on, e.state, e.due_on,
        e.due_at, e.paused_until
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

/**
 * Open deadlines as they stood at a moment, as `d`, for counts: each state apart, so that a count is answered from the
 * index of that state wherever it asks for no other column.
 */
export function openDeadlinesAt (moment: Moment): SQL {
  const columns = sql`d.request_id, d.agency_code, d.regime_id, d.regime_version, d.calendar_id, d.zone, d.started_on,
    d.due_at, d.paused_until`
  const inState = (source: SQL, state: SQL) => sql`select ${columns}, ${state} as state from ${source} where d.state = ${state}`
  return sql`(${allOf(sourcesAt(moment).flatMap((source) =>
    [sql`'running'`, sql`'paused'`].map((state) => inState(source, state))))}) d`
}

/** The rows of several queries of the same columns. */
export function allOf (queries: readonly SQL[]): SQL {
  return sql.join([...queries], sql` union all `)
}

/** Whether a running clock stands still at a moment, and goes on by itself. */
export function standsStill ({ by }: Pick<Instant, 'by'>): SQL {
  return sql`coalesce(d.paused_until > ${by}, false)`
}

/** Joins the request of a deadline as `q`, and as `h` what it was at a moment: what is kept now, or what events tell. */
export function joinRequest ({ by, past }: Instant): SQL {
  const status = past ? pastStatus(by) : sql`select q.status`
  return sql`join requests q on q.id = d.request_id cross join lateral (${status}) h (status)`
}

/** The status of the request, in SQL over `joinRequest`. */
export const requestStatus = sql`h.status`

/**
 * Joins the facts that decide who must act next, as they stood at a moment, and as `s` what follows from them: the
 * `duty`, null where nobody must. It is worked out once for each row, however often it is asked for. A case has one live decision, correction
 * and fee at a time. A record waits for review once the scan for marks has ended and did not seal it, until the last
 * level of its chain has found. An extension lapsed when the clock stopped.
 */
export function joinFacts ({ by }: Pick<Instant, 'by'>): SQL {
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
        and (r.sealed_at is null or r.sealed_at > ${by} or r.unsealed_by is not null and exists (
          select from unsealings u where u.record_id = r.id and u.confirmed_at <= ${by}))
        and n.level <= r.review_levels) w on true
    cross join lateral (select ${dutyFrom(by)} as duty offset 0) s`
}

/** Who must act next, in SQL over `joinRequest` and `joinFacts`. */
export const holderDuty = sql`s.duty`

/**
 * The rule by which the counter tells who must act next (`heldBy` of its stages). What waits for a head's word comes
 * before what waits for others; the days of those are the agency's.
 */
function dutyFrom (by: SQL): SQL {
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
    when c.id is not null then coalesce(${nextSignerAt(by)}, 'head')
    when o.id is not null then 'head'
    when x.id is not null then x.approving_duty
    when f.id is not null and (f.decided_at is null or f.decided_at > ${by}) then ${approvingDuty}
    when f.id is not null then case when ${isOver(sql`f.pay_by`)} then 'officer' else 'applicant' end
    when w.review_level is not null then 'review'
    when ${sectionAskedAt(by)} then 'section'
    when ${standsStill({ by })} then 'third_party'
    when h.status = 'received' then 'clerk'
    else 'officer' end`
}

/** The duty of the step of a proposed answer's sheet that was to be signed next, at an instant; null where all were signed. */
function nextSignerAt (by: SQL): SQL {
  return sql`(
    select s.steps -> (
      select count(*)::int from decision_signatures g where g.decision_id = b.decision_id and g.signed_at <= ${by}) ->> 'duty'
    from decision_sheets b join answer_sheets s on s.id = b.sheet_id where b.decision_id = c.id)`
}

/** Whether a business section owes an answer to the officer, at an instant. */
function sectionAskedAt (by: SQL): SQL {
  return sql`exists (select from section_tasks i where i.case_id = d.request_id and i.opened_at <= ${by}
    and (i.closed_at is null or i.closed_at > ${by}))`
}

/** Whether a third party whose objection was outweighed has not been told yet, at an instant. */
function untoldAt (by: SQL): SQL {
  return sql`exists (select from notices n where n.case_id = d.request_id and n.kind = 'third_party_decision'
    and n.issued_at <= ${by} and not exists (
      select from notice_services s where s.notice_id = n.id and s.recorded_at <= ${by}))`
}

/** The day of an instant in the zone of the deadline. */
export function dayAt (instant: SQL): SQL {
  return sql`(${instant} at time zone d.zone)::date`
}

/** The duty that approves what the regime of a deadline leaves to a head. */
const approvingDuty = sql`case ${sql.join(regimes.map(({ version, limit }) =>
  sql`when d.regime_version = ${version} then ${limit.approvingDuty.value}`), sql` `)} end`

/** Whether a head's word on a correction of the clock is waited for, at an instant. One lapsed when the clock stopped. */
function correctionAsked (by: SQL): SQL {
  return sql`exists (select from clock_corrections y where y.request_id = d.request_id and y.requested_at <= ${by}
    and (y.state = 'pending' or y.decided_at > ${by} or y.state = 'lapsed' and not exists (
      select from clock_entries z where z.request_id = y.request_id and z.kind = 'stopped'
        and z.recorded_at between y.requested_at and ${by})))`
}

/**
 * Whose act a case waits for, in SQL over `joinRequest` and `joinFacts`: a head's word comes first, and of who signs an
 * answer before him, and what nobody else is asked for is the work of the agency. Null where nobody must act. A section has a
 * proposed answer only to sign it.
 */
export function waitingFor ({ by }: Pick<Instant, 'by'>): SQL {
  return sql`case when s.duty is null then null
    when s.duty in ('head', 'disclosure_office', 'legal', 'secrecy') or s.duty = 'section' and c.id is not null
      or ${correctionAsked(by)} then 'approval'
    when s.duty in ('applicant', 'third_party') then s.duty else 'work' end`
}

/** Whether an entry `p` of a clock still holds at an instant: no correction took it out. */
function holdsAt (by: SQL): SQL {
  return sql`not exists (select from clock_entries v where v.request_id = p.request_id and v.kind = 'corrected'
    and v.corrects = p.seq and v.cause = 'voided' and v.recorded_at <= ${by})`
}

/**
 * What a clock stands still for at an instant; null where it does not. Of several pauses one that nobody knows the end of
 * tells, then the latest.
 */
export function pausedFor ({ by }: Pick<Instant, 'by'>): SQL {
  return sql`case when d.state = 'paused' or d.state = 'running' and ${standsStill({ by })} then coalesce((
    select case when p.cause in ('clarification', 'consultation', 'fee') then p.cause end from clock_entries p
    where p.request_id = d.request_id and p.kind = 'paused' and p.recorded_at <= ${by} and ${holdsAt(by)}
      and not exists (select from clock_entries e where e.request_id = p.request_id and e.seq > p.seq
        and e.kind in ('resumed', 'restarted') and e.evidence = p.evidence and e.recorded_at <= ${by})
    order by p.until_on is null desc, p.until_on > ${dayAt(by)} desc, p.seq desc limit 1), 'other') end`
}

/** The working days by which extensions made the limit longer, until an instant. */
export function extendedDays ({ by }: Pick<Instant, 'by'>): SQL {
  return sql`(select coalesce(sum(p.working_days), 0)::int from clock_entries p
    where p.request_id = d.request_id and p.kind = 'extended' and p.recorded_at <= ${by} and ${holdsAt(by)})`
}
