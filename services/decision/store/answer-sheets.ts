import { and, asc, desc, eq, lte } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { answerSheets, decisionPlaces, decisionSheets, decisionSignatures } from '@lightwell/schema/tables/decision-papers'
import type { SheetStep, SignedSheet } from '../rules/answer-sheet.ts'

/** How the answers of an agency are signed, in one of its versions. */
export type AnswerSheet = Omit<typeof answerSheets.$inferSelect, 'steps'> & { steps: readonly SheetStep[] }

/** The newest sheet of an agency, or the one that is in force on a day. */
export async function findSheet (db: Reader, agencyCode: string, on?: string): Promise<AnswerSheet | undefined> {
  const [row] = await db.select().from(answerSheets)
    .where(and(eq(answerSheets.agencyCode, agencyCode), on === undefined ? undefined : lte(answerSheets.fromOn, on)))
    .orderBy(desc(answerSheets.version)).limit(1)
  return row as AnswerSheet | undefined
}

/** Stores a further version; false where another was stored meanwhile. */
export async function insertSheet (tx: Transaction, sheet: AnswerSheet): Promise<boolean> {
  const stored = await tx.insert(answerSheets).values(sheet).onConflictDoNothing().returning({ id: answerSheets.id })
  return stored.length === 1
}

/** Says by which sheet a proposed answer is signed. */
export async function bindSheet (tx: Transaction, decisionId: string, sheetId: string): Promise<void> {
  await tx.insert(decisionSheets).values({ decisionId, sheetId })
}

/** Says what an answer on the spot points to. */
export async function bindPlaces (tx: Transaction, decisionId: string, disclosureIds: readonly string[]): Promise<void> {
  await tx.insert(decisionPlaces).values(disclosureIds.map((disclosureId) => ({ decisionId, disclosureId })))
}

/** The sheet of an answer with what is signed of it. */
export async function findSignedSheet (db: Reader, decisionId: string): Promise<SignedSheet> {
  const [bound] = await db.select({ steps: answerSheets.steps }).from(decisionSheets)
    .innerJoin(answerSheets, eq(answerSheets.id, decisionSheets.sheetId)).where(eq(decisionSheets.decisionId, decisionId))
  if (bound === undefined) return { steps: [], signatures: [] }
  const { decisionId: of, step } = decisionSignatures
  const signatures = await db.select().from(decisionSignatures).where(eq(of, decisionId)).orderBy(asc(step))
  return { steps: bound.steps as SheetStep[], signatures }
}

export async function insertSignature (tx: Transaction, row: typeof decisionSignatures.$inferInsert): Promise<void> {
  await tx.insert(decisionSignatures).values(row)
}
