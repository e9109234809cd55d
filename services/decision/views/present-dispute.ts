import { Type, type Static } from '@sinclair/typebox'
import { nullable } from '@lightwell/http/nullable'
import type { SecrecyDispute } from '../store/secrecy-disputes.ts'

/** A dispute on secrecy: that it is being looked into, or how it ended. Neither a level nor who was asked is told of it. */
export const DisputeView = Type.Object({
  id: Type.String(),
  requestId: Type.String(),
  agency: Type.String(),
  decisionId: Type.String(),
  part: Type.Integer(),
  state: Type.String({ description: 'open, withdrawn, upheld (the answer stands) or overturned (the part is decided anew)' }),
  filedOn: Type.String(),
  words: Type.Optional(Type.String({ description: 'Told to who disputes and to who works the case.' })),
  decideBy: nullable(Type.String({ description: 'By when the part is decided anew.' })),
  noticeId: nullable(Type.String({ description: 'The paper that tells the result.' })),
  closedAt: nullable(Type.String()),
})
export type DisputeView = Static<typeof DisputeView>

export function presentDispute (dispute: SecrecyDispute, { withWords }: { withWords: boolean }): DisputeView {
  const { id, caseId, agencyCode, decisionId, part, state, filedOn, words, decideBy, noticeId, closedAt } = dispute
  return {
    id, requestId: caseId, agency: agencyCode, decisionId, part, state, filedOn, ...withWords && { words }, decideBy, noticeId,
    closedAt: closedAt?.toISOString() ?? null,
  }
}
