import { and, asc, count, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Transaction } from '@lightwell/database/connect'
import type { CaseHead } from '@lightwell/events/case-head'
import { caseHeads } from '@lightwell/schema/tables/common'
import { agencySuccessions, posts, requests } from '@lightwell/schema/tables/intake'
import type { RequestStatus } from '../rules/request-status.ts'

/** How one body went into another. */
export type Succession = typeof agencySuccessions.$inferSelect

// As the index of open requests names them: until it is served an answer is still owed.
const open: RequestStatus[] = ['received', 'registered', 'clarifying', 'processing', 'decided']

/** The succession of an agency that has ended. */
export async function findSuccession (tx: Transaction, agencyCode: string): Promise<Succession | undefined> {
  const [succession] = await tx.select().from(agencySuccessions).where(eq(agencySuccessions.agencyCode, agencyCode))
  return succession
}

/** Writes down a succession, or on which day the seal was handed in if that was not known before. */
export async function upsertSuccession (tx: Transaction, succession: Succession): Promise<void> {
  const { sealHandedInOn } = succession
  await tx.insert(agencySuccessions).values(succession).onConflictDoUpdate({
    target: agencySuccessions.agencyCode, set: { sealHandedInOn }, setWhere: isNull(agencySuccessions.sealHandedInOn),
  })
}

/** Whether somebody would still keep agencies and posts if this agency were gone. */
export async function hasAdminBeside (tx: Transaction, agencyCode: string): Promise<boolean> {
  const [post] = await tx.select({ id: posts.id }).from(posts)
    .where(and(eq(posts.duty, 'admin'), isNull(posts.revokedAt), ne(posts.agencyCode, agencyCode))).limit(1)
  return post !== undefined
}

/** Ends every post of an agency. */
export async function endPostsOf (
  tx: Transaction, agencyCode: string, end: { revokedAt: Date, revokedBy: string },
): Promise<void> {
  await tx.update(posts).set(end).where(and(eq(posts.agencyCode, agencyCode), isNull(posts.revokedAt)))
}

/** Locks the next open cases of an agency in the order of their ids, in which all lock who lock several. */
export async function lockOpenCases (tx: Transaction, agencyCode: string, most: number): Promise<CaseHead[]> {
  const heads = await tx.select({
    id: caseHeads.id, kind: caseHeads.kind, agencyCode: caseHeads.agencyCode, version: caseHeads.version,
    lastHash: caseHeads.lastHash,
  }).from(caseHeads).innerJoin(requests, eq(requests.id, caseHeads.id))
    .where(isOpenAt(agencyCode)).orderBy(asc(caseHeads.id)).limit(most).for('update', { of: caseHeads })
  // Asked again under the lock: whoever held one before may have closed it.
  const still = await tx.select({ id: requests.id }).from(requests)
    .where(and(inArray(requests.id, heads.map(({ id }) => id)), isOpenAt(agencyCode)))
  const ids = new Set(still.map(({ id }) => id))
  return heads.filter(({ id }) => ids.has(id))
}

/** Hands cases over that this transaction holds. */
export async function handOver (tx: Transaction, ids: string[], agencyCode: string): Promise<void> {
  await tx.update(requests).set({ agencyCode }).where(inArray(requests.id, ids))
  await tx.update(caseHeads).set({ agencyCode }).where(inArray(caseHeads.id, ids))
}

/** How many open cases an agency has. */
export async function countOpen (tx: Transaction, agencyCode: string): Promise<number> {
  const [row] = await tx.select({ open: count() }).from(requests).where(isOpenAt(agencyCode))
  return row?.open ?? 0
}

function isOpenAt (agencyCode: string) {
  return and(eq(requests.agencyCode, agencyCode), inArray(requests.status, open))
}
