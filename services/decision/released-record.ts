import type { Reader } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { permission } from '@lightwell/http/policy'
import type { OpenedRecord } from './commands/open-record.ts'
import { tellBytesDiffer } from './commands/tell-bytes-differ.ts'
import { errors } from './errors.ts'
import { openContent } from './sealed-content.ts'
import { findRequest } from './store/cases.ts'
import { listThirdPartyPapers } from './store/consultations.ts'
import { findReleasedHash } from './store/decisions.ts'
import { findContent, findRecord } from './store/records.ts'

/**
 * A released record for the applicant, or the portal that filed for him: only what an issued decision hands out, and
 * only the very bytes that were approved. For anything else it does not exist. What goes out over the
 * objection of a third party opens when he has been told (条例第三十二条); throws 409 before.
 */
export async function releasedRecord (deps: Deps, db: Reader, caller: Caller, recordId: string): Promise<OpenedRecord> {
  const record = await findRecord(db, recordId)
  const request = record && await findRequest(db, record.caseId)
  if (record === undefined || request === undefined || !ownsRequest(caller, request)) throw doorErrors.notFound()
  const approved = await findReleasedHash(db, recordId)
  if (approved === undefined || record.sealedAt !== null) throw doorErrors.notFound()
  const papers = await listThirdPartyPapers(db, record.caseId)
  if (papers.some(({ servedOn }) => servedOn === null)) throw errors.thirdPartyNotTold()
  const bytes = openContent(deps.keys, await findContent(db, recordId), approved)
  if (bytes === undefined) {
    await tellBytesDiffer(deps, { caseId: record.caseId, recordId })
    throw errors.releasedBytesDiffer()
  }
  return { record, bytes }
}

/** Whether a request is this applicant's or this portal's own. */
export function ownsRequest (
  caller: Caller, { id, agencyCode, clientId }: { id: string, agencyCode: string, clientId: string | null },
): boolean {
  if (caller.kind !== 'applicant' && caller.kind !== 'portal') return false
  return permission(caller, 'request', 'read', { agencyCode, requestId: id, clientId }).allowed
}
