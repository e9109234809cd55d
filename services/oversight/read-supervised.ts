import type { Reader } from '@lightwell/database/connect'
import type { StaffingGap } from '@lightwell/http/register/staffing-gaps'
import type { DaysHeld } from './rules/days-held.ts'
import type { DeadlineRow } from './store/deadlines.ts'
import { findHoldings } from './store/holdings.ts'
import type { Moment } from './store/moment.ts'
import { findRequests, type RequestRow } from './store/requests.ts'
import { findShortSteps } from './store/shortages.ts'
import { findStandings, type Standing } from './store/standings.ts'
import { daysHeldAt, isUnanswered, timesAt } from './supervised-case.ts'

/** A case as a supervisor's list tells of it at one moment. */
export type SupervisedCase = {
  row: DeadlineRow
  times: ReturnType<typeof timesAt>
  standing: Standing
  request: RequestRow
  held: DaysHeld[]
  /** The steps that nobody is left for, of one that still waits for its answer. */
  understaffed: readonly StaffingGap[]
}

/** Reads what belongs to the deadlines of a list, with one query for each kind of thing. */
export async function readSupervised (
  db: Reader, rows: readonly DeadlineRow[], moment: Moment,
): Promise<SupervisedCase[]> {
  const ids = rows.map(({ requestId }) => requestId)
  const [requests, standings, holdings, shortSteps] = await Promise.all([
    findRequests(db, ids, 'all'), findStandings(db, ids, moment), findHoldings(db, ids, moment), findShortSteps(db, ids, moment),
  ])
  return rows.flatMap((row) => {
    const request = requests.get(row.requestId)
    const standing = standings.get(row.requestId)
    const holding = holdings.get(row.requestId)
    if (request === undefined || standing === undefined || holding === undefined) return []
    const understaffed = isUnanswered(row) ? shortSteps.get(row.requestId) ?? [] : []
    return [{ row, times: timesAt(row, moment.at), standing, request, held: daysHeldAt(row, holding, moment.at), understaffed }]
  })
}
