import { eq } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { notices } from '@lightwell/schema/tables/common'
import { noticeServices } from '@lightwell/schema/tables/decision-service'
import { noticeVoids } from '@lightwell/schema/tables/intake-parties'

export type Notice = typeof notices.$inferSelect
export type Service = typeof noticeServices.$inferSelect

export async function findNotice (db: Reader, id: string): Promise<Notice | undefined> {
  const [row] = await db.select().from(notices).where(eq(notices.id, id))
  return row
}

export async function findService (db: Reader, noticeId: string): Promise<Service | undefined> {
  const [row] = await db.select().from(noticeServices).where(eq(noticeServices.noticeId, noticeId))
  return row
}

/** Whether the number of a paper was made void. */
export async function isVoid (db: Reader, noticeId: string): Promise<boolean> {
  const rows = await db.select({ noticeId: noticeVoids.noticeId }).from(noticeVoids).where(eq(noticeVoids.noticeId, noticeId))
  return rows.length > 0
}

export async function insertService (tx: Transaction, row: Service): Promise<void> {
  await tx.insert(noticeServices).values(row)
}
