import { sql, type SQL } from 'drizzle-orm'
import { openStandings, type ClockStanding } from '../rules/standing.ts'
import { boundValue, widestValue } from './bound.ts'
import { standsStill } from './case-state.ts'
import type { DeadlineWish } from './deadlines.ts'
import { instantOf } from './moment.ts'

/**
 * A part of a list that one index gives in the order of the due days: of each agency, or, where it stands `everywhere`,
 * of all of them at once.
 */
export type Walk = { where: SQL, everywhere: boolean }

/** The walks that a list of deadlines is put together from; no deadline lies in two of them. */
export function walksOf (wish: Pick<DeadlineWish, 'clock' | 'moment' | 'dueBy' | 'soonBy'>): Walk[] {
  const asked = new Set(wish.clock)
  const ended = (['met', 'missed', 'stopped'] as const).filter((standing) => asked.has(standing))
  const walks = ended.map((state) => ({ where: sql`d.state = ${state}`, everywhere: false }))
  if (asked.has('paused')) walks.push({ where: sql`d.state = 'paused'`, everywhere: false })
  return [...walks, ...runningWalks(asked, wish)]
}

// The words of the state are written out, not sent as a parameter: the partial indexes are found by them.
function runningWalks (asked: ReadonlySet<ClockStanding>, wish: Pick<DeadlineWish, 'moment' | 'dueBy' | 'soonBy'>): Walk[] {
  if (openStandings.every((standing) => asked.has(standing))) return [{ where: sql`d.state = 'running'`, everywhere: true }]
  const { moment, dueBy, soonBy } = wish
  const instant = instantOf(moment)
  const still = standsStill(instant)
  const late = sql`d.due_at <= ${instant.by}`
  const isSoon = sql`d.due_at <= ${boundValue(soonBy, 'timestamptz')}`
  const parts = [
    ...asked.has('overdue') ? [sql`d.due_at <= ${boundValue(dueBy, 'timestamptz')}`] : [],
    ...asked.has('due_soon') ? [sql`not ${late} and not ${still} and ${isSoon}`] : [],
    ...asked.has('running') ? [sql`not ${late} and not ${still} and not ${isSoon}`] : [],
  ]
  const walks: Walk[] = []
  if (parts.length > 0) {
    // Where the walk begins and ends, in plain values that the index takes.
    const from = asked.has('overdue') ? sql`true` : sql`d.due_at > ${instant.by}`
    const to = asked.has('running') ? sql`true` : sql`d.due_at <= ${widestValue(asked.has('due_soon') ? soonBy : dueBy)}`
    walks.push({
      where: sql`d.state = 'running' and ${from} and ${to} and (${sql.join(parts, sql` or `)})`, everywhere: true,
    })
  }
  // Few clocks stand still and go on by themselves; they are found by until when.
  if (asked.has('paused')) {
    walks.push({ where: sql`d.state = 'running' and d.paused_until > ${instant.by}`, everywhere: true })
  }
  return walks
}
