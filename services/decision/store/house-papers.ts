import { and, eq } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { housePapers } from '@lightwell/schema/tables/decision-papers'

/** A paper that stays in the house, as the bytes that were signed. */
export type HousePaper = typeof housePapers.$inferSelect

export async function insertHousePaper (tx: Transaction, paper: HousePaper): Promise<void> {
  await tx.insert(housePapers).values(paper)
}

/** The paper of a kind about one row, such as the sheet of a decision. */
export async function findHousePaper (
  db: Reader, kind: HousePaper['kind'], subjectId: string,
): Promise<HousePaper | undefined> {
  const [row] = await db.select().from(housePapers)
    .where(and(eq(housePapers.kind, kind), eq(housePapers.subjectId, subjectId)))
  return row
}
