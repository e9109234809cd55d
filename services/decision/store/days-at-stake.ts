import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '@lightwell/database/connect'
import { readEnvelope, type Envelope } from '@lightwell/events/envelope'
import { findRegime } from '@lightwell/regimes/regimes'
import { events, type notices } from '@lightwell/schema/tables/common'
import { deadlines, extensions } from '@lightwell/schema/tables/deadline'
import { decisions } from '@lightwell/schema/tables/decision'

/** Whose work the service of a paper makes timely, and the legal day that is at stake. */
export type DayAtStake = { by: string, dueOn: string, dueAt: Date }

const day = { dueOn: deadlines.dueOn, dueAt: deadlines.dueAt }

/**
 * What the service of a notice makes timely: the answer that it gives, for the one who proposed it; an extension that was
 * granted and does not hold yet, for the one who asked for it; or, by some laws, the answer that is still owed after the
 * receipt of its request was acknowledged, for the one who issued that.
 */
export async function findDayAtStake (
  tx: Transaction, { id: noticeId, caseId, kind }: Pick<typeof notices.$inferSelect, 'id' | 'caseId' | 'kind'>,
): Promise<DayAtStake | undefined> {
  const [answer] = await tx.select({ by: decisions.proposedBy, ...day })
    .from(decisions).innerJoin(deadlines, eq(deadlines.requestId, decisions.caseId))
    .where(and(eq(decisions.caseId, caseId), eq(decisions.noticeId, noticeId), eq(decisions.state, 'issued')))
  if (answer !== undefined) return answer
  const [extension] = await tx.select({ by: extensions.requestedBy, ...day })
    .from(extensions).innerJoin(deadlines, eq(deadlines.requestId, extensions.requestId))
    .where(and(eq(extensions.noticeId, noticeId), eq(extensions.state, 'approved'), isNull(extensions.effectiveOn)))
  return extension ?? (kind === 'registration' ? await findAcknowledged(tx, { noticeId, caseId }) : undefined)
}

async function findAcknowledged (
  tx: Transaction, { noticeId, caseId }: { noticeId: string, caseId: string },
): Promise<DayAtStake | undefined> {
  const [clock] = await tx.select({ ...day, regimeVersion: deadlines.regimeVersion }).from(deadlines)
    .where(eq(deadlines.requestId, caseId))
  if (clock === undefined || findRegime(clock.regimeVersion)?.limit.afterAcknowledgement.value === null) return undefined
  const issued = await tx.select({ bytes: events.bytes }).from(events)
    .where(and(eq(events.caseId, caseId), eq(events.type, 'lightwell.notice.issued.v1')))
  const of = issued.map(({ bytes }) => readEnvelope(bytes) as Envelope<'lightwell.notice.issued.v1'>)
    .find(({ data }) => data.noticeId === noticeId)
  const [by, person] = of?.actor.split(':') ?? []
  return by === 'staff' && person !== undefined ? { by: person, dueOn: clock.dueOn, dueAt: clock.dueAt } : undefined
}
