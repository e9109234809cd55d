import type { Reader } from '@lightwell/database/connect'
import { shownTitle } from './views/present-record.ts'
import { claimedLevel } from './rules/may-classify.ts'
import type { RecordsById } from './rules/record-facts.ts'
import { reviewsAsRuled, standingOf } from './rules/referral-standing.ts'
import { chainState } from './rules/review-chain.ts'
import { isSealed } from './rules/sealed.ts'
import { findRecords, listRecordIds, type StoredRecord } from './store/records.ts'
import { listRedactions, listUncompared, type Redaction } from './store/redactions.ts'
import { listReferred } from './store/referrals.ts'
import { listReviews } from './store/reviews.ts'
import { listFoundClean } from './store/seals.ts'
import { listStandingSecrets } from './store/work-secrets.ts'

/** What is known of the records of a case, and of the others named. */
export async function loadRecordFacts (db: Reader, caseId: string, named: readonly string[]): Promise<RecordsById> {
  const ids = [...new Set([...await listRecordIds(db, caseId), ...named])]
  const [records, reviews, redactions] = [
    await findRecords(db, ids), await listReviews(db, ids), await listRedactions(db, ids),
  ]
  const standing = await listStandingSecrets(db, ids)
  const referred = await listReferred(db, records.map(({ sha256 }) => sha256))
  const foundClean = await listFoundClean(db, ids)
  const uncompared = new Set(await listUncompared(db, ids))
  return new Map(records.map((record) => {
    const workSecret = standing.find(({ recordId }) => recordId === record.id)
    const line = lineOf(record, records)
    const referral = standingOf(line.map(({ sha256 }) => sha256), { referred, isForeign: line.some(isForeign) })
    const own = reviewsAsRuled(reviews.filter((review) => review.recordId === record.id), referral.ruledOpenAt)
    return [record.id, {
      id: record.id, caseId: record.caseId, sha256: record.sha256, title: shownTitle(record), sizeBytes: record.sizeBytes,
      sealed: line.some(isSealed), unreadable: record.scanState === 'unreadable' && !foundClean.has(record.id),
      isRendition: record.renditionOf !== null, uncompared: uncompared.has(record.id), renditions: renditionsOf(record.id, records),
      foundSeverable: own.some(({ finding, sha256 }) => finding === 'redact' && sha256 === record.sha256),
      aboutPerson: record.aboutPerson, chain: chainState(record, own),
      foundSecret: own.some((review) => review.stateSecret), claimedLevel: claimedLevel(record.marks),
      workSecret, referral,
      redactedOn: [...new Set(groundsOf(record, records, redactions))],
    }]
  }))
}

/** A record and what it was made from, the nearest first. */
function lineOf (record: StoredRecord, records: readonly StoredRecord[]): StoredRecord[] {
  const original = records.find(({ id }) => id === record.renditionOf)
  return original === undefined ? [record] : [record, ...lineOf(original, records)]
}

function isForeign ({ originAgency, agencyCode }: StoredRecord): boolean {
  return originAgency !== null && originAgency !== agencyCode
}

/** The grounds on which words were taken out, here and in what this was made from. */
function groundsOf (record: StoredRecord, records: readonly StoredRecord[], redactions: readonly Redaction[]): string[] {
  const { spans = [], areas = [] } = redactions.find(({ renditionId }) => renditionId === record.id) ?? {}
  const own = [...spans, ...areas].map(({ ground }) => ground)
  const original = records.find(({ id }) => id === record.renditionOf)
  return original === undefined ? own : [...own, ...groundsOf(original, records, redactions)]
}

/** What was made from a record, and from that. */
function renditionsOf (id: string, records: readonly StoredRecord[]): string[] {
  return records.filter(({ renditionOf }) => renditionOf === id).flatMap((one) => [one.id, ...renditionsOf(one.id, records)])
}
