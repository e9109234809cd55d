import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf } from '@lightwell/http/caller'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import { refuseFaults } from '@lightwell/http/refusal'
import { levelsOf } from '@lightwell/http/register/review-levels'
import { sha256Hex } from '@lightwell/secrets/hashes'
import type { Acting } from './authorize-staff.ts'
import { contentHash } from './content-hash.ts'
import type { HeldRecordCase } from './hold-record-case.ts'
import { bareDeclared, isDeclared } from './rules/marking.ts'
import { judgeScan, type Scanned } from './rules/scan.ts'
import { progressOf, suggestionsOf } from './scan-results.ts'
import { asSealed } from './seal-record.ts'
import { keepContent } from './sealed-content.ts'
import type { RecordCase } from './store/record-cases.ts'
import { insertRecord, type StoredRecord } from './store/records.ts'
import { isRuled } from './store/referrals.ts'
import { findChain } from './store/review-chains.ts'

/** A record about to be kept: its bytes and what was read in them, whose it is, and what it was made from. */
export type NewRecord = Scanned & {
  bytes: Buffer, mediaType: string, aboutPerson: boolean, renditionOf: string | null
  /** What makes its chain longer than that of its case. */
  flags: string[]
  /** The body that it comes from, where it is another. */
  originAgency: string | null
}

/** Who submits, and the case that he holds. */
export type Submission = { staff: Acting['staff'], held: HeldRecordCase }

/**
 * Judges, seals and keeps a record. A state-secret mark seals it in the transaction that brings it in, or that brings the
 * end of its reading; until it is read nobody opens it. So there is no moment in which anyone could see it. Throws 422
 * when the title could not stand in a notice, but only of a record that is not sealed: what may be a leak is kept and
 * told, not sent back.
 */
export async function storeRecord (
  deps: Deps, tx: Transaction, { staff, held: { head, of } }: Submission, given: NewRecord,
): Promise<StoredRecord> {
  const now = deps.clock.now()
  const { bytes, mediaType, title, origin, originAgency, declaredMarking, aboutPerson, renditionOf, flags, read } = given
  const { scanState, marks, seals, secretUntil } = judgeScan({
    ...given, declassified: await isRuled(tx, sha256Hex(bytes), 'declassified'),
  }, dayIn(now, of.zone))
  if (!seals) refuseFaults(outgoingFaults(title, '/title'))
  const record: StoredRecord = {
    id: uuidv7(), caseId: of.id, caseKind: of.kind, agencyCode: of.agencyCode, title, origin, originAgency, mediaType, sizeBytes: bytes.length,
    sha256: sha256Hex(bytes), addedBy: staff.personId, addedAt: now, aboutPerson, renditionOf, flags,
    ...await chainOf(tx, of, flags, dayIn(now, of.zone)), scanHeldUntil: null, ...progressOf(read), scanFaults: read?.faults ?? [],
    suggestions: suggestionsOf(read, of.regimeVersion), scanState, marks, sealedAt: seals ? now : null, unsealedBy: null,
    declaredMarking: seals ? bareDeclared(declaredMarking) : declaredMarking,
  }
  // What a sealed record is called may be the secret itself.
  await insertRecord(tx, seals ? asSealed(record, now) : record,
    await keepContent(deps, record.id, { bytes, words: seals ? { title, origin } : undefined }))
  const fact = { room: 'decision', actor: actorOf(staff), at: now } as const
  await append(tx, head, {
    ...fact, type: 'lightwell.record.added.v1',
    data: { recordId: record.id, contentHash: contentHash(deps.keys, record.sha256), renditionOf },
  })
  if (read !== undefined || seals) {
    await append(tx, head, {
      ...fact, type: 'lightwell.record.scanned.v1',
      data: {
        recordId: record.id, state: scanState, marks: marks.length, sealed: seals, ...secretUntil !== undefined && { secretUntil },
        ...seals && { declared: isDeclared(declaredMarking) },
      },
    })
  }
  return record
}

/** The chain that a record keeps: that of its agency which is in force today, as far as its flags call for it (W-15). */
async function chainOf (
  tx: Transaction, { agencyCode, reviewLevels, flags: ofCase }: RecordCase, flags: readonly string[], today: string,
): Promise<Pick<StoredRecord, 'chainId' | 'stages' | 'reviewLevels'>> {
  const chain = await findChain(tx, agencyCode, today)
  if (chain === undefined) return { chainId: null, stages: [], reviewLevels }
  const stages = levelsOf(chain.stages, [...ofCase, ...flags])
  return { chainId: chain.id, stages, reviewLevels: stages.length }
}
