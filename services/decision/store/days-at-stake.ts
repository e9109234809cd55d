import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '@lightwell/database/connect'
import { deadlines, extensions } from '@lightwell/schema/tables/deadline'
import { decisions } from '@lightwell/schema/tables/decision'

/** Whose work the service of a paper makes timely, and the legal day that is at stake. */
export type DayAtStake = { by: string, dueOn: string, dueAt: Date }

const day = { dueOn: deadlines.dueOn, dueAt: deadlines.dueAt }

/**
 * What the service of a notice makes timely: the answer that it gives, for the one who proposed it; or an extension that was
 * granted and does not hold yet, for the one who asked for it.
 */
export async function findDayAtStake (
  tx: Transaction, { id: noticeId, caseId }: { id: string, caseId: string },
): Promise<DayAtStake | undefined> {
  const [answer] = await tx.select({ by: decisions.proposedBy, ...day })
    .from(decisions).innerJoin(deadlines, eq(deadlines.requestId, decisions.caseId))
    .where(and(eq(decisions.caseId, caseId), eq(decisions.noticeId, noticeId), eq(decisions.state, 'issued')))
  if (answer !== undefined) return answer
  const [extension] = await tx.select({ by: extensions.requestedBy, ...day })
    .from(extensions).innerJoin(deadlines, eq(deadlines.requestId, extensions.requestId))
    .where(and(eq(extensions.noticeId, noticeId), eq(extensions.state, 'approved'), isNull(extensions.effectiveOn)))
  return extension
}
