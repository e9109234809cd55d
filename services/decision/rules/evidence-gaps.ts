import type { Day } from '@lightwell/calendar/day'
import type { MarkLevel } from '@lightwell/documents/mark'
import type { Regime } from '@lightwell/regimes/regime'
import { consultationGaps, type ConsultationFacts } from './consultation-gaps.ts'
import type { EvidenceGap } from './evidence-gap.ts'
import { mayClassify } from './may-classify.ts'
import { lawGaps } from './law-gaps.ts'
import { releases } from './outcome.ts'
import type { ProposedPart } from './proposal.ts'
import type { RecordFacts, RecordsById } from './record-facts.ts'
import { isRuledWithheld, rulingGap } from './ruling-gaps.ts'
import { severanceGaps } from './severance-gaps.ts'
import { isWorkSecretOn } from './work-secret.ts'

/** What evidence is looked for in. */
export type Evidence = {
  regime: Regime
  records: RecordsById
  /** How many searches are on record. */
  searches: number
  /** The request was asked to be completed, and was. */
  clarified: boolean
  /** Reasons for the number of requests were asked for, and were found not to be good. */
  foundUnreasonable: boolean
  /** Of the earlier requests that are named, those of the same applicant that this agency has answered. */
  answeredBefore: ReadonlySet<string>
  /** Someone saw who the applicant is. */
  identityProved: boolean
  consultations: readonly ConsultationFacts[]
  /** Up to which levels the agency may classify today. */
  classifies: readonly MarkLevel[]
  today: Day
  /** What the applicant asked for, in his words. */
  asked?: string
}

/** What is missing for these parts. The rules are asked at the proposal and again at the approval. */
export function evidenceGaps (parts: readonly ProposedPart[], evidence: Evidence): EvidenceGap[] {
  return parts.flatMap((part, at) => [
    ...recordGaps(part, evidence, `/parts/${at}`),
    ...groundGaps(part, evidence, `/parts/${at}`),
    ...consultationGaps(part, evidence, `/parts/${at}`),
    ...severanceGaps(part, { ...evidence, parts }, `/parts/${at}`),
    ...lawGaps(part, { ...evidence, asked: parts.length === 1 ? evidence.asked : undefined }, `/parts/${at}`),
  ])
}

/** First review, then release (先审查、后公开): every record, over its present bytes, by its whole chain. */
function recordGaps (part: ProposedPart, evidence: Evidence, pointer: string): EvidenceGap[] {
  const { regime, records, identityProved, today } = evidence
  return recordsOf(part, records).flatMap((record, at) => {
    const code = releases(part.outcome)
      ? releaseGap(record, identityProved) : refusalGap(record, restsOnSecrecy(part, regime)) ?? otherGroundGap(record, part, today)
    return code === undefined ? [] : [{ code, pointer: `${pointer}/records/${at}`, recordId: record.id }]
  })
}

/** What forbids a record to be handed out, to one whose identity is proved or not. */
export function releaseGap (record: RecordFacts, identityProved: boolean): EvidenceGap['code'] | undefined {
  if (record.sealed) return 'record_sealed'
  if (record.unreadable) return 'unreadable'
  if (record.workSecret !== undefined) return 'work_secret'
  const ruled = rulingGap(record)
  if (ruled !== undefined) return ruled
  if (!record.chain.complete) return 'review_incomplete'
  if (record.chain.finding !== 'release') return 'record_not_cleared'
  if (record.uncompared) return 'not_compared'
  // A number whose check digit fits proves nothing: what tells about a person goes to a proven identity alone.
  return record.aboutPerson && !identityProved ? 'identity_not_proved' : undefined
}

// Nobody can review a sealed record, so its mark alone may carry a refusal for secrecy, and nothing else.
function refusalGap (record: RecordFacts, forSecrecy: boolean): EvidenceGap['code'] | undefined {
  if (record.sealed) return forSecrecy ? undefined : 'record_sealed'
  return record.chain.complete ? undefined : 'review_incomplete'
}

