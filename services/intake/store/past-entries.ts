import type { Transaction } from '@lightwell/database/connect'
import { importedEntries } from '@lightwell/schema/tables/intake-parties'

type Told = Pick<typeof importedEntries.$inferInsert, 'kind' | 'onDay' | 'evidence'>
type PastEntry = Told & { workingDays?: number, untilOn?: string }

/** Keeps what a portal said of the past of a clock, as it said it. */
export async function insertPastEntries (
  tx: Transaction, requestId: string, entries: readonly PastEntry[],
): Promise<void> {
  await tx.insert(importedEntries).values(entries.map((entry, at) => ({ ...entry, requestId, seq: at + 1 })))
}
