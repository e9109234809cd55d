import type { Transaction } from '@lightwell/database/connect'
import { appendedBy, type Appended } from './append.ts'
import type { Deps } from './deps.ts'

/** Runs one write in one transaction, and wakes the rooms that its events concern once it is committed. */
export async function transact<T> (
  deps: Deps, work: (tx: Transaction) => Promise<T>,
): Promise<{ result: T, appended: Appended }> {
  const done = await deps.db.transaction(async (tx) => {
    const result = await work(tx)
    return { result, appended: appendedBy(tx) }
  })
  deps.waker.wake(done.appended.consumers)
  return done
}
