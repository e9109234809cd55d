import { asc, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '@lightwell/database/connect'
import { requests } from '@lightwell/schema/tables/intake'

type Columns = Partial<typeof requests.$inferInsert>

/** What opens the number of a request's applicant. Throws when there is no such request: its case was not locked. */
export async function findSealedApplicant (
  tx: Transaction, id: string,
): Promise<{ sealedKey: string, applicantIdSealed: string | null }> {
  const [sealed] = await tx.select({ sealedKey: requests.sealedKey, applicantIdSealed: requests.applicantIdSealed })
    .from(requests).where(eq(requests.id, id))
  if (sealed === undefined) throw new Error(`There is no request ${id}`)
  return sealed
}

/** Writes down what has changed of a request whose case this transaction holds. */
export async function updateRequest (tx: Transaction, id: string, changes: Columns): Promise<void> {
  await tx.update(requests).set(changes).where(eq(requests.id, id))
}

/** The requests that are opened by the access token of one, that one among them. */
export async function listOpenedWith (tx: Transaction, id: string): Promise<string[]> {
  const own = tx.select({ hash: requests.accessTokenHash }).from(requests).where(eq(requests.id, id))
  const rows = await tx.select({ id: requests.id }).from(requests).where(inArray(requests.accessTokenHash, own))
  return rows.map((row) => row.id)
}

/**
 * Gives a request, and every other that its access token opens, a new token. False when another transaction has done so
 * in this moment: the token made here would open nothing.
 */
export async function replaceToken (tx: Transaction, id: string, newHash: string): Promise<boolean> {
  const [own] = await tx.select({ hash: requests.accessTokenHash }).from(requests).where(eq(requests.id, id))
  const opened = eq(requests.accessTokenHash, own?.hash ?? '')
  // First held, then found anew: a request that is being made from one of them takes its token before it is changed.
  await tx.select({ id: requests.id }).from(requests).where(opened).orderBy(asc(requests.id)).for('update')
  const renewed = await tx.update(requests).set({ accessTokenHash: newHash }).where(opened).returning({ id: requests.id })
  return renewed.some((row) => row.id === id)
}
