import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { recordFor } from '../authorize-staff.ts'
import { contentHash } from '../content-hash.ts'
import { errors } from '../errors.ts'
import { holdRecordCase } from '../hold-record-case.ts'
import { mayReadContent } from '../may-read-content.ts'
import { openContent } from '../sealed-content.ts'
import { findContent, insertOpening, type StoredRecord } from '../store/records.ts'

/** The bytes of a record, as its reader gets them. */
export type OpenedRecord = { record: StoredRecord, bytes: Buffer }

/** Opens a record for one of the agency's staff, and writes down that he did: each time an event. */
export async function openRecord (deps: Deps, tx: Transaction, caller: Caller, recordId: string): Promise<OpenedRecord> {
  const { record, staff } = await recordFor(tx, recordId, { caller, resource: 'record', verb: 'read' })
  if (!mayReadContent(caller, record)) throw doorErrors.notAllowed()
  if (record.sealedAt !== null) throw errors.recordSealed()
  if (record.scanState === 'queued' || record.scanState === 'running') throw errors.scanUnfinished()
  const { head } = await holdRecordCase(tx, record.caseId, undefined)
  const bytes = openContent(deps.keys, await findContent(tx, recordId), record.sha256)
  if (bytes === undefined) throw errors.storedBytesDiffer()
  const { sha256 } = record
  const now = deps.clock.now()
  await insertOpening(tx, { recordId, sha256, readerId: staff.personId, openedAt: now })
  const actor = actorOf(caller)
  await append(tx, head, {
    type: 'lightwell.record.opened.v1', room: 'decision', actor, at: now,
    data: { recordId, contentHash: contentHash(deps.keys, sha256), reader: actor },
  })
  return { record, bytes }
}
