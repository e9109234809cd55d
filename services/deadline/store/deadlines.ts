import { and, asc, count, eq, exists, gt, inArray, notExists, sql } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { caseHeads } from '@lightwell/schema/tables/common'
import { clockCorrections, clockEntries, deadlines, extensions } from '@lightwell/schema/tables/deadline'
import { decisions } from '@lightwell/schema/tables/decision'
import { requests } from '@lightwell/schema/tables/intake'
import type { ClockEntry, ClockState } from '../rules/clock-entry.ts'
import type { RequestStatus } from '../rules/extension-verdict.ts'

/** What this room knows of a request without its clock. */
export type TimedRequest = {
  id: string
  agencyCode: string
  apiClientId: string | null
  receiptNumber: string
  regimeVersion: string
  regimeId: string
  calendarId: string
  zone: string
  receivedOn: Day
  status: RequestStatus
}

/** The stored deadline of a request. */
export type DeadlineRow = Omit<typeof deadlines.$inferSelect, 'startedOn' | 'dueOn' | 'answeredOn' | 'toldDueOn'> & {
  startedOn: Day
  dueOn: Day
  answeredOn: Day | null
  toldDueOn: Day | null
}

/** A stored clock entry, with the fold up to and with it. */
export type EntryRow = ClockEntry & {
  requestId: string
  seq: number
  author: string
  recordedAt: Date
  state: ClockState
  dueOn: Day
  dueAt: Date
  pausedUntil: Date | null
  calendarVersion: string
}

/**
 * A request with its deadline, which is null before its clock has started, whether its answer is approved, and the
 * version of its case.
 */
export type TimedCase = { request: TimedRequest, deadline: DeadlineRow | null, answered: boolean, version: number }

/** A request with its deadline. */
export async function findTimedCase (db: Reader, requestId: string): Promise<TimedCase | undefined> {
  const issued = db.select({ one: sql`1` }).from(decisions)
    .where(and(eq(decisions.caseId, requests.id), eq(decisions.state, 'issued')))
  const [row] = await db.select({
    request: {
      id: requests.id, agencyCode: requests.agencyCode, apiClientId: requests.apiClientId,
      receiptNumber: requests.receiptNumber, regimeId: requests.regimeId, regimeVersion: requests.regimeVersion,
      calendarId: requests.calendarId, zone: requests.zone, receivedOn: requests.receivedOn,
      status: requests.status,
    },
    answered: sql<boolean>`${exists(issued)}`,
    version: caseHeads.version,
    deadline: deadlines,
  }).from(requests).innerJoin(caseHeads, eq(caseHeads.id, requests.id))
    .leftJoin(deadlines, eq(deadlines.requestId, requests.id)).where(eq(requests.id, requestId))
  return row as TimedCase | undefined
}

/** The clock entries of a request, in order. */
export async function listEntries (db: Reader, requestId: string): Promise<EntryRow[]> {
  const rows = await db.select().from(clockEntries).where(eq(clockEntries.requestId, requestId))
    .orderBy(asc(clockEntries.seq))
  return rows as EntryRow[]
}

/** The clock entries of several requests, in order, by request. */
export async function listEntriesOf (db: Reader, requestIds: readonly string[]): Promise<Map<string, EntryRow[]>> {
  const rows = await db.select().from(clockEntries).where(inArray(clockEntries.requestId, [...requestIds]))
    .orderBy(asc(clockEntries.requestId), asc(clockEntries.seq))
  return Map.groupBy(rows as EntryRow[], ({ requestId }) => requestId)
}

/** Stores the first entry of a clock and its deadline, in one statement. False when the clock has started before. */
export async function insertClock (tx: Transaction, entry: EntryRow, deadline: DeadlineRow): Promise<boolean> {
  const started = tx.$with('started').as(
    tx.insert(deadlines).values(deadline).onConflictDoNothing().returning({ requestId: deadlines.requestId }))
  const entered = tx.$with('entered').as(
    tx.insert(clockEntries).values(entry).onConflictDoNothing().returning({ seq: clockEntries.seq }))
  const rows = await tx.with(started, entered).select({ requestId: started.requestId }).from(started)
  return rows.length === 1
}

/** Stores a further entry of a clock and what it makes of the deadline, in one statement. */
export async function saveEntry (
  tx: Transaction, entry: EntryRow, deadline: Omit<Partial<DeadlineRow>, 'requestId'>,
): Promise<void> {
  const entered = tx.$with('entered').as(tx.insert(clockEntries).values(entry).returning({ seq: clockEntries.seq }))
  await tx.with(entered).update(deadlines).set(deadline).where(eq(deadlines.requestId, entry.requestId))
}

/** Puts the deadline of a request where its case has passed to, with what was asked of it. */
export async function passDeadline (tx: Transaction, requestId: string, agencyCode: string): Promise<void> {
  for (const table of [deadlines, extensions, clockCorrections]) {
    await tx.update(table).set({ agencyCode }).where(eq(table.requestId, requestId))
  }
}

/** Deadlines with their entries, in the order of their ids, after one of them. */
export async function listClocks (
  db: Reader, { after, limit }: { after: string | undefined, limit: number },
): Promise<{ deadline: DeadlineRow, entries: EntryRow[] }[]> {
  const rows = await db.select().from(deadlines).where(after === undefined ? undefined : gt(deadlines.requestId, after))
    .orderBy(asc(deadlines.requestId)).limit(limit) as DeadlineRow[]
  const entries = await db.select().from(clockEntries)
    .where(inArray(clockEntries.requestId, rows.map(({ requestId }) => requestId)))
    .orderBy(asc(clockEntries.requestId), asc(clockEntries.seq)) as EntryRow[]
  const byRequest = Map.groupBy(entries, ({ requestId }) => requestId)
  return rows.map((deadline) => ({ deadline, entries: byRequest.get(deadline.requestId) ?? [] }))
}

/**
 * How many open requests have no live clock. A short moment lies between a filing and its start; beyond that it must be
 * 0, for a request without a clock is one whose legal day is lost.
 */
export async function countRequestsWithoutDeadline (db: Reader): Promise<number> {
  const live = db.select({ one: sql`1` }).from(deadlines)
    .where(and(eq(deadlines.requestId, requests.id), inArray(deadlines.state, ['running', 'paused'])))
  const [row] = await db.select({ open: count() }).from(requests)
    .where(and(inArray(requests.status, ['received', 'registered', 'clarifying', 'processing', 'decided']), notExists(live)))
  return row?.open ?? 0
}
