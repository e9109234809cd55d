import type { Regime } from '@lightwell/regimes/regime'
import { releases } from './outcome.ts'
import type { ProposedPart } from './proposal.ts'
import type { RecordFacts, RecordsById } from './record-facts.ts'

/** Something that must be on record before a part can be decided so, and is not. */
export type EvidenceGap = {
  code: 'record_sealed' | 'review_incomplete' | 'record_not_cleared' | 'search_missing' | 'classification_missing'
  pointer: string
  recordId?: string
}

/** What evidence is looked for in: the regime, the records, and how many searches are on record. */
export type Evidence = { regime: Regime, records: RecordsById, searches: number }

/** What is missing for these parts. The rules are asked at the proposal and again at the approval. */
export function evidenceGaps (parts: readonly ProposedPart[], evidence: Evidence): EvidenceGap[] {
  return parts.flatMap((part, at) => [
    ...recordGaps(part, evidence, `/parts/${at}`),
    ...groundGaps(part, evidence, `/parts/${at}`),
  ])
}

/** First review, then release (先审查、后公开): every record, over its present bytes, by its whole chain. */
function recordGaps (part: ProposedPart, { regime, records }: Evidence, pointer: string): EvidenceGap[] {
  return recordsOf(part, records).flatMap((record, at) => {
    const code = releases(part.outcome) ? releaseGap(record) : refusalGap(record, restsOnSecrecy(part, regime))
    return code === undefined ? [] : [{ code, pointer: `${pointer}/records/${at}`, recordId: record.id }]
  })
}

function releaseGap (record: RecordFacts): EvidenceGap['code'] | undefined {
  if (record.sealed) return 'record_sealed'
  if (!record.chain.complete) return 'review_incomplete'
  return record.chain.finding === 'release' ? undefined : 'record_not_cleared'
}

// Nobody can review a sealed record, so its mark alone may carry a refusal for secrecy, and nothing else.
function refusalGap (record: RecordFacts, forSecrecy: boolean): EvidenceGap['code'] | undefined {
  if (record.sealed) return forSecrecy ? undefined : 'record_sealed'
  return record.chain.complete ? undefined : 'review_incomplete'
}

function groundGaps (part: ProposedPart, evidence: Evidence, pointer: string): EvidenceGap[] {
  const { regime, records, searches } = evidence
  return (part.grounds ?? []).flatMap((code, at): EvidenceGap[] => {
    const place = `${pointer}/grounds/${at}`
    // 指导案例101号: 不存在 needs a sufficient and reasonable search.
    if (regime.grounds[code]?.needsSearch && searches === 0) return [{ code: 'search_missing', pointer: place }]
    if (!regime.grounds[code]?.needsClassification) return []
    const named = part.records?.length ? recordsOf(part, records) : [...records.values()]
    return named.some(isClassified) ? [] : [{ code: 'classification_missing', pointer: place }]
  })
}

/** A mark that sealed it, or a chain that withholds it as a state secret (依法确定为国家秘密). */
function isClassified ({ sealed, chain, foundSecret }: RecordFacts): boolean {
  return sealed || chain.complete && chain.finding === 'withhold' && foundSecret
}

function restsOnSecrecy (part: ProposedPart, regime: Regime): boolean {
  return (part.grounds ?? []).some((code) => regime.grounds[code]?.needsClassification)
}

function recordsOf (part: ProposedPart, records: RecordsById): RecordFacts[] {
  return (part.records ?? []).flatMap((id) => records.get(id) ?? [])
}
