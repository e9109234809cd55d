import { asc, eq, inArray } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { attachments } from '@lightwell/schema/tables/intake-parties'

export type Attachment = typeof attachments.$inferSelect

export async function insertAttachment (tx: Transaction, row: Attachment): Promise<void> {
  await tx.insert(attachments).values(row)
}

export async function findAttachment (db: Reader, id: string): Promise<Attachment | undefined> {
  const [row] = await db.select().from(attachments).where(eq(attachments.id, id))
  return row
}

/** The attachments of these requests, oldest first. */
export async function listAttachments (db: Reader, requestIds: readonly string[]): Promise<Attachment[]> {
  return await db.select().from(attachments).where(inArray(attachments.requestId, [...requestIds])).orderBy(asc(attachments.id))
}

/** Those of these ids that are attachments. */
export async function listKept (db: Reader, ids: readonly string[]): Promise<string[]> {
  const rows = await db.select({ id: attachments.id }).from(attachments).where(inArray(attachments.id, [...ids]))
  return rows.map(({ id }) => id)
}
