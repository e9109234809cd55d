import { sql } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import type { Holder } from '../rules/held-by.ts'
import type { PauseCause, WaitingFor } from '../rules/standing.ts'
import {
  deadlinesAt, extendedDays, holderDuty, joinFacts, joinRequest, pausedFor, requestStatus, waitingFor,
} from './case-state.ts'
import { instantOf, type Moment } from './moment.ts'

/** Where a case stands: who must act next, whose act it waits for, and what its clock and its request say. */
export type Standing = {
  holder: Holder | null
  waitingFor: WaitingFor | null
  pausedFor: PauseCause | null
  extendedWorkingDays: number
  status: string
}

type StandingRow = {
  request_id: string, duty: Holder['duty'] | null, review_level: number | null, status: string
  waiting_for: WaitingFor | null, paused_for: PauseCause | null, extended: number
}

/** Where cases stood at a moment, by request. */
export async function findStandings (
  db: Reader, requestIds: readonly string[], moment: Moment,
): Promise<Map<string, Standing>> {
  const instant = instantOf(moment)
  const { rows } = await db.execute<StandingRow>(sql`
    select d.request_id, ${holderDuty} as duty, w.review_level, ${requestStatus} as status,
      ${waitingFor(instant)} as waiting_for, ${pausedFor(instant)} as paused_for, ${extendedDays(instant)} as extended
    from ${deadlinesAt(moment)} ${joinRequest(instant)} ${joinFacts(instant)}
    where d.request_id = any(${sql.param(requestIds)}::uuid[])`)
  return new Map(rows.map((row) => [row.request_id, readStanding(row)]))
}

function readStanding ({ duty, review_level: level, ...row }: StandingRow): Standing {
  return {
    holder: duty === null ? null : { duty, level: duty === 'review' ? level : null },
    waitingFor: row.waiting_for, pausedFor: row.paused_for, extendedWorkingDays: row.extended, status: row.status,
  }
}
