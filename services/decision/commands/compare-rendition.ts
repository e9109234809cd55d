import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { recordFor } from '../authorize-staff.ts'
import { contentHash } from '../content-hash.ts'
import { errors as common } from '../errors.ts'
import { holdOpenRecordCase } from '../hold-record-case.ts'
import { errors } from '../redaction-errors.ts'
import type { ComparisonBody } from '../rules/comparison-body.ts'
import { isSealed } from '../rules/sealed.ts'
import { findOpening, findRecord, listSubmitters, type StoredRecord } from '../store/records.ts'
import { insertComparison, listRedactions, type Comparison } from '../store/redactions.ts'

export type CompareRendition = { recordId: string, body: ComparisonBody, ifMatch: string | undefined }

/**
 * Takes the word of a second person who opened a rendition and what it was made from, and holds one against the other. What
 * he finds incomplete is never released: it is redacted anew.
 */
export async function compareRendition (
  deps: Deps, tx: Transaction, caller: Caller, { recordId, body, ifMatch }: CompareRendition,
): Promise<StoredRecord> {
  const { record, staff: { personId } } = await recordFor(tx, recordId, { caller, resource: 'record', verb: 'compare' })
  const { head } = await holdOpenRecordCase(tx, record.caseId, ifMatch)
  const original = record.renditionOf === null ? undefined : await findRecord(tx, record.renditionOf)
  if (original === undefined) throw errors.notARendition()
  if (isSealed(record) || isSealed(original)) throw common.recordSealed()
  if (body.sha256 !== record.sha256) throw common.otherBytes()
  if ((await listSubmitters(tx, record.id)).includes(personId)) throw errors.submitterMayNotCompare()
  for (const { id, sha256 } of [record, original]) {
    if (await findOpening(tx, { recordId: id, sha256, readerId: personId }) === undefined) throw errors.bothNotOpened()
  }
  const [redaction] = await listRedactions(tx, [record.id])
  if (redaction?.comparison !== null) throw errors.comparedAlready()
  const comparison: Comparison = {
    renditionId: record.id, sha256: record.sha256, originalId: original.id, originalSha256: original.sha256,
    comparedBy: personId, submitterId: record.addedBy, finding: body.finding, opinion: body.opinion, comparedAt: deps.clock.now(),
  }
  await insertComparison(tx, comparison)
  await append(tx, head, {
    type: 'lightwell.record.compared.v1', room: 'decision', actor: actorOf(caller), at: comparison.comparedAt,
    data: { recordId, contentHash: contentHash(deps.keys, record.sha256), finding: comparison.finding },
  })
  return record
}
