import { validate as isUuid } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { withinSavepoint } from '@lightwell/database/within-savepoint'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { authorize } from '@lightwell/http/policy'
import { invalid, Refusal } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { faults } from '../chain-errors.ts'
import { saysTheSame, type ReviewBody } from '../rules/review-faults.ts'
import { findRecords } from '../store/records.ts'
import { reviewRecord, type Reviewed } from './review-record.ts'

/** A review of a batch, as it was sent, and its record. */
export type ReviewOfBatch = SentBody<ReviewBody> & { recordId: string | undefined }

/** What became of each review, in the order in which they were sent: it stands, or it was refused. */
export type ReviewedBatch = readonly (Reviewed | Refusal)[]

/**
 * Takes the reviews of one person over many records (集中审查, S-12). Each is taken by the rules of any review, or refused
 * and told, and none holds up another: each record was opened by him, and each has an opinion that no other of the batch has.
 */
export async function reviewBatch (
  deps: Deps, tx: Transaction, caller: Caller, batch: readonly ReviewOfBatch[],
): Promise<ReviewedBatch> {
  authorize(caller, 'record', 'review', { agencyCode: null })
  const done = new Map<ReviewOfBatch, Reviewed | Refusal>()
  for (const review of await inCaseOrder(tx, batch)) {
    const outcome = withinSavepoint(tx, async () => await takeReview(deps, tx, caller, { review, batch }))
    done.set(review, await outcome.catch(refusalOf))
  }
  return batch.map((review) => done.get(review)!)
}

/** Cases are locked in one order, so that two batches never wait for each other. */
async function inCaseOrder (tx: Transaction, batch: readonly ReviewOfBatch[]): Promise<ReviewOfBatch[]> {
  const records = await findRecords(tx, batch.flatMap(({ recordId }) => isUuid(recordId) ? [recordId as string] : []))
  const cases = new Map(records.map(({ id, caseId }) => [id, caseId]))
  const caseOf = ({ recordId = '' }: ReviewOfBatch): string => cases.get(recordId) ?? ''
  return batch.toSorted((one, other) => Number(caseOf(one) > caseOf(other)) - Number(caseOf(one) < caseOf(other)))
}

async function takeReview (
  deps: Deps, tx: Transaction, caller: Caller, { review, batch }: { review: ReviewOfBatch, batch: readonly ReviewOfBatch[] },
): Promise<Reviewed> {
  const { recordId, body, schemaFaults } = review
  if (recordId === undefined) throw invalid(schemaFaults)
  const before = batch.slice(0, batch.indexOf(review)).map((earlier): unknown => earlier.body.opinion)
  if (before.some((opinion) => isRepeated(opinion, body.opinion))) {
    throw invalid(toldFaults(schemaFaults, [faults.opinionRepeated('/opinion')]))
  }
  return await reviewRecord(deps, tx, caller, { recordId, body, schemaFaults, ifMatch: undefined })
}

function isRepeated (earlier: unknown, opinion: unknown): boolean {
  return typeof earlier === 'string' && typeof opinion === 'string' && saysTheSame(earlier, opinion)
}

function refusalOf (error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}
