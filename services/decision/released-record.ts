import type { Reader } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { permission } from '@lightwell/http/policy'
import type { OpenedRecord } from './commands/open-record.ts'
import { errors } from './errors.ts'
import { openedBytes } from './opened-bytes.ts'
import { isSealed } from './rules/sealed.ts'
import { findRequest } from './store/cases.ts'
import { listThirdPartyPapers } from './store/consultations.ts'
import { findReleasedHash } from './store/decisions.ts'
import { findRecord } from './store/records.ts'
import { isRuled } from './store/referrals.ts'

/**
 * A released record for the applicant, or the portal that filed for him: only what an issued decision hands out, and
 * only the very bytes that were approved. For anything else, and for what became a secret since, it does not exist. What goes out over the
 * objection of a third party opens when he has been told (条例第三十二条); throws 409 before.
 */
export async function releasedRecord (deps: Deps, db: Reader, caller: Caller, recordId: string): Promise<OpenedRecord> {
  const record = await findRecord(db, recordId)
  const request = record && await findRequest(db, record.caseId)
  if (record === undefined || request === undefined || !ownsRequest(caller, request)) throw doorErrors.notFound()
  const approved = await findReleasedHash(db, recordId)
  if (approved === undefined || isSealed(record) || await isRuled(db, approved, 'secret')) throw doorErrors.notFound()
  const papers = await listThirdPartyPapers(db, record.caseId)
  if (papers.some(({ servedOn }) => servedOn === null)) throw errors.thirdPartyNotTold()
  const { caseId } = record
  const bytes = await openedBytes(deps, db, { id: recordId, caseId, sha256: approved, refuse: errors.releasedBytesDiffer })
  return { record, bytes }
}

/** Whether a request is this applicant's or this portal's own. */
export function ownsRequest (
  caller: Caller, { id, agencyCode, clientId }: { id: string, agencyCode: string, clientId: string | null },
): boolean {
  if (caller.kind !== 'applicant' && caller.kind !== 'portal') return false
  return permission(caller, 'request', 'read', { agencyCode, requestId: id, clientId }).allowed
}
