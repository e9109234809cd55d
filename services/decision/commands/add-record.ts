import type { Transaction } from '@lightwell/database/connect'
import type { FileScan } from '@lightwell/documents/scanner'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import { recordCaseFor } from '../authorize-staff.ts'
import { errors } from '../errors.ts'
import { faults } from '../referral-errors.ts'
import { holdOpenRecordCase } from '../hold-record-case.ts'
import { presentRecord, type RecordView } from '../views/present-record.ts'
import { listZones } from '../store/agencies.ts'
import { storeRecord } from '../store-record.ts'
import type { Upload } from '../upload.ts'

export type AddRecord = { upload: Upload, mediaType: string, read: FileScan | undefined, ifMatch: string | undefined }

/**
 * Adds one document to a request or a publication proposal: hashed, read for marks, sealed if it bears one (先审查、后公开). What is proposed is
 * proposed on what is there: a further document has to wait until the proposal is returned.
 */
export async function addRecord (
  deps: Deps, tx: Transaction, caller: Caller, { upload, mediaType, read, ifMatch }: AddRecord,
): Promise<RecordView> {
  const caseId = upload.requestId ?? upload.publicationId!
  const { staff } = await recordCaseFor(tx, caseId, { caller, resource: 'record', verb: 'add' })
  const held = await holdOpenRecordCase(tx, caseId, ifMatch)
  if (held.isProposed) throw held.of.kind === 'request' ? errors.answerProposed() : errors.publicationProposed()
  const { bytes, name: fileName } = upload.file
  refuseFaults(await originFaults(tx, upload))
  const record = await storeRecord(deps, tx, { staff, held }, {
    bytes, fileName, mediaType, read, title: upload.title, origin: upload.origin,
    declaredMarking: upload.declaredMarking ?? null, aboutPerson: upload.aboutPerson === 'true', renditionOf: null,
    flags: [...new Set(upload.flags?.split(','))], originAgency: upload.originAgency ?? null,
  })
  return presentRecord(record, {}, { quotes: true })
}

/** A body that has to consent, or to declassify, is one that is known here. */
async function originFaults (tx: Transaction, { originAgency, declaredMarking }: Upload): Promise<FieldFault[]> {
  const named = { '/originAgency': originAgency, '/declaredMarking/classifier': declaredMarking?.classifier }
  const known = await listZones(tx, Object.values(named).filter((code) => code !== undefined))
  return Object.entries(named).flatMap(([pointer, code]) =>
    code === undefined || known.has(code) ? [] : [faults.unknownAgency(pointer)])
}
