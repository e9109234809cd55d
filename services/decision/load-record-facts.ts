import type { Reader } from '@lightwell/database/connect'
import { shownTitle } from './present-record.ts'
import type { RecordsById } from './rules/record-facts.ts'
import { chainState } from './rules/review-chain.ts'
import { findRecords, listRecordIds, listRedactions, type Redaction, type StoredRecord } from './store/records.ts'
import { listReviews } from './store/reviews.ts'

/** What is known of the records of a case, and of the others named. */
export async function loadRecordFacts (db: Reader, caseId: string, named: readonly string[]): Promise<RecordsById> {
  const ids = [...new Set([...await listRecordIds(db, caseId), ...named])]
  const [records, reviews, redactions] = [
    await findRecords(db, ids), await listReviews(db, ids), await listRedactions(db, ids),
  ]
  return new Map(records.map((record) => {
    const own = reviews.filter((review) => review.recordId === record.id)
    return [record.id, {
      id: record.id, caseId: record.caseId, sha256: record.sha256, title: shownTitle(record), sizeBytes: record.sizeBytes,
      sealed: record.sealedAt !== null,
      isRendition: record.renditionOf !== null, aboutPerson: record.aboutPerson, chain: chainState(record, own),
      foundSecret: own.some((review) => review.stateSecret),
      redactedOn: [...new Set(groundsOf(record, records, redactions))],
    }]
  }))
}

/** The grounds on which words were taken out, here and in what this was made from. */
function groundsOf (record: StoredRecord, records: readonly StoredRecord[], redactions: readonly Redaction[]): string[] {
  const own = redactions.find(({ renditionId }) => renditionId === record.id)?.spans.map((span) => span.ground) ?? []
  const original = records.find(({ id }) => id === record.renditionOf)
  return original === undefined ? own : [...own, ...groundsOf(original, records, redactions)]
}
