import type { Reader, Transaction } from '@lightwell/database/connect'
import type { CaseHead } from '@lightwell/events/case-head'
import { errors as doorErrors } from '@lightwell/http/errors'
import { lockMatchingCase } from '@lightwell/http/etag'
import { errors } from './errors.ts'
import { findStandingDecision } from './store/decisions.ts'
import { findPublication } from './store/publications.ts'
import { findRecordCase, type RecordCase } from './store/record-cases.ts'

/** A request or publication proposal whose case this transaction holds. */
export type HeldRecordCase = { head: CaseHead, of: RecordCase }

/** One that can still be worked on, and whether its answer or its publication is proposed. */
export type OpenRecordCase = HeldRecordCase & { isProposed: boolean }

/** Locks the case of a record and reads it as it then is. Throws 404 when there is none, 412 when it has changed. */
export async function holdRecordCase (tx: Transaction, caseId: string, ifMatch: string | undefined): Promise<HeldRecordCase> {
  const head = await lockMatchingCase(tx, caseId, ifMatch)
  const of = await findRecordCase(tx, caseId)
  if (of === undefined) throw doorErrors.notFound()
  return { head, of }
}

/** The same, provided that it can still be worked on: neither ended nor answered nor published. Throws 409 otherwise. */
export async function holdOpenRecordCase (
  tx: Transaction, caseId: string, ifMatch: string | undefined,
): Promise<OpenRecordCase> {
  const held = await holdRecordCase(tx, caseId, ifMatch)
  const standing = await standingOf(tx, held.of)
  if (!held.of.isOpen || standing === 'issued') throw held.of.kind === 'request' ? errors.requestNotOpen() : errors.publicationNotOpen()
  return { ...held, isProposed: standing === 'proposed' }
}

// The status of a request follows its decision a moment later, by an event; the decision itself is seen under the lock.
async function standingOf (db: Reader, { kind, id }: RecordCase): Promise<string | undefined> {
  return kind === 'request' ? (await findStandingDecision(db, id))?.state : (await findPublication(db, id))?.state
}