// An answer that withholds a work secret rests on the ground on which it was determined, whatever else it rests on.
function otherGroundGap ({ workSecret }: RecordFacts, { grounds = [] }: ProposedPart, today: Day): EvidenceGap['code'] | undefined {
  if (workSecret === undefined || !isWorkSecretOn(workSecret, today)) return undefined
  return grounds.includes(workSecret.ground) ? undefined : 'work_secret'
}

function groundGaps (part: ProposedPart, evidence: Evidence, pointer: string): EvidenceGap[] {
  return (part.grounds ?? []).flatMap((code, at): EvidenceGap[] => {
    const place = `${pointer}/grounds/${at}`
    return [
      ...stepGap(code, evidence).map((gap) => ({ code: gap, pointer: place })),
      ...isClassificationMissing(code, part, evidence) ? [{ code: 'classification_missing' as const, pointer: place }] : [],
      ...isRulingMissing(code, part, evidence) ? [{ code: 'ruling_missing' as const, pointer: place }] : [],
      ...isEarlierMissing(code, part, evidence)
        ? [{ code: 'earlier_request_missing' as const, pointer: `${pointer}/earlierRequestId` }] : [],
    ]
  })
}

/** A step that must have been taken before this ground can carry an answer. */
function stepGap (code: string, { regime, searches, clarified, foundUnreasonable }: Evidence): EvidenceGap['code'][] {
  const ground = regime.grounds[code]
  return [
    // 指导案例101号: 不存在 needs a sufficient and reasonable search.
    ...ground?.needsSearch && searches === 0 ? ['search_missing' as const] : [],
    // 条例第三十条: still unclear is what was asked to be completed, and was.
    ...ground?.needsClarification && !clarified ? ['clarification_missing' as const] : [],
    // 条例第三十五条: excessive is what its applicant had no good reasons for when he was asked.
    ...ground?.needsReasonsAsked && !foundUnreasonable ? ['reasons_missing' as const] : [],
  ]
}

function isClassificationMissing (code: string, part: ProposedPart, { regime, records, classifies }: Evidence): boolean {
  if (!regime.grounds[code]?.needsClassification) return false
  const named = part.records?.length ? recordsOf(part, records) : [...records.values()]
  return !named.some((record) => isClassified(record, classifies))
}

function isRulingMissing (code: string, part: ProposedPart, { regime, records }: Evidence): boolean {
  if (!regime.grounds[code]?.needsRuling) return false
  if (part.records?.length) return !recordsOf(part, records).every((record) => isRuledWithheld(record, code))
  return ![...records.values()].some((record) => isRuledWithheld(record, code))
}

// 条例第三十六条第（六）项: a repeated request was answered before.
function isEarlierMissing (code: string, { earlierRequestId }: ProposedPart, { regime, answeredBefore }: Evidence): boolean {
  if (!regime.grounds[code]?.needsEarlierRequest) return false
  return earlierRequestId === undefined || !answeredBefore.has(earlierRequestId)
}

/**
 * A mark that sealed it, or a chain that withholds it as a state secret in an agency that may say so at this level (依法确定为
 * 国家秘密, 保密法第十七条). Any other withholds it until it is ruled, and refers it.
 */
function isClassified (
  { sealed, chain, foundSecret, claimedLevel, referral }: RecordFacts, classifies: readonly MarkLevel[],
): boolean {
  return sealed || referral.isSecret || chain.complete && chain.finding === 'withhold' && foundSecret && mayClassify(classifies, claimedLevel)
}

function restsOnSecrecy (part: ProposedPart, regime: Regime): boolean {
  return (part.grounds ?? []).some((code) => regime.grounds[code]?.needsClassification)
}

function recordsOf (part: ProposedPart, records: RecordsById): RecordFacts[] {
  return (part.records ?? []).flatMap((id) => records.get(id) ?? [])
}
