import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { recordFor } from '../authorize-staff.ts'
import { holdOpenRecordCase } from '../hold-record-case.ts'
import { requireRedactable, type MadeRendition } from '../make-rendition.ts'
import { storeRecord } from '../store-record.ts'
import { findRecord, type StoredRecord } from '../store/records.ts'
import { insertRedaction, type ComparedRedaction } from '../store/redactions.ts'

export type RedactRecord = { recordId: string, made: MadeRendition, ifMatch: string | undefined }

/** The new record, and what was taken out to make it. */
export type Redacted = { record: StoredRecord, redaction: ComparedRedaction }

/**
 * Keeps a rendition that was made of a record without some of its words and areas (区分处理, 条例第三十七条), provided that
 * nothing stands against it by now. It is a record of its own: other bytes, another key, another scan, and a review chain
 * that begins anew.
 */
export async function redactRecord (
  deps: Deps, tx: Transaction, caller: Caller, { recordId, made, ifMatch }: RedactRecord,
): Promise<Redacted> {
  const { record: { caseId }, staff } = await recordFor(tx, recordId, { caller, resource: 'record', verb: 'redact' })
  const held = await holdOpenRecordCase(tx, caseId, ifMatch)
  // Its bytes never change; a seal and a further reading do.
  const original = await findRecord(tx, recordId) as StoredRecord
  await requireRedactable(tx, original)
  const { bytes, mediaType, title, read, redaction } = made
  const { origin, originAgency, declaredMarking, aboutPerson, flags } = original
  const record = await storeRecord(deps, tx, { staff, held }, {
    bytes, mediaType, read, title, origin, originAgency, fileName: '', declaredMarking, aboutPerson, renditionOf: recordId, flags,
  })
  await insertRedaction(tx, { renditionId: record.id, ...redaction })
  await append(tx, held.head, {
    type: 'lightwell.record.redacted.v1', room: 'decision', actor: actorOf(caller), at: record.addedAt,
    data: { recordId, renditionId: record.id, spans: redaction.spans.length + redaction.areas.length },
  })
  return { record, redaction: { renditionId: record.id, ...redaction, comparison: null } }
}
