import type { Day } from '@lightwell/calendar/day'
import { fault, invalid, refuseFaults } from '@lightwell/http/refusal'
import { deadlineWish, type LateCases } from '../deadline-wish.ts'
import { isRegimeId } from '../rules/regime-id.ts'
import type { ClockStanding, PauseCause, WaitingFor } from '../rules/standing.ts'
import type { CaseWish, DeadlineWish } from '../store/deadlines.ts'
import { momentOf } from '../store/moment.ts'
import type { GraphContext } from './context.ts'
import { refuseLongLists } from './refuse-long-lists.ts'
import { scopeAsked } from './scope-asked.ts'

type Asked<T> = readonly T[] | null

/** What narrows cases, as the graph spells it. */
type CaseFilter = {
  agencies?: Asked<string>
  regimes?: Asked<string>
  asOf?: Date | null
  heldBy?: Asked<string>
  stage?: Asked<string>
}

export type OverdueFilter = CaseFilter & { minWorkingDaysLate?: number | null }

export type DeadlineFilter = CaseFilter & {
  standing?: Asked<string>
  waitingFor?: Asked<string>
  pausedFor?: Asked<string>
  receivedFrom?: Day | null
  receivedTo?: Day | null
}

/** A filter of late cases, for a list or a count. */
export function lateCasesOf (context: GraphContext, filter: OverdueFilter): LateCases {
  const minWorkingDaysLate = filter.minWorkingDaysLate ?? 0
  if (minWorkingDaysLate < 0) throw invalid([negative('/filter/minWorkingDaysLate')])
  return { cases: casesOf(context, filter), minWorkingDaysLate }
}

/** A filter of deadlines as a wish. */
export async function deadlineWishOf (context: GraphContext, filter: DeadlineFilter): Promise<DeadlineWish> {
  const { standing, waitingFor, pausedFor, receivedFrom, receivedTo } = filter
  refuseLongLists({ standing, waitingFor, pausedFor })
  const cases = {
    ...casesOf(context, filter), receivedFrom, receivedTo,
    waitingFor: whispered<WaitingFor>(waitingFor), pausedFor: whispered<PauseCause>(pausedFor),
  }
  return await deadlineWish(context.deps.db, cases, whispered<ClockStanding>(standing))
}

function casesOf (context: GraphContext, { agencies, regimes, asOf, heldBy, stage }: CaseFilter): CaseWish {
  refuseLongLists({ agencies, regimes, heldBy, stage })
  // As of a code of an agency: an escape may stand for what the database would not even read.
  refuseFaults((regimes ?? []).flatMap((id, at) => isRegimeId(id) ? [] : [wrongId(`/filter/regimes/${at}`)]))
  return {
    scope: scopeAsked(context, agencies), moment: momentOf(asOf, context.now), regimes, heldBy: whispered(heldBy),
    stage: whispered(stage),
  }
}

/** Values of an enum as the tables spell them. */
function whispered<Word extends string> (values: Asked<string> | undefined): Word[] | undefined {
  return values?.map((value) => value.toLowerCase() as Word)
}

const negative = fault('too_small', '不得小于 0。', 'Not less than 0.')
const wrongId = fault('wrong_format', '格式不正确。', 'This has the wrong format.')
