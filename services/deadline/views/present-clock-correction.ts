import { Type, type Static } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import { lawOf } from '@lightwell/regimes/law-of'
import { askedAndDecided } from '../fields.ts'
import { clockStates } from '../rules/clock-entry.ts'
import type { FoundClockCorrection } from '../store/clock-corrections.ts'

const DayText = Type.String({ format: 'date' })
const OptionalDay = Type.Union([DayText, Type.Null()])

export const correctionStates = ['pending', 'applied', 'rejected', 'lapsed'] as const

/** A correction of a clock as staff see it. */
export const ClockCorrection = Type.Object({
  id: Type.String({ format: 'uuid' }),
  requestId: Type.String({ format: 'uuid' }),
  receiptNumber: Type.String(),
  agency: Type.String(),
  state: listed(correctionStates),
  entry: Type.Object({
    seq: Type.Integer(), kind: Type.String(), cause: Type.String(), onDay: DayText, untilOn: OptionalDay,
  }, { description: 'The entry that it is about, as it was recorded' }),
  onDay: Type.Union([DayText, Type.Null()], { description: 'The day that stands there then; null for an entry that is void' }),
  untilOn: OptionalDay,
  voided: Type.Boolean(),
  later: Type.Boolean({ description: 'Whether it gives more time, so that another person decides it' }),
  oldDueOn: DayText,
  newDueOn: DayText,
  oldState: listed(clockStates),
  newState: listed(clockStates),
  reason: Type.String(),
  evidence: Type.String(),
  ...askedAndDecided,
})
export type ClockCorrection = Static<typeof ClockCorrection>

/** Writes a correction of a clock as it is sent. */
export function presentClockCorrection (found: FoundClockCorrection): ClockCorrection {
  const { correction, entry, receiptNumber, requestedByName, decidedByName } = found
  const { requestedBy, requestedAt, decidedBy, decidedAt, ...row } = correction
  const { onDay, untilOn, later, oldDueOn, newDueOn, oldState, newState, reason, evidence, decidedAsDeputy, decisionReason } = row
  return {
    id: row.id, requestId: row.requestId, receiptNumber, agency: row.agencyCode, state: row.state,
    entry: { seq: row.seq, ...entry }, onDay, untilOn, voided: row.voids,
    later, oldDueOn, newDueOn, oldState, newState, reason, evidence,
    approvingDuty: lawOf(found).regime.limit.approvingDuty.value,
    requestedBy: { id: requestedBy, name: requestedByName },
    requestedAt: requestedAt.toISOString(),
    decidedBy: decidedBy === null ? null : { id: decidedBy, name: decidedByName },
    decidedAt: decidedAt?.toISOString() ?? null,
    decidedAsDeputy, decisionReason,
  }
}
