import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import { inLanguage, type Language } from '@lightwell/http/language'
import { nullable } from '@lightwell/http/nullable'
import { isWorkSecretOn, workSecretMarking } from '../rules/work-secret.ts'
import type { WorkSecret } from '../store/work-secrets.ts'

const Words = (description: string) => nullable(Type.String({
  description: `${description} Null for who may not see the content: it may tell of it.`,
}))

/** A work secret as staff see it. */
export const WorkSecretView = Type.Object({
  id: Type.String(),
  recordId: Type.String(),
  agency: Type.String(),
  state: Type.String({ description: 'proposed, determined, refused, replaced or released' }),
  runs: Type.Boolean({ description: 'Whether it binds today. Past its last day it waits for someone to look at it and release it.' }),
  ground: Type.String(),
  from: Type.String(),
  until: Type.String({ description: 'Its last day.' }),
  marking: Type.String({ description: 'What its papers bear.' }),
  duty: Words('The duty that it protects.'),
  harm: Words('What disclosure would harm.'),
  benefit: Words('What disclosure would be good for.'),
  circle: nullable(Type.Array(Type.String())),
  proposedBy: Type.String(),
  proposedAt: Type.String(),
  decidedBy: nullable(Type.String()),
  decidedAt: nullable(Type.String()),
  asDeputy: nullable(Type.Boolean()),
  decisionReason: Words('Why it was determined or refused.'),
  releasedBy: nullable(Type.String()),
  releasedAt: nullable(Type.String()),
  releaseCause: nullable(Type.String()),
  releaseReason: Words('Why it was released.'),
})
export type WorkSecretView = Static<typeof WorkSecretView>

/** A work secret as this reader may see it; `words` are for those who may see the content of its record. */
export function presentWorkSecret (
  workSecret: WorkSecret, { words, today, language }: { words: boolean, today: Day, language: Language },
): WorkSecretView {
  const { id, recordId, agencyCode, state, ground, fromOn, untilOn, proposedBy, proposedAt, duty, harm, benefit, circle } = workSecret
  const { decidedBy, decidedAt, decidedAsDeputy, decisionReason, releasedBy, releasedAt, releaseCause, releaseReason } = workSecret
  return {
    id, recordId, agency: agencyCode, state, runs: isWorkSecretOn(workSecret, today), ground, from: fromOn, until: untilOn,
    marking: inLanguage(workSecretMarking, language), proposedBy, proposedAt: proposedAt.toISOString(), decidedBy,
    decidedAt: decidedAt?.toISOString() ?? null, asDeputy: decidedAsDeputy,
    releasedBy, releasedAt: releasedAt?.toISOString() ?? null, releaseCause,
    ...words ? { duty, harm, benefit, circle, decisionReason, releaseReason } : unsaid,
  }
}

const unsaid = { duty: null, harm: null, benefit: null, circle: null, decisionReason: null, releaseReason: null }
