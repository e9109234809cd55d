import { Type, type Static } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import type { CaseView, CorrectionOutcome } from '../case-view.ts'

const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })

const states = ['proposed', 'returned', 'issued'] as const satisfies readonly CorrectionOutcome['state'][]
/** What can become of a record whose correction was asked for. */
export const outcomes = ['corrected', 'forwarded', 'declined'] as const satisfies readonly CorrectionOutcome['outcome'][]

/** What is to become of a record whose correction was asked for, as staff see it. */
export const OutcomeView = Type.Object({
  id: Id,
  requestId: Id,
  state: listed(states),
  outcome: listed(outcomes),
  reason: Type.String(),
  forwardedTo: Type.Optional(Type.String()),
  proposedBy: Id,
  proposedAt: Instant,
  decidedBy: Type.Optional(Id),
  decidedAt: Type.Optional(Instant),
  decidedAsDeputy: Type.Optional(Type.Boolean()),
  decisionReason: Type.Optional(Type.String()),
  noticeId: Type.Optional(Id),
})
export type OutcomeView = Static<typeof OutcomeView>

/** An outcome as a request tells of it. */
export const OutcomeSummary = Type.Pick(OutcomeView, ['id', 'state', 'outcome', 'forwardedTo', 'noticeId'])
export type OutcomeSummary = Static<typeof OutcomeSummary>

/** Presents an outcome. */
export function presentOutcome (row: CorrectionOutcome): OutcomeView {
  const { id, requestId, state, outcome, reason, forwardedTo, proposedBy, noticeId } = row
  return {
    id, requestId, state, outcome, reason,
    ...forwardedTo !== null && { forwardedTo },
    proposedBy,
    proposedAt: row.proposedAt.toISOString(),
    ...decisionOf(row),
    ...noticeId !== null && { noticeId },
  }
}

/** The latest outcome of a request in short; undefined where there is none. */
export function presentOutcomeSummary ({ correction }: Pick<CaseView, 'correction'>): OutcomeSummary | undefined {
  if (correction === undefined) return undefined
  const { id, state, outcome, forwardedTo, noticeId } = correction
  return { id, state, outcome, ...forwardedTo !== null && { forwardedTo }, ...noticeId !== null && { noticeId } }
}

function decisionOf ({ decidedBy, decidedAt, decidedAsDeputy, decisionReason }: CorrectionOutcome): Partial<OutcomeView> {
  return {
    ...decidedBy !== null && { decidedBy },
    ...decidedAt !== null && { decidedAt: decidedAt.toISOString() },
    ...decidedAsDeputy !== null && { decidedAsDeputy },
    ...decisionReason !== null && { decisionReason },
  }
}
