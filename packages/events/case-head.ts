import type { Transaction } from '@lightwell/database/connect'
import { runPrepared, type Prepared } from '@lightwell/database/prepared'
import { chainStart } from './envelope.ts'

/** The head of a case that this transaction holds. `append` moves it on. */
export type CaseHead = {
  id: string
  kind: 'request' | 'publication' | 'term' | 'carrier' | 'secret' | 'agency'
  agencyCode: string
  version: number
  lastHash: string
}

/** The head of a case that is about to begin; its row is written with its first event. */
export function newCaseHead (head: Pick<CaseHead, 'id' | 'kind' | 'agencyCode'>): CaseHead {
  return { ...head, version: 0, lastHash: chainStart }
}

const lock: Prepared = {
  name: 'lock case',
  text: 'select id, kind, agency_code as "agencyCode", version, last_hash as "lastHash" from case_heads where id = $1 for update',
}

/**
 * Locks a case for this transaction: the one lock that gives the chain, the order of its events, and no race between
 * rooms. Undefined when there is no such case.
 */
export async function lockCase (tx: Transaction, id: string): Promise<CaseHead | undefined> {
  const [head] = await runPrepared<CaseHead>(tx, lock, [id])
  return head
}
