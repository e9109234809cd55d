import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '@lightwell/database/connect'
import { requests } from '@lightwell/schema/tables/intake'

/** A request as its portal knows it. */
export type NamedRequest = { id: string, receiptNumber: string, externalId: string }

/**
 * Holds the names that a portal gives to requests until the transaction ends, in one order for everyone: who comes with
 * the same name meanwhile waits, and finds the request that took it.
 */
export async function holdExternalIds (
  tx: Transaction, clientId: string, externalIds: readonly string[],
): Promise<void> {
  for (const externalId of new Set(externalIds.toSorted())) {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`external_id ${clientId} ${externalId}`}, 0))`)
  }
}

/** The request that a portal has given this name. */
export async function findByExternalId (
  tx: Transaction, clientId: string, externalId: string,
): Promise<NamedRequest | undefined> {
  const [named] = await tx.select({ id: requests.id, receiptNumber: requests.receiptNumber }).from(requests)
    .where(and(eq(requests.apiClientId, clientId), eq(requests.externalId, externalId)))
  return named && { ...named, externalId }
}
