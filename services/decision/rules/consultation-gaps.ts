import type { Day } from '@lightwell/calendar/day'
import type { EvidenceGap } from './evidence-gap.ts'
import { releases } from './outcome.ts'
import type { ProposedPart } from './proposal.ts'

/** What the rules of a decision need to know of someone who was consulted. */
export type ConsultationFacts = {
  kind: 'third_party' | 'co_maker' | 'other_body'
  servedOn: string | null
  answerBy: string | null
  answer: 'agrees' | 'objects' | 'partly' | null
}

/**
 * What forbids a part to hand out records while others were asked for their view. Nothing goes out before everyone had his
 * time, and over a third party's objection only for the public interest that is stated (条例第三十二条). That an objection
 * which came late is outweighed in words too is our choice. His silence leaves it to the body.
 */
export function consultationGaps (
  part: ProposedPart, { consultations, today }: { consultations: readonly ConsultationFacts[], today: Day }, pointer: string,
): EvidenceGap[] {
  if (!releases(part.outcome) || !part.records?.length) return []
  const unweighed = part.publicInterest === undefined && consultations.some(isObjection)
  return [
    ...consultations.some((asked) => isWaiting(asked, today)) ? [{ code: 'consultation_open' as const, pointer }] : [],
    ...unweighed ? [{ code: 'objection_stands' as const, pointer: `${pointer}/publicInterest` }] : [],
  ]
}

/** Whether a third party is against the release, wholly or in part. */
export function isObjection ({ kind, answer }: Pick<ConsultationFacts, 'kind' | 'answer'>): boolean {
  return kind === 'third_party' && (answer === 'objects' || answer === 'partly')
}

/** Whether an answer may still come in time: the letter has not reached its reader, or his last day is not over. */
export function isWaiting ({ servedOn, answerBy, answer }: ConsultationFacts, today: Day): boolean {
  return answer === null && (servedOn === null || answerBy === null || today <= answerBy)
}
