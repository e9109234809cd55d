import { eq } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { correctionOutcomes } from '@lightwell/schema/tables/intake-steps'
import type { CorrectionOutcome } from '../case-view.ts'

/** What a decision writes into the row of an outcome. */
export type OutcomeChange = Partial<Pick<CorrectionOutcome,
  'state' | 'decidedBy' | 'decidedAt' | 'decidedAsDeputy' | 'decisionReason' | 'noticeId'>>

/** Keeps an outcome that is proposed. */
export async function insertOutcome (
  tx: Transaction, row: typeof correctionOutcomes.$inferInsert,
): Promise<CorrectionOutcome> {
  const [outcome] = await tx.insert(correctionOutcomes).values(row).returning()
  return outcome as CorrectionOutcome
}

/** The outcome with this id. */
export async function findOutcome (db: Reader, id: string): Promise<CorrectionOutcome | undefined> {
  const [outcome] = await db.select().from(correctionOutcomes).where(eq(correctionOutcomes.id, id))
  return outcome
}

/** Writes down what became of an outcome whose case this transaction holds. */
export async function changeOutcome (tx: Transaction, id: string, change: OutcomeChange): Promise<CorrectionOutcome> {
  const [outcome] = await tx.update(correctionOutcomes).set(change).where(eq(correctionOutcomes.id, id)).returning()
  return outcome as CorrectionOutcome
}
