import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import { endOfDay } from '@lightwell/calendar/zoned'
import { nullable } from '@lightwell/http/nullable'
import type { ListedReferral } from '../store/referrals.ts'

/** A doubt about a record before another body, and what that ruled. */
export const ReferralView = Type.Object({
  id: Type.String(),
  recordId: Type.String(),
  sha256: Type.String(),
  agency: Type.String(),
  toAgency: Type.String(),
  raisedFrom: nullable(Type.String({ description: 'The referral from which it was passed up.' })),
  question: Type.String({ description: 'level, unsuitable, declassification or consent' }),
  claimedLevel: Type.String({ description: 'What holds until it is ruled.' }),
  words: Type.String(),
  state: Type.String({ description: 'open, ruled, passed_up or ended' }),
  openedBy: Type.String(),
  openedAt: Type.String(),
  answerBy: Type.String({ format: 'date' }),
  late: Type.Boolean({ description: 'Its last day is over, and it is still open.' }),
  ruling: nullable(Type.String({ description: 'open, withhold, secret, declassified, consents or refuses' })),
  level: nullable(Type.String()),
  paper: nullable(Type.String()),
  closedBy: nullable(Type.String()),
  closedAt: nullable(Type.String()),
  reason: nullable(Type.String()),
  handovers: Type.Array(Type.Object({
    side: Type.String({ description: 'asking or asked' }), from: Type.String(), to: Type.String(), act: Type.String(), at: Type.String(),
  }), { description: 'How it passed on from a body that was merged' }),
})
export type ReferralView = Static<typeof ReferralView>

export function presentReferral (
  { agencyCode, ruledLevel, openedAt, closedAt, zone, handovers, ...referral }: ListedReferral, now: Date,
): ReferralView {
  return {
    ...referral, agency: agencyCode, level: ruledLevel, openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    handovers: handovers.map(({ fromAgency: from, toAgency: to, at, ...handover }) => ({ ...handover, from, to, at: new Date(at).toISOString() })),
    late: referral.state === 'open' && now >= endOfDay(referral.answerBy as Day, zone),
  }
}
