import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '@lightwell/database/connect'
import { deadlines, extensions } from '@lightwell/schema/tables/deadline'

/** The extension that a notice tells of, where it was granted and does not hold yet: who asked for it, and the day at stake. */
export async function findWaitingExtension (
  tx: Transaction, noticeId: string,
): Promise<{ requestedBy: string, dueOn: string, dueAt: Date } | undefined> {
  const [row] = await tx.select({ requestedBy: extensions.requestedBy, dueOn: deadlines.dueOn, dueAt: deadlines.dueAt })
    .from(extensions).innerJoin(deadlines, eq(deadlines.requestId, extensions.requestId))
    .where(and(eq(extensions.noticeId, noticeId), eq(extensions.state, 'approved'), isNull(extensions.effectiveOn)))
  return row
}
