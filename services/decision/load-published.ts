import type { Reader } from '@lightwell/database/connect'
import { loadRecordFacts } from './load-record-facts.ts'
import type { PublishedFacts } from './rules/publication-gaps.ts'
import { findRecords, type StoredRecord } from './store/records.ts'

/** A record that a publication is to make public. */
export type Published = PublishedFacts & { record: StoredRecord }

/**
 * What a publication is to make public: each of its records, but those of which a rendition was made. What is sealed, and
 * what was made from it, stays in and holds up nothing else; only where there is nothing else is it given, and then refused.
 */
export async function loadPublished (db: Reader, publicationId: string): Promise<Published[]> {
  const facts = await loadRecordFacts(db, publicationId, [])
  const records = await findRecords(db, [...facts.keys()])
  const originals = new Set(records.map(({ renditionOf }) => renditionOf))
  const last = records.filter(({ id }) => !originals.has(id)).toSorted((a, b) => a.id < b.id ? -1 : 1)
  const open = last.filter(({ id }) => !facts.get(id)!.sealed)
  return (open.length > 0 ? open : last).map((record) => ({
    record, facts: facts.get(record.id)!, scanState: record.scanState, holdsPersonalData: record.suggestions.some(({ sure }) => sure),
  }))
}
