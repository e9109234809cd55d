import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { Database, Reader, Transaction } from '@lightwell/database/connect'
import { chainFaults, type ChainFault } from '@lightwell/events/verify-chain'
import { caseHeads, events } from '@lightwell/schema/tables/common'

/** What was verified, and what is wrong with it, by case. */
export type Verified = {
  cases: number
  events: number
  faults: (ChainFault & { caseId: string })[]
  lastCaseId: string | null
}

/** Reads in one snapshot: an event appended meanwhile would look like a fault. */
export async function inSnapshot<T> (db: Database, read: (tx: Transaction) => Promise<T>): Promise<T> {
  return await db.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}

/** The agency of a case. */
export async function findCaseAgency (db: Reader, caseId: string): Promise<string | undefined> {
  const [head] = await db.select({ agencyCode: caseHeads.agencyCode }).from(caseHeads).where(eq(caseHeads.id, caseId))
  return head?.agencyCode
}

/** Verifies the chains of a number of cases in the order of their ids. */
export async function verifyCases (
  tx: Transaction, { agency, after, limit }: { agency: string | undefined, after: string | undefined, limit: number },
): Promise<Verified> {
  const heads = await tx.select().from(caseHeads).where(and(
    agency === undefined ? undefined : eq(caseHeads.agencyCode, agency),
    after === undefined ? undefined : gt(caseHeads.id, after),
  )).orderBy(asc(caseHeads.id)).limit(limit)
  const stored = await tx.select().from(events).where(inArray(events.caseId, heads.map((head) => head.id)))
    .orderBy(asc(events.caseId), asc(events.version))
  const byCase = Map.groupBy(stored, (event) => event.caseId)
  const faults = heads.flatMap((head) =>
    chainFaults(byCase.get(head.id) ?? [], head).map((fault) => ({ caseId: head.id, ...fault })))
  return { cases: heads.length, events: stored.length, faults, lastCaseId: heads.at(-1)?.id ?? null }
}
