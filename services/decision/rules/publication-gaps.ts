import { releaseGap } from './evidence-gaps.ts'
import type { EvidenceGap } from './evidence-gap.ts'
import type { RecordFacts } from './record-facts.ts'

/** A record that is to be made public: what is known of it, and whether it was read for marks. */
export type PublishedFacts = {
  facts: RecordFacts
  scanState: 'queued' | 'running' | 'done' | 'unreadable'
  /** What its reading found for sure to be somebody's data stands in it. */
  holdsPersonalData: boolean
}

/** The words that stand with a publication: the consent of the person, and why data that was found may go out. */
export type PublicationWords = { hasConsent: boolean, passesPersonalData: boolean }

/**
 * What is missing before records are made public: first review, then release, each by its whole chain. What tells about a
 * person is put before everybody only with his consent (E-31).
 */
export function publicationGaps (records: readonly PublishedFacts[], words: PublicationWords): EvidenceGap[] {
  if (records.length === 0) return [{ code: 'record_missing', pointer: '/records' }]
  return records.flatMap((record, at) => {
    const code = gapOf(record, words)
    return code === undefined ? [] : [{ code, pointer: `/records/${at}`, recordId: record.facts.id }]
  })
}

function gapOf (
  { facts, scanState, holdsPersonalData }: PublishedFacts, { hasConsent, passesPersonalData }: PublicationWords,
): EvidenceGap['code'] | undefined {
  if (facts.sealed) return 'record_sealed'
  if (scanState === 'queued' || scanState === 'running') return 'scan_unfinished'
  if (facts.aboutPerson && !hasConsent) return 'about_person'
  return releaseGap(facts, true) ?? (holdsPersonalData && !passesPersonalData ? 'personal_data_unredacted' : undefined)
}
