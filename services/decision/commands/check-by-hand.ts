import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { refuseFaults } from '@lightwell/http/refusal'
import { recordFor } from '../authorize-staff.ts'
import { contentHash } from '../content-hash.ts'
import { errors as roomErrors } from '../errors.ts'
import { holdRecordCase } from '../hold-record-case.ts'
import { isSealed } from '../rules/sealed.ts'
import { errors, faults } from '../seal-errors.ts'
import { sealRecord } from '../seal-record.ts'
import { findOpening, findRecord, listSubmitters, type StoredRecord } from '../store/records.ts'
import { findManualCheck, insertManualCheck } from '../store/seals.ts'

/** What the secrecy duty found on the pages of a file that could not be read. `pages` is how many he looked at. */
export const ManualCheckBody = Type.Object({
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  pages: Type.Integer({ minimum: 1, maximum: 100_000 }),
  finding: listed(['clean', 'marked']),
  opinion: Line(2_000),
}, { additionalProperties: false })
export type ManualCheckBody = Static<typeof ManualCheckBody>

export type CheckByHand = { recordId: string, body: ManualCheckBody, ifMatch: string | undefined }

/**
 * What could not be read is looked through by the secrecy duty, who did not submit it and opened these very bytes. Clean,
 * it may be passed like what was read; marked, it is sealed at once.
 */
export async function checkByHand (
  deps: Deps, tx: Transaction, caller: Caller, { recordId, body: { sha256, pages, finding, opinion }, ifMatch }: CheckByHand,
): Promise<void> {
  const acting = await recordFor(tx, recordId, { caller, resource: 'record', verb: 'check' })
  const checkerId = acting.staff.personId
  const { head } = await holdRecordCase(tx, acting.record.caseId, ifMatch)
  const record = await findRecord(tx, recordId) ?? acting.record
  await requireCheckable(tx, record, { sha256, checkerId })
  refuseFaults(record.pages !== null && record.pages !== pages ? [faults.otherPages('/pages')] : [])
  const at = deps.clock.now()
  const isMarked = finding === 'marked'
  await insertManualCheck(tx, { recordId, sha256, checkerId, submitterId: record.addedBy, finding, pages, opinion, checkedAt: at })
  if (isMarked) await sealRecord(deps, tx, record, at)
  await append(tx, head, {
    type: 'lightwell.record.checked.v1', room: 'decision', actor: actorOf(caller), at,
    data: { recordId, contentHash: contentHash(deps.keys, sha256), finding, sealed: isMarked },
  })
}

async function requireCheckable (
  tx: Transaction, record: StoredRecord, { sha256, checkerId }: { sha256: string, checkerId: string },
): Promise<void> {
  if ((await listSubmitters(tx, record.id)).includes(checkerId)) throw errors.submittedIt()
  if (isSealed(record)) throw roomErrors.recordSealed()
  if (record.sha256 !== sha256) throw roomErrors.otherBytes()
  if (record.scanState === 'done') throw errors.notUnreadable()
  if (record.scanState !== 'unreadable') throw roomErrors.scanUnfinished()
  if (await findManualCheck(tx, record) !== undefined) throw errors.checkedAlready()
  const openedAt = await findOpening(tx, { recordId: record.id, sha256, readerId: checkerId })
  if (openedAt === undefined) throw roomErrors.contentNotOpened()
}
