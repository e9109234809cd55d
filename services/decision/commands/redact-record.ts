import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import { redactText } from '@lightwell/documents/redact-text'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import { recordFor } from '../authorize-staff.ts'
import { errors } from '../errors.ts'
import { holdOpenRecordCase } from '../hold-record-case.ts'
import { readUploadFile } from '../read-upload-file.ts'
import { regimeOf } from '../regime-of.ts'
import { readPlainText } from '../rules/plain-text.ts'
import { redactionFaults } from '../rules/redaction-faults.ts'
import { openContent } from '../sealed-content.ts'
import { storeRecord } from '../store-record.ts'
import { findContent, insertRedaction, type Redaction, type StoredRecord } from '../store/records.ts'

/** What to take out of a text: Unicode code points from `start` to before `end`, each span with its ground. */
export const RedactionBody = Type.Object({
  spans: Type.Array(Type.Object({
    start: Type.Integer({ minimum: 0 }),
    end: Type.Integer({ minimum: 1 }),
    ground: Type.String({ maxLength: 64 }),
  }, { additionalProperties: false }), { minItems: 1, maxItems: 1_000 }),
}, { additionalProperties: false })
export type RedactionBody = Static<typeof RedactionBody>

export type RedactRecord = { recordId: string, body: RedactionBody, ifMatch: string | undefined }

/** The new record, and what was taken out to make it. */
export type Redacted = { record: StoredRecord, redaction: Redaction }

/**
 * Makes a rendition of a text without some of its words (区分处理, 条例第三十七条). It is a record of its own: other
 * bytes, another key, another scan, and a review chain that begins anew.
 */
export async function redactRecord (
  deps: Deps, tx: Transaction, caller: Caller, { recordId, body, ifMatch }: RedactRecord,
): Promise<Redacted> {
  const { record: original, staff } = await recordFor(tx, recordId, { caller, resource: 'record', verb: 'redact' })
  const held = await holdOpenRecordCase(tx, original.caseId, ifMatch)
  const text = await textOf(deps, tx, original)
  const redacted = redactText(text, body.spans)
  refuseFaults(redactionFaults(body.spans, regimeOf(held.of), redacted.faults ?? []))
  if (redacted.faults !== undefined || !redacted.proof.passed) throw new Error('A redaction could not be proven')
  const bytes = Buffer.from(redacted.text, 'utf8')
  const record = await storeRecord(deps, tx, { staff, held }, {
    bytes, mediaType: 'text/plain', read: await readUploadFile(deps, { bytes, mediaType: 'text/plain' }),
    title: original.title, origin: original.origin, fileName: '', declaredMarking: original.declaredMarking,
    aboutPerson: original.aboutPerson, renditionOf: original.id, flags: original.flags,
  })
  const redaction = { renditionId: record.id, spans: body.spans, proof: redacted.proof }
  await insertRedaction(tx, redaction)
  await append(tx, held.head, {
    type: 'lightwell.record.redacted.v1', room: 'decision', actor: actorOf(caller), at: record.addedAt,
    data: { recordId, renditionId: record.id, spans: body.spans.length },
  })
  return { record, redaction }
}

/** The text of a record that may be redacted: one that was read, is not sealed, and still is what was registered. */
async function textOf (deps: Deps, tx: Transaction, record: StoredRecord): Promise<string> {
  if (record.sealedAt !== null) throw errors.recordSealed()
  if (record.scanState === 'unreadable') throw errors.scanUnreadable()
  if (record.scanState !== 'done') throw errors.scanUnfinished()
  if (record.mediaType !== 'text/plain') throw errors.notPlainText()
  const bytes = openContent(deps.keys, await findContent(tx, record.id), record.sha256)
  const text = bytes && readPlainText(bytes)
  if (text === undefined) throw errors.storedBytesDiffer()
  return text
}
