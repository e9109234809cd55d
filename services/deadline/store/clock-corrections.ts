import { and, desc, eq, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Day } from '@lightwell/calendar/day'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { clockCorrections, clockEntries, deadlines } from '@lightwell/schema/tables/deadline'
import { people, requests } from '@lightwell/schema/tables/intake'
import { ofAgencies } from './of-agencies.ts'

export type ClockCorrectionRow = Omit<typeof clockCorrections.$inferSelect, 'onDay' | 'untilOn' | 'oldDueOn' | 'newDueOn'> & {
  onDay: Day | null
  untilOn: Day | null
  oldDueOn: Day
  newDueOn: Day
}

/** A correction with the entry that it is about, as that was recorded, and the names of the people. */
export type FoundClockCorrection = {
  correction: ClockCorrectionRow
  entry: { kind: typeof clockEntries.$inferSelect['kind'], cause: string, onDay: Day, untilOn: Day | null }
  receiptNumber: string
  regimeVersion: string
  calendarId: string
  requestedByName: string | null
  decidedByName: string | null
}

/** What becomes of a correction, and what it moved. */
export type ClockCorrectionDecision = Partial<Pick<ClockCorrectionRow,
  'state' | 'decidedBy' | 'decidedAt' | 'decidedAsDeputy' | 'decisionReason' | 'oldDueOn' | 'newDueOn' | 'oldState' | 'newState' | 'later'>>

/** Which corrections to list, newest first, and after which. */
export type ClockCorrectionQuery = {
  agencies: 'all' | readonly string[]
  state: ClockCorrectionRow['state'] | undefined
  /** Only those that give, or would give, more time. */
  later: boolean
  after: { requestedAt: Date, id: string } | undefined
  limit: number
}

/** One correction. */
export async function findClockCorrection (db: Reader, id: string): Promise<FoundClockCorrection | undefined> {
  const [found] = await select(db, eq(clockCorrections.id, id), 1)
  return found
}

/** The newest corrections, or those after a place. One row more than the limit. */
export async function listClockCorrections (db: Reader, query: ClockCorrectionQuery): Promise<FoundClockCorrection[]> {
  const { agencies, state, later, after, limit } = query
  const place = after && sql`(${clockCorrections.requestedAt}, ${clockCorrections.id})
    < (${after.requestedAt.toISOString()}::timestamptz, ${after.id}::uuid)`
  return await select(db, and(
    ofAgencies(clockCorrections.agencyCode, agencies), state && eq(clockCorrections.state, state), later ? sql`${clockCorrections.later}` : undefined, place,
  ), limit + 1)
}

async function select (db: Reader, where: SQL | undefined, limit: number): Promise<FoundClockCorrection[]> {
  const asker = alias(people, 'asker')
  const decider = alias(people, 'decider')
  const { kind, cause, onDay, untilOn } = clockEntries
  const rows = await db.select({
    correction: clockCorrections, entry: { kind, cause, onDay, untilOn }, receiptNumber: requests.receiptNumber,
    regimeVersion: deadlines.regimeVersion, calendarId: deadlines.calendarId,
    requestedByName: asker.name, decidedByName: decider.name,
  }).from(clockCorrections)
    .innerJoin(deadlines, eq(deadlines.requestId, clockCorrections.requestId))
    .innerJoin(requests, eq(requests.id, clockCorrections.requestId))
    .innerJoin(clockEntries, and(
      eq(clockEntries.requestId, clockCorrections.requestId), eq(clockEntries.seq, clockCorrections.seq)))
    .leftJoin(asker, eq(asker.id, clockCorrections.requestedBy))
    .leftJoin(decider, eq(decider.id, clockCorrections.decidedBy))
    .where(where).orderBy(desc(clockCorrections.requestedAt), desc(clockCorrections.id)).limit(limit)
  return rows as FoundClockCorrection[]
}

/** Whether a correction of this clock waits for its decision. */
export async function hasPendingCorrection (tx: Transaction, requestId: string): Promise<boolean> {
  return await tx.$count(clockCorrections,
    and(eq(clockCorrections.requestId, requestId), eq(clockCorrections.state, 'pending'))) > 0
}

/** Stores a new correction. */
export async function insertClockCorrection (tx: Transaction, row: typeof clockCorrections.$inferInsert): Promise<void> {
  await tx.insert(clockCorrections).values(row)
}

/** Stores what became of a correction. */
export async function decideClockCorrection (tx: Transaction, id: string, decision: ClockCorrectionDecision): Promise<void> {
  await tx.update(clockCorrections).set(decision).where(eq(clockCorrections.id, id))
}

/** Ends what was still asked for when the clock of its request stopped. */
export async function lapseClockCorrections (tx: Transaction, requestId: string): Promise<void> {
  await tx.update(clockCorrections).set({ state: 'lapsed' })
    .where(and(eq(clockCorrections.requestId, requestId), eq(clockCorrections.state, 'pending')))
}

/** When a request was registered, and by which day its receipt had to be confirmed, if it had to be. */
export async function findRegistration (
  tx: Transaction, requestId: string,
): Promise<{ registeredAt: Date, confirmBy: Day | null } | undefined> {
  const [row] = await tx.select({ registeredAt: requests.registeredAt, confirmBy: requests.confirmBy }).from(requests)
    .where(eq(requests.id, requestId))
  return row as { registeredAt: Date, confirmBy: Day | null } | undefined
}
