import { sql } from 'drizzle-orm'
import type { Transaction } from './connect.ts'

/** Does a part of a transaction that leaves nothing behind where it fails, while the rest goes on. */
export async function withinSavepoint<T> (tx: Transaction, work: () => Promise<T>): Promise<T> {
  await tx.execute(sql`savepoint part`)
  try {
    return await work()
  } catch (error) {
    await tx.execute(sql`rollback to savepoint part`)
    throw error
  } finally {
    await tx.execute(sql`release savepoint part`)
  }
}
