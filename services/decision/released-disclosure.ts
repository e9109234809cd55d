import type { Deps } from '@lightwell/events/deps'
import { errors as doorErrors } from '@lightwell/http/errors'
import { tellBytesDiffer } from './commands/tell-bytes-differ.ts'
import { errors } from './errors.ts'
import { openContent } from './sealed-content.ts'
import { findDisclosure, type ListedDisclosure } from './store/disclosures.ts'
import { findContent, findRecord } from './store/records.ts'

/**
 * The content of an entry: the very bytes that were approved, looked at each time. Other bytes are not given out, and are
 * an incident. Throws 404 where there is no such entry, 410 where it was taken down; what was sealed since is as good as that.
 */
export async function releasedDisclosure (deps: Deps, id: string): Promise<{ disclosure: ListedDisclosure, bytes: Buffer }> {
  const disclosure = await findDisclosure(deps.db, id)
  const record = disclosure && await findRecord(deps.db, disclosure.recordId)
  if (disclosure === undefined || record === undefined) throw doorErrors.notFound()
  if (disclosure.takenDownAt !== null || record.sealedAt !== null) throw errors.takenDown()
  const bytes = openContent(deps.keys, await findContent(deps.db, record.id), disclosure.sha256)
  if (bytes === undefined) {
    await tellBytesDiffer(deps, { caseId: disclosure.publicationId, recordId: record.id })
    throw errors.releasedBytesDiffer()
  }
  return { disclosure, bytes }
}
