import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { requestFor } from '../authorize-staff.ts'
import { errors } from '../errors.ts'
import { holdOpenRequest } from '../open-request.ts'
import { presentRecord, type RecordView } from '../present-record.ts'
import { storeRecord } from '../store-record.ts'
import type { Upload } from '../upload.ts'

export type AddRecord = { upload: Upload, ifMatch: string | undefined }

/**
 * Adds one document to a request: hashed, read for marks, sealed if it bears one (先审查、后公开). What is proposed is
 * proposed on what is there: a further document has to wait until the proposal is returned.
 */
export async function addRecord (
  deps: Deps, tx: Transaction, caller: Caller, { upload, ifMatch }: AddRecord,
): Promise<RecordView> {
  const { staff } = await requestFor(tx, upload.requestId, { caller, resource: 'record', verb: 'add' })
  const held = await holdOpenRequest(tx, upload.requestId, ifMatch)
  if (held.proposed !== undefined) throw errors.answerProposed()
  const { bytes, name: fileName, declaredType } = upload.file
  const record = await storeRecord(deps, tx, { staff, held }, {
    bytes, fileName, declaredType, title: upload.title, origin: upload.origin,
    declaredMarking: upload.declaredMarking ?? null, aboutPerson: upload.aboutPerson === 'true', renditionOf: null,
  })
  return presentRecord(record, {}, { quotes: true })
}
