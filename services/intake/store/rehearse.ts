import { TransactionRollbackError } from 'drizzle-orm'
import type { Database, Transaction } from '@lightwell/database/connect'

/** Does a thing in a transaction that is rolled back: what it would have come to is told, and nothing of it stays. */
export async function rehearse<T> (db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const results: T[] = []
  await db.transaction(async (tx) => {
    results.push(await work(tx))
    tx.rollback()
  }).catch((error: unknown) => {
    if (!(error instanceof TransactionRollbackError)) throw error
  })
  return results[0] as T
}
