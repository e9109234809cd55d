import type { Deps } from '@lightwell/events/deps'
import { errors as doorErrors } from '@lightwell/http/errors'
import { errors } from './errors.ts'
import { openedBytes } from './opened-bytes.ts'
import { isSealed } from './rules/sealed.ts'
import { findDisclosure, type ListedDisclosure } from './store/disclosures.ts'
import { findRecord } from './store/records.ts'
import { isRuled } from './store/referrals.ts'

/**
 * The content of an entry: the very bytes that were approved, looked at each time. Other bytes are not given out, and are
 * an incident. Throws 404 where there is no such entry, 410 where it was taken down; what was sealed, or became a secret, since
 * is as good as that.
 */
export async function releasedDisclosure (deps: Deps, id: string): Promise<{ disclosure: ListedDisclosure, bytes: Buffer }> {
  const disclosure = await findDisclosure(deps.db, id)
  const record = disclosure && await findRecord(deps.db, disclosure.recordId)
  if (disclosure === undefined || record === undefined) throw doorErrors.notFound()
  const { publicationId: caseId, sha256, takenDownAt } = disclosure
  if (takenDownAt !== null || isSealed(record) || await isRuled(deps.db, sha256, 'secret')) throw errors.takenDown()
  const bytes = await openedBytes(deps, deps.db, { id: record.id, caseId, sha256, refuse: errors.releasedBytesDiffer })
  return { disclosure, bytes }
}
