import type { Regime } from '@lightwell/regimes/regime'
import type { EvidenceGap } from './evidence-gap.ts'
import { releases } from './outcome.ts'
import type { ProposedPart } from './proposal.ts'
import type { RecordFacts, RecordsById } from './record-facts.ts'

/**
 * The records that are withheld whole although a part of them could be given: a reviewer found that they are to be redacted,
 * or a rendition of them has passed its chain (条例第三十七条). Such a refusal says why nothing can be given apart from the
 * rest, unless a rendition goes out with the same answer.
 */
export function severanceGaps (
  part: ProposedPart, { parts, records, regime }: { parts: readonly ProposedPart[], records: RecordsById, regime: Regime },
  pointer: string,
): EvidenceGap[] {
  const withholds = (part.grounds ?? []).some((code) => regime.grounds[code]?.family === 'withheld')
  if (releases(part.outcome) || part.notSeverable !== undefined || !withholds) return []
  const released = new Set(parts.filter(({ outcome }) => releases(outcome)).flatMap((one) => one.records ?? []))
  return (part.records ?? []).filter((id) => {
    const record = records.get(id)
    return record !== undefined && !record.sealed && isSeverable(record, records) && !record.renditions?.some((one) => released.has(one))
  }).map((recordId) => ({ code: 'not_severed', pointer: `${pointer}/notSeverable`, recordId }))
}

function isSeverable ({ foundSeverable, renditions = [] }: RecordFacts, records: RecordsById): boolean {
  return foundSeverable === true || renditions.some((id) => records.get(id)?.chain.finding === 'release')
}
