import { sql, type SQL } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { ageBands } from '../rules/age-band.ts'
import { boundValue, type Bound } from './bound.ts'
import { deadlinesAt, holderDuty, joinFacts, joinRequest, requestStatus, standsStill } from './case-state.ts'
import { wishes, type DeadlineWish } from './deadlines.ts'
import { inScope } from './scope.ts'

/** What the open cases are counted by. */
export type WorkloadKey = 'agency' | 'holder' | 'stage' | 'age_band'

/** The open cases of one key: all of them, those that are late, and those that soon will be. */
export type Workload = { key: string, open: number, overdue: number, dueSoon: number }

/**
 * What bounds a count: with `lateOnly`, cases due by `dueBy`. A case is due soon until `soonBy`; `startedSince` is the
 * first day of receipt of each age band but the last.
 */
export type WorkloadWish = DeadlineWish & { lateOnly: boolean, soonBy: Bound, startedSince: readonly Bound[] }

/** Counts open cases by a key, in the order of the key. A case that nobody must act on is counted as held by none. */
export async function countWorkload (db: Reader, by: WorkloadKey, wish: WorkloadWish): Promise<Workload[]> {
  const { moment, scope, lateOnly, dueBy, soonBy } = wish
  const late = sql`d.due_at <= ${moment.at.toISOString()}::timestamptz`
  const counted = lateOnly
    ? sql`d.state = 'running' and d.due_at <= ${boundValue(dueBy, 'timestamptz')}`
    : sql`d.state in ('running', 'paused')`
  const soon = sql`not ${late} and not ${standsStill(moment)} and d.due_at <= ${boundValue(soonBy, 'timestamptz')}`
  const { rows } = await db.execute<{ key: string, open: number, overdue: number, due_soon: number }>(sql`
    select ${keyOf(by, wish)} as key, count(*)::int as open,
      (count(*) filter (where d.state = 'running' and ${late}))::int as overdue,
      (count(*) filter (where d.state = 'running' and ${soon}))::int as due_soon
    from ${deadlinesAt(moment)} ${joinsOf(by, wish)}
    where ${counted} and ${inScope(sql`d.agency_code`, scope)} and ${wishes(wish)}
    group by 1 order by 1`)
  return rows.map(({ key, open, overdue, due_soon: dueSoon }) => ({ key: nameOf(by, key), open, overdue, dueSoon }))
}

function keyOf (by: WorkloadKey, { moment, startedSince }: WorkloadWish): SQL {
  switch (by) {
    case 'agency': return sql`d.agency_code`
    case 'holder': return sql`coalesce(${holderDuty(moment)}, 'none')`
    case 'stage': return requestStatus
    case 'age_band': return bandOf(startedSince)
  }
}

function joinsOf (by: WorkloadKey, { moment, heldBy, stage }: WorkloadWish): SQL {
  const facts = by === 'holder' || heldBy
  const request = facts || by === 'stage' || stage
  return sql`${request ? joinRequest(moment) : sql``} ${facts ? joinFacts(moment) : sql``}`
}

/** The place of a case's age band, so that bands come in their order. */
function bandOf (startedSince: readonly Bound[]): SQL {
  const cases = startedSince.map((since, at) =>
    sql`when d.started_on >= ${boundValue(since, 'date')} then ${String(at)}`)
  return sql`case ${sql.join(cases, sql` `)} else ${String(startedSince.length)} end`
}

function nameOf (by: WorkloadKey, key: string): string {
  return by === 'age_band' ? ageBands[Number(key)]?.key ?? key : key
}
