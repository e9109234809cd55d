import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { matchTag } from '@lightwell/http/etag'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { chainFaults, type ChainBody } from '../rules/chain.ts'
import { findChain, findReviewingAgency, insertChain, type ReviewChain } from '../store/review-chains.ts'

export type KeepChain = SentBody<ChainBody> & { agencyCode: string, ifMatch: string }

/** Says how the records of an agency are reviewed from a day on. What is submitted keeps its chain. Throws 404, 412, 422. */
export async function keepChain (
  deps: Deps, tx: Transaction, caller: Caller, { agencyCode, body, schemaFaults, ifMatch }: KeepChain,
): Promise<ReviewChain> {
  authorize(caller, 'chain', 'keep', { agencyCode })
  const agency = await findReviewingAgency(tx, agencyCode)
  if (agency === undefined) throw doorErrors.notFound()
  const last = await findChain(tx, agencyCode)
  matchTag(last?.version ?? 0, ifMatch)
  const now = deps.clock.now()
  refuseFaults(toldFaults(schemaFaults, chainFaults(body, {
    reviewLevels: agency.reviewLevels, today: dayIn(now, agency.zone), lastFromOn: last?.fromOn,
  })))
  const chain: ReviewChain = {
    id: uuidv7(), agencyCode, version: (last?.version ?? 0) + 1, ...body as ChainBody, recordedBy: actorOf(caller), recordedAt: now,
  }
  if (!await insertChain(tx, chain)) throw doorErrors.stale()
  return chain
}
