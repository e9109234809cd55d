import { sql, type SQL } from 'drizzle-orm'
import { regimes } from '@lightwell/regimes/regimes'
import type { Holder } from '../rules/stage.ts'

// Each is looked up by itself and only where the ones before it leave the question open: a join of them all would be
// made for every open request, of which a page needs fifty.
const decision = sql`(select d.state from decisions d where d.case_id = q.id and d.state in ('proposed', 'issued'))`
// The duty of the step of a proposed answer's sheet that is to be signed next.
const nextSigner = sql`(
  select s.steps -> (select count(*)::int from decision_signatures g where g.decision_id = d.id) ->> 'duty'
  from decisions d join decision_sheets b on b.decision_id = d.id join answer_sheets s on s.id = b.sheet_id
  where d.case_id = q.id and d.state = 'proposed')`
const correction = sql`(
  select c.state from correction_outcomes c where c.request_id = q.id and c.state in ('proposed', 'issued'))`
const extension = sql`(select x.approving_duty from extensions x where x.request_id = q.id and x.state = 'pending')`
const fee = sql`(select f.state from fees f where f.request_id = q.id and f.state in ('proposed', 'open'))`
const clarification = sql`(select k.state from clarifications k where k.request_id = q.id)`
const unreviewed = sql`(select count(*) from records r
  where r.case_id = q.id and (r.sealed_at is null or r.unsealed_by is not null)
    and r.scan_state in ('done', 'unreadable') and (select count(*) from reviews v where v.record_id = r.id) < r.review_levels)`
const sectionAsked = sql`exists (select from section_tasks t where t.case_id = q.id and t.state = 'open')`
const pausedUntil = sql`(select l.paused_until from deadlines l where l.request_id = q.id)`
const replyBy = sql`(select k.respond_by from clarifications k where k.request_id = q.id)`
const payBy = sql`(select f.pay_by from fees f where f.request_id = q.id and f.state = 'open')`

const untold = sql`exists (select from notices n where n.case_id = q.id and n.kind = 'third_party_decision'
  and not exists (select from notice_services s where s.notice_id = n.id))`

const approvingDuties = sql.join(
  regimes.map(({ version, limit }) => sql`when ${version} then ${limit.approvingDuty.value}::text`), sql` `)

/** Who must act next on a request `q`, null when nobody must: the rule `heldBy` in SQL. */
export function holderOf (now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`
  const today = sql`(${at} at time zone q.zone)::date`
  return sql`case
    when q.status in ('withdrawn', 'transferred') then null
    when q.status = 'closed' then case when ${untold} then 'clerk' end
    when q.status = 'lapsed' then case when ${clarification} = 'late_answer' then 'officer' end
    when q.status = 'decided' or ${decision} = 'issued' or ${correction} = 'issued' then 'clerk'
    when q.status = 'clarifying' then case when ${today} <= ${replyBy} then 'applicant' else 'officer' end
    when ${decision} = 'proposed' then coalesce(${nextSigner}, 'head')
    when ${correction} = 'proposed' then 'head'
    when ${extension} is not null then ${extension}
    when ${fee} = 'proposed' then case q.regime_version ${approvingDuties} end
    when ${fee} = 'open' then case when ${today} <= ${payBy} then 'applicant' else 'officer' end
    when ${unreviewed} > 0 then 'review'
    when ${sectionAsked} then 'section'
    when ${pausedUntil} > ${at} then 'third_party'
    when q.status = 'received' then 'clerk'
    else 'officer' end`
}

/** Whether one of these must act next on a request `q`. */
export function isHeldBy (holders: readonly Holder[], now: Date): SQL {
  return sql`${holderOf(now)} in (${sql.join(holders.map((holder) => sql`${holder}`), sql`, `)})`
}
