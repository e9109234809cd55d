import type { Reader } from '@lightwell/database/connect'
import { loadRecordFacts } from './load-record-facts.ts'
import type { Part } from './store/decisions.ts'
import { findRecord, type StoredRecord } from './store/records.ts'

/**
 * The records whose level a dispute about a part asks for: those that it names, or, where it names none, those of the case that are
 * sealed or were found secret. What was made from another is asked about as that: the words that were taken out stand there.
 */
export async function disputedOriginals (db: Reader, caseId: string, part: Part): Promise<StoredRecord[]> {
  const found = new Map<string, StoredRecord>()
  for (const id of part.records.length > 0 ? part.records.map((named) => named.id) : await listFoundSecret(db, caseId)) {
    let record = await findRecord(db, id)
    while (record !== undefined && record.renditionOf !== null) record = await findRecord(db, record.renditionOf)
    if (record !== undefined) found.set(record.id, record)
  }
  return [...found.values()]
}

async function listFoundSecret (db: Reader, caseId: string): Promise<string[]> {
  const facts = [...(await loadRecordFacts(db, caseId, [])).values()]
  return facts.filter(({ sealed, foundSecret, referral }) => sealed || foundSecret || referral.isSecret).map(({ id }) => id)
}
