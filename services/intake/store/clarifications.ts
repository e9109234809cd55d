import { eq } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { clarifications } from '@lightwell/schema/tables/intake-steps'
import type { Clarification } from '../case-view.ts'

/** What an answer, a lapse or a judgement writes into the row of a clarification. */
export type ClarificationChange = Partial<Omit<Clarification, 'id' | 'requestId' | 'items' | 'askedOn' | 'respondBy'>>

/** Keeps the one ask to complete a request. */
export async function insertClarification (tx: Transaction, row: typeof clarifications.$inferInsert): Promise<void> {
  await tx.insert(clarifications).values(row)
}

/** Whose a clarification is and how far it has come, as nobody's lock holds it yet. */
export async function findClarification (
  db: Reader, id: string,
): Promise<Pick<Clarification, 'requestId' | 'state'> | undefined> {
  const [found] = await db.select({ requestId: clarifications.requestId, state: clarifications.state })
    .from(clarifications).where(eq(clarifications.id, id))
  return found
}

/** Writes down what became of a clarification whose case this transaction holds. */
export async function changeClarification (tx: Transaction, id: string, change: ClarificationChange): Promise<void> {
  await tx.update(clarifications).set(change).where(eq(clarifications.id, id))
}
