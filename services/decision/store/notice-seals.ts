import { and, asc, eq, gte, isNotNull, isNull } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { notices } from '@lightwell/schema/tables/common'
import { noticeSeals } from '@lightwell/schema/tables/decision-service'

export type NoticeSeal = typeof noticeSeals.$inferSelect

/** A paper that no signing service has seen yet. */
export type Unsealed = { id: string, caseId: string, pdfBytes: Buffer, pdfSha256: string }

export async function findSeal (db: Reader, noticeId: string): Promise<NoticeSeal | undefined> {
  const [row] = await db.select().from(noticeSeals).where(eq(noticeSeals.noticeId, noticeId))
  return row
}

/** Papers since an instant that have a PDF and were not shown to a signing service yet, oldest first. */
export async function listUnsealed (db: Reader, { since, limit }: { since: Date, limit: number }): Promise<Unsealed[]> {
  const rows = await db.select({
    id: notices.id, caseId: notices.caseId, pdfBytes: notices.pdfBytes, pdfSha256: notices.pdfSha256,
  }).from(notices).leftJoin(noticeSeals, eq(noticeSeals.noticeId, notices.id))
    .where(and(gte(notices.issuedAt, since), isNotNull(notices.pdfSha256), isNull(noticeSeals.noticeId)))
    .orderBy(asc(notices.issuedAt), asc(notices.id)).limit(limit)
  return rows as Unsealed[]
}

/** Keeps what became of a paper; false where another process was first. */
export async function insertSeal (tx: Transaction, row: NoticeSeal): Promise<boolean> {
  const stored = await tx.insert(noticeSeals).values(row).onConflictDoNothing().returning({ noticeId: noticeSeals.noticeId })
  return stored.length === 1
}
