import type { Reader } from '@lightwell/database/connect'
import type { Refusal } from '@lightwell/http/refusal'
import { BytesDiffer } from './bytes-differ.ts'
import { errors } from './errors.ts'
import { openContent, type Keys } from './sealed-content.ts'
import { findContent } from './store/records.ts'

/** A record by the bytes that it must have, and what is thrown where it has others. */
export type BytesAsked = { id: string, caseId: string, sha256: string, refuse?: () => Refusal }

/**
 * The bytes of a record, to the byte those that were registered, reviewed and approved. Others are given out by no way, and
 * whoever asked, it is an incident.
 */
export async function openedBytes (
  deps: Keys, db: Reader, { id, caseId, sha256, refuse = errors.storedBytesDiffer }: BytesAsked,
): Promise<Buffer> {
  const bytes = await openContent(deps, await findContent(db, id), sha256)
  if (bytes === undefined) throw new BytesDiffer(refuse(), { caseId, recordId: id })
  return bytes
}
