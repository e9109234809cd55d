import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { permission } from '@lightwell/http/policy'
import { recordFor } from '../authorize-staff.ts'
import { contentHash } from '../content-hash.ts'
import { errors } from '../errors.ts'
import { holdRequest } from '../open-request.ts'
import { openContent } from '../sealed-content.ts'
import { findContent, insertOpening, type StoredRecord } from '../store/records.ts'

/** The bytes of a record, as its reader gets them. */
export type OpenedRecord = { record: StoredRecord, bytes: Buffer }

/** Opens a record for one of the agency's staff, and writes down that he did: each time an event. */
export async function openRecord (deps: Deps, tx: Transaction, caller: Caller, recordId: string): Promise<OpenedRecord> {
  const { record, staff } = await recordFor(tx, recordId, { caller, resource: 'record', verb: 'read' })
  if (!permission(caller, 'content', 'read', { agencyCode: record.agencyCode }).allowed) throw doorErrors.notAllowed()
  if (record.sealedAt !== null) throw errors.recordSealed()
  const { head } = await holdRequest(tx, record.caseId, undefined)
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
