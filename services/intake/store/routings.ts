import { asc, eq, getTableColumns } from 'drizzle-orm'
import type { Transaction } from '@lightwell/database/connect'
import { requests } from '@lightwell/schema/tables/intake'
import { identityProofs, requestParties, routedRequests, routings } from '@lightwell/schema/tables/intake-parties'

/** A request with all that is kept of it, what is sealed and what opens it included. */
export type WholeRequest = typeof requests.$inferSelect

/** Whoever stands beside its applicant, with his sealed number. */
export type WholeParty = typeof requestParties.$inferSelect

/** How somebody saw who the applicant is, with what he saw. */
export type WholeProof = typeof identityProofs.$inferSelect

/**
 * All that is kept of a request, so that another can be made from it before its token is renewed. Throws when there is
 * none.
 */
export async function findWholeRequest (
  tx: Transaction, id: string,
): Promise<{ request: WholeRequest, parties: WholeParty[], proofs: WholeProof[] }> {
  const [request] = await tx.select(getTableColumns(requests)).from(requests).where(eq(requests.id, id)).for('share')
  if (request === undefined) throw new Error(`There is no request ${id}`)
  return {
    request,
    parties: await tx.select().from(requestParties).where(eq(requestParties.requestId, id)).orderBy(asc(requestParties.id)),
    proofs: await tx.select().from(identityProofs).where(eq(identityProofs.requestId, id)).orderBy(asc(identityProofs.id)),
  }
}

/** Writes down where a request went on, and which requests that made. */
export async function insertRouting (
  tx: Transaction, row: typeof routings.$inferInsert, requestIds: readonly string[],
): Promise<void> {
  await tx.insert(routings).values(row)
  await tx.insert(routedRequests).values(requestIds.map((requestId) => ({ routingId: row.id, requestId })))
}
