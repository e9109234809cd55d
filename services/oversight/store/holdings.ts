import { sql } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import type { Turn } from '../rules/days-held.ts'
import { holderDuty, joinFacts, joinRequest, requestStatus } from './case-state.ts'
import { instantOf, type Instant, type Moment } from './moment.ts'

/**
 * With whom a case lay as each day began, until a moment. `endedOn` is the day on which its clock stopped; `entered` is
 * whether it was entered in this house on its way, and not brought in from elsewhere.
 */
export type Holding = { endedOn: Day | null, entered: boolean, turns: Turn[] }

// What a case can have of turns in a list. Nobody's case has as many; it bounds what one row may cost.
const mostTurns = 400

/**
 * With whom cases lay, by request. Who holds a case changes with what happens to it, and where a limit ends that waits
 * for others: it is asked as the day after each of these begins, and holds until the next.
 */
export async function findHoldings (
  db: Reader, requestIds: readonly string[], moment: Moment,
): Promise<Map<string, Holding>> {
  const { by } = instantOf(moment)
  const dayBegins: Instant = { by: sql`t.begins`, past: true }
  // A request that had lapsed, and was taken up again, lay with the applicant meanwhile.
  const duty = sql`coalesce(${holderDuty}, case when ${requestStatus} = 'lapsed' then 'applicant' end)`
  const { rows } = await db.execute<{
    request_id: string, ended_on: Day | null, entered: boolean, days: Day[], duties: Turn['duty'][]
  }>(sql`
    select kept.request_id, ${endedOn(by)} as ended_on, not r.imported as entered,
      coalesce(array_agg(t.day::text order by t.day) filter (where t.day is not null), '{}') as days,
      coalesce(array_agg(x.duty order by t.day) filter (where t.day is not null), '{}') as duties
    from deadlines kept join requests r on r.id = kept.request_id
    left join lateral (${turningDays(by)}) t on true
    left join lateral (
      select ${duty} as duty from (
        select kept.request_id, kept.zone, kept.regime_version, c.state, c.paused_until from clock_entries c
        where c.request_id = kept.request_id and c.recorded_at <= ${dayBegins.by} order by c.seq desc limit 1) d
      ${joinRequest(dayBegins)} ${joinFacts(dayBegins)}) x on true
    where kept.request_id = any(${sql.param(requestIds)}::uuid[])
    group by kept.request_id, r.imported`)
  return new Map(rows.map(({ request_id: id, ended_on: ended, entered, days, duties }) => [id, {
    endedOn: ended, entered, turns: days.map((day, at) => ({ day, duty: duties[at] ?? null })),
  }]))
}

/** The days as which began it may have lain with another, until an instant. What happens at midnight is seen at once. */
function turningDays (by: ReturnType<typeof sql>) {
  return sql`
    select s.day, s.day::timestamp at time zone kept.zone as begins from (select distinct u.day from (
      select ((e.occurred_at - interval '1 millisecond') at time zone kept.zone)::date + 1 as day from events e where e.case_id = kept.request_id
      union all select (c.paused_until at time zone kept.zone)::date from clock_entries c where c.request_id = kept.request_id
      union all select k.respond_by + 1 from clarifications k where k.request_id = kept.request_id
      union all select f.pay_by + 1 from fees f where f.request_id = kept.request_id) u
    where u.day <= (${by} at time zone kept.zone)::date order by 1 limit ${mostTurns}) s`
}

/** The day on which the clock had stopped at an instant, as the last correction of it says; null where it had not. */
function endedOn (by: ReturnType<typeof sql>) {
  return sql`(
    select coalesce((select v.on_day from clock_entries v where v.request_id = z.request_id and v.kind = 'corrected'
      and v.corrects = z.seq and v.recorded_at <= ${by} order by v.seq desc limit 1), z.on_day)
    from clock_entries z where z.request_id = kept.request_id and z.kind = 'stopped' and z.recorded_at <= ${by}
      and not exists (select from clock_entries n where n.request_id = z.request_id and n.seq > z.seq
        and n.recorded_at <= ${by} and n.state in ('running', 'paused'))
    order by z.seq desc limit 1)`
}
