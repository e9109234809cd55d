import { asc, eq } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { noticeSendings } from '@lightwell/schema/tables/decision-service'

export type Sending = typeof noticeSendings.$inferSelect

export async function findSending (db: Reader, id: string): Promise<Sending | undefined> {
  const [row] = await db.select().from(noticeSendings).where(eq(noticeSendings.id, id))
  return row
}

/** Each way that a paper went, oldest first. */
export async function listSendings (db: Reader, noticeId: string): Promise<Sending[]> {
  return await db.select().from(noticeSendings).where(eq(noticeSendings.noticeId, noticeId)).orderBy(asc(noticeSendings.id))
}

export async function insertSending (tx: Transaction, row: Sending): Promise<void> {
  await tx.insert(noticeSendings).values(row)
}

/** Writes down that what was sent reached its reader, or came back. */
export async function saveSending (tx: Transaction, { id, ...row }: Sending): Promise<void> {
  const { state, servedOn, evidence, returnedOn, returnReason, returnedBy } = row
  await tx.update(noticeSendings).set({ state, servedOn, evidence, returnedOn, returnReason, returnedBy })
    .where(eq(noticeSendings.id, id))
}
