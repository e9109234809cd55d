import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { CaseHead } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { permission } from '@lightwell/http/policy'
import { recordFor, type Acting } from '../authorize-staff.ts'
import { errors as circleErrors } from '../circle-errors.ts'
import { contentHash } from '../content-hash.ts'
import { errors } from '../errors.ts'
import { holdRecordCase } from '../hold-record-case.ts'
import { mayReadContent } from '../may-read-content.ts'
import { openedBytes } from '../opened-bytes.ts'
import { purposeOf, type OpeningPurpose } from '../rules/record-circle.ts'
import { isSealed } from '../rules/sealed.ts'
import { findRecord, insertOpening, type StoredRecord } from '../store/records.ts'

/** The bytes of a record, as its reader gets them. */
export type OpenedRecord = { record: StoredRecord, bytes: Buffer }

export type OpenRecord = { recordId: string, purpose: OpeningPurpose | undefined }

/** Opens a record for one of the agency's staff, and writes down that he did and what for: each time an event. */
export async function openRecord (
  deps: Deps, tx: Transaction, caller: Caller, { recordId, purpose }: OpenRecord,
): Promise<OpenedRecord> {
  const { record: { caseId }, staff, posts } = await recordFor(tx, recordId, { caller, resource: 'record', verb: 'read' })
  const { head } = await holdRecordCase(tx, caseId, undefined)
  // Read again: who held the lock before may have sealed it.
  const record = await findRecord(tx, recordId) as StoredRecord
  if (!await mayReadContent(tx, caller, record)) {
    const { allowed } = permission(caller, 'content', 'read', { agencyCode: record.agencyCode })
    throw allowed ? circleErrors.outsideCircle() : doorErrors.notAllowed()
  }
  const by = { personId: staff.personId, posts }
  return await handOut(deps, tx, { head, record }, { staff, purpose: purpose ?? purposeOf(by, record) })
}

/**
 * Hands out the bytes of a record, the case of which this transaction holds, to one who may see them, and writes down that he
 * opened them.
 */
export async function handOut (
  deps: Deps, tx: Transaction, { head, record }: { head: CaseHead, record: StoredRecord },
  { staff, purpose }: { staff: Acting['staff'], purpose: string },
): Promise<OpenedRecord> {
  const { id: recordId, sha256 } = record
  if (isSealed(record)) throw errors.recordSealed()
  if (record.scanState === 'queued' || record.scanState === 'running') throw errors.scanUnfinished()
  const bytes = await openedBytes(deps, tx, record)
  const now = deps.clock.now()
  await insertOpening(tx, { recordId, sha256, readerId: staff.personId, openedAt: now })
  const actor = actorOf(staff)
  await append(tx, head, {
    type: 'lightwell.record.opened.v1', room: 'decision', actor, at: now,
    data: { recordId, contentHash: contentHash(deps.keys, sha256), reader: actor, purpose },
  })
  return { record, bytes }
}
