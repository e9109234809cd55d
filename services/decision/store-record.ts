import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf } from '@lightwell/http/caller'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import { refuseFaults } from '@lightwell/http/refusal'
import { sha256Hex } from '@lightwell/secrets/hashes'
import type { Acting } from './authorize-staff.ts'
import { contentHash } from './content-hash.ts'
import type { HeldRequest } from './open-request.ts'
import { bareDeclared } from './rules/marking.ts'
import { scan, type Scanned } from './rules/scan.ts'
import { sealContent } from './sealed-content.ts'
import { insertRecord, type StoredRecord } from './store/records.ts'

/** A record about to be kept: what is scanned, whose it is, and what it was made from. */
export type NewRecord = Scanned & { origin: string, aboutPerson: boolean, renditionOf: string | null }

/** Who submits, and the request that he holds. */
export type Submission = { staff: Acting['staff'], held: HeldRequest }

/**
 * Scans, seals and keeps a record. A state-secret mark seals it in the transaction that brings it in, so there is no
 * moment in which anyone could open it. Throws 422 when the title could not stand in a notice, but only of a record
 * that is not sealed: what may be a leak is kept and told, not sent back.
 */
export async function storeRecord (
  deps: Deps, tx: Transaction, { staff, held: { head, request } }: Submission, given: NewRecord,
): Promise<StoredRecord> {
  const now = deps.clock.now()
  const { bytes, title, origin, declaredMarking, aboutPerson, renditionOf } = given
  const { mediaType, scanState, marks, seals, secretUntil } = scan(given, dayIn(now, request.zone))
  if (!seals) refuseFaults(outgoingFaults(title, '/title'))
  const record: StoredRecord = {
    id: uuidv7(), caseId: request.id, agencyCode: request.agencyCode, title, origin, mediaType, sizeBytes: bytes.length,
    sha256: sha256Hex(bytes), addedBy: staff.personId, addedAt: now, reviewLevels: request.reviewLevels, aboutPerson, renditionOf,
    scanState, marks, sealedAt: seals ? now : null,
    declaredMarking: seals ? bareDeclared(declaredMarking) : declaredMarking,
  }
  await insertRecord(tx, record, sealContent(deps.keys, record.id, bytes))
  const fact = { room: 'decision', actor: actorOf(staff), at: now } as const
  await append(tx, head, {
    ...fact, type: 'lightwell.record.added.v1',
    data: { recordId: record.id, contentHash: contentHash(deps.keys, record.sha256), renditionOf },
  })
  await append(tx, head, {
    ...fact, type: 'lightwell.record.scanned.v1',
    data: {
      recordId: record.id, state: scanState, marks: marks.length, sealed: seals, ...secretUntil !== undefined && { secretUntil },
    },
  })
  return record
}
