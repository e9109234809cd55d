import { Type, type Static } from '@sinclair/typebox'
import { v7 as uuidv7 } from 'uuid'
import { yearOf } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { listed } from '@lightwell/http/listed'
import { recordFor } from '../authorize-staff.ts'
import { errors as doorErrors } from '../errors.ts'
import { errors } from '../filing-errors.ts'
import { holdRecordCase } from '../hold-record-case.ts'
import { issueHousePaper } from '../issue-house-paper.ts'
import { renderFiling } from '../render-filing.ts'
import { chainState } from '../rules/review-chain.ts'
import { isSealed } from '../rules/sealed.ts'
import { findFiling, insertFiling, isFiled, type ListedFiling } from '../store/filings.ts'
import { findRecord, type StoredRecord } from '../store/records.ts'
import { listReviews } from '../store/reviews.ts'
import { findListInForce } from '../store/secret-lists.ts'

/** The language of the form; Chinese when left out. */
export const FilingBody = Type.Union([
  Type.Object({ language: Type.Optional(listed(['zh-CN', 'en'])) }, { additionalProperties: false }), Type.Null(),
])
export type FilingBody = Static<typeof FilingBody>

export type FileRecord = { recordId: string, language: 'zh-CN' | 'en', ifMatch: string | undefined }

/**
 * Makes the filing form of a record whose chain is complete, from what is on record, and files it: once for these bytes. It
 * cites the list of secret matters that was in force when the last level found. What is not decided yet stays blank.
 */
export async function fileRecord (
  deps: Deps, tx: Transaction, caller: Caller, { recordId, language, ifMatch }: FileRecord,
): Promise<ListedFiling> {
  const { record: { caseId }, staff } = await recordFor(tx, recordId, { caller, resource: 'record', verb: 'file' })
  const { head, of } = await holdRecordCase(tx, caseId, ifMatch)
  // Read again: who held the lock before may have sealed it.
  const record = await findRecord(tx, recordId) as StoredRecord
  if (isSealed(record)) throw doorErrors.recordSealed()
  const { sha256, agencyCode } = record
  const reviews = (await listReviews(tx, [recordId])).filter((review) => review.sha256 === sha256)
  const last = reviews.at(-1)
  if (last === undefined || !chainState(record, reviews).complete) throw errors.reviewIncomplete()
  if (await isFiled(tx, { recordId, sha256 })) throw errors.filed()
  const at = deps.clock.now()
  const filedOn = dayIn(at, of.zone)
  const list = await findListInForce(tx, agencyCode, dayIn(last.reviewedAt, of.zone))
  const filingId = uuidv7()
  const paper = await issueHousePaper(tx, {
    caseId, agencyCode, kind: 'review_filing', subjectId: filingId, issuedAt: at, year: yearOf(filedOn),
    write: await renderFiling(tx, { record, of, reviews, list, language, filedOn }), refuse: errors.filingNotClean,
  })
  await insertFiling(tx, {
    id: filingId, recordId, sha256, agencyCode, secretListId: list?.id ?? null, paperId: paper.id, filedBy: staff.personId,
    filedAt: at, secrecyReceivedBy: null, secrecyReceivedAt: null, officeReceivedBy: null, officeReceivedAt: null,
  })
  await append(tx, head, {
    type: 'lightwell.record.filed.v1', room: 'decision', actor: actorOf(caller), at,
    data: { recordId, filingId, paperSha256: paper.sha256 },
  })
  return await findFiling(tx, filingId) as ListedFiling
}
