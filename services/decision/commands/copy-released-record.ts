import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { publicationFor } from '../authorize-staff.ts'
import { errors } from '../errors.ts'
import { Id } from '../fields.ts'
import { holdOpenRecordCase } from '../hold-record-case.ts'
import { loadRecordFacts } from '../load-record-facts.ts'
import { openedBytes } from '../opened-bytes.ts'
import { refuseGaps } from '../refuse-gaps.ts'
import { rulingGap } from '../rules/ruling-gaps.ts'
import { isSealed } from '../rules/sealed.ts'
import { storeRecord } from '../store-record.ts'
import { findReleasedHash } from '../store/decisions.ts'
import { findRecord, type StoredRecord } from '../store/records.ts'

export const ReleasedRecordBody = Type.Object({ recordId: Id }, { additionalProperties: false })
export type ReleasedRecordBody = Static<typeof ReleasedRecordBody>

export type CopyReleasedRecord = { publicationId: string, recordId: string, ifMatch: string | undefined }

/**
 * Brings what was released to one person before everybody, by a second decision of its own: its very bytes become a record
 * of the publication, submitted by this officer, whose chain begins anew. What tells about a person stays his.
 */
export async function copyReleasedRecord (
  deps: Deps, tx: Transaction, caller: Caller, { publicationId, recordId, ifMatch }: CopyReleasedRecord,
): Promise<StoredRecord> {
  const { staff, publication } = await publicationFor(tx, publicationId, { caller, resource: 'record', verb: 'add' })
  const held = await holdOpenRecordCase(tx, publicationId, ifMatch)
  if (held.isProposed) throw errors.publicationProposed()
  const record = await findRecord(tx, recordId)
  const approved = await findReleasedHash(tx, recordId)
  if (record === undefined || record.caseId !== publication.requestId || record.aboutPerson || approved === undefined) {
    throw errors.notReleased()
  }
  if (isSealed(record)) throw errors.recordSealed()
  // What binds its original binds it here; its copy stands alone.
  const facts = (await loadRecordFacts(tx, record.caseId, [])).get(recordId)
  const code = facts && rulingGap(facts)
  if (code !== undefined) refuseGaps([{ code, pointer: '/recordId', recordId }])
  const bytes = await openedBytes(deps, tx, { id: recordId, caseId: record.caseId, sha256: approved })
  const { title, origin, originAgency, mediaType, declaredMarking, flags } = record
  return await storeRecord(deps, tx, { staff, held }, {
    bytes, title, origin, originAgency, fileName: '', mediaType, read: undefined, declaredMarking, aboutPerson: false,
    renditionOf: null, flags,
  })
}
