import { sql, type SQL } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { ageBands } from '../rules/age-band.ts'
import { boundValue, type Bound } from './bound.ts'
import { holderDuty, joinFacts, joinRequest, openDeadlinesAt, requestStatus, standsStill, waitingFor } from './case-state.ts'
import { wishes, type CaseWish } from './deadlines.ts'
import { instantOf } from './moment.ts'
import { inScope } from './scope.ts'

/** What the open cases are counted by. */
export type WorkloadKey = 'agency' | 'regime' | 'holder' | 'stage' | 'age_band'

/** Open cases by whose act they wait for; together they are all of them. */
export type Waiting = { waitingApproval: number, waitingApplicant: number, waitingThirdParty: number, working: number }

/** The open cases of one key: all of them, and how their clocks stand. Those four together are all of them as well. */
export type Workload = {
  key: string, open: number, overdue: number, dueSoon: number, running: number, paused: number
} & Partial<Waiting>

/**
 * What bounds a count: with `lateOnly`, cases due by `dueBy`. A case is due soon until `soonBy`; `startedSince` is the
 * first day of receipt of each age band but the last. Whose act is waited for is counted only `withWaiting`: everything
 * else of an open case is told by its deadline alone.
 */
export type WorkloadWish = CaseWish & {
  lateOnly: boolean, dueBy: Bound, soonBy: Bound, startedSince: readonly Bound[], withWaiting?: boolean
}

type Counted = { key: string, open: number, overdue: number, due_soon: number, paused: number } & Record<string, number>

/** Counts open cases by a key, in the order of the key. A case that nobody must act on is counted as held by none. */
export async function countWorkload (db: Reader, by: WorkloadKey, wish: WorkloadWish): Promise<Workload[]> {
  const { moment, scope, lateOnly, dueBy, soonBy, withWaiting = false } = wish
  const instant = instantOf(moment)
  const late = sql`d.due_at <= ${instant.by}`
  const counted = lateOnly
    ? sql`d.state = 'running' and d.due_at <= ${boundValue(dueBy, 'timestamptz')}`
    : sql`true`
  const soon = sql`not ${late} and not ${standsStill(instant)} and d.due_at <= ${boundValue(soonBy, 'timestamptz')}`
  const { rows } = await db.execute<Counted>(sql`
    select ${keyOf(by, wish)} as key, count(*)::int as open,
      (count(*) filter (where d.state = 'running' and ${late}))::int as overdue,
      (count(*) filter (where d.state = 'running' and ${soon}))::int as due_soon,
      (count(*) filter (where d.state = 'paused' or ${standsStill(instant)}))::int as paused
      ${withWaiting ? waitingCounts : sql``}
    from ${openDeadlinesAt(moment)} ${joinsOf(by, wish)}
    where ${counted} and ${inScope(sql`d.agency_code`, scope)} and ${wishes(wish)}
    group by 1 order by 1`)
  return rows.map((row) => readCounted(by, row, withWaiting))
}

const waitingCounts = sql`,
  (count(*) filter (where u.waiting_for = 'approval'))::int as approval,
  (count(*) filter (where u.waiting_for = 'applicant'))::int as applicant,
  (count(*) filter (where u.waiting_for = 'third_party'))::int as third_party`

function keyOf (by: WorkloadKey, { startedSince }: WorkloadWish): SQL {
  switch (by) {
    case 'agency': return sql`d.agency_code`
    case 'regime': return sql`d.regime_id`
    case 'holder': return sql`coalesce(${holderDuty}, 'none')`
    case 'stage': return requestStatus
    case 'age_band': return bandOf(startedSince)
  }
}

function joinsOf (by: WorkloadKey, { moment, heldBy, stage, waitingFor: waits, withWaiting }: WorkloadWish): SQL {
  const instant = instantOf(moment)
  const facts = by === 'holder' || heldBy || waits || withWaiting
  const request = facts || by === 'stage' || stage
  return sql`${request ? joinRequest(instant) : sql``} ${facts ? joinFacts(instant) : sql``}
    ${withWaiting ? sql`cross join lateral (select ${waitingFor(instant)} as waiting_for) u` : sql``}`
}

/** The place of a case's age band, so that bands come in their order. */
function bandOf (startedSince: readonly Bound[]): SQL {
  const cases = startedSince.map((since, at) =>
    sql`when d.started_on >= ${boundValue(since, 'date')} then ${String(at)}`)
  return sql`case ${sql.join(cases, sql` `)} else ${String(startedSince.length)} end`
}

function readCounted (by: WorkloadKey, row: Counted, withWaiting: boolean): Workload {
  const { key, open, overdue, due_soon: dueSoon, paused } = row
  const counted = { key: nameOf(by, key), open, overdue, dueSoon, running: open - overdue - dueSoon - paused, paused }
  if (!withWaiting) return counted
  const { approval = 0, applicant = 0, third_party: thirdParty = 0 } = row
  return {
    ...counted, waitingApproval: approval, waitingApplicant: applicant, waitingThirdParty: thirdParty,
    working: open - approval - applicant - thirdParty,
  }
}

function nameOf (by: WorkloadKey, key: string): string {
  return by === 'age_band' ? ageBands[Number(key)]?.key ?? key : key
}
