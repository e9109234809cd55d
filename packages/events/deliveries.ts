import { and, count, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Database, Reader, Transaction } from '@lightwell/database/connect'
import type { Room } from '@lightwell/schema/rooms'
import { deliveries } from '@lightwell/schema/tables/common'

/** A delivery this transaction has claimed; the claim ends with the transaction, whatever ends it. */
export type Claim = { eventId: string, caseId: string, version: number, bytes: Buffer }

/**
 * The deliveries of a room that are due, of each case only the first that is open: a case's events are handled in
 * order, and a parked one holds the later ones. What was not tried yet is due at once, also by a clock that is behind that
 * of who wrote it.
 */
function due (room: Room, now: Date, limit: number): SQL {
  return sql`select d.event_id, d.case_id, d.version from deliveries d
    where d.consumer = ${room} and d.state = 'pending' and (d.attempts = 0 or d.next_attempt_at <= ${now.toISOString()})
      and not exists (select 1 from deliveries e where e.case_id = d.case_id and e.consumer = d.consumer
        and e.version < d.version and e.state <> 'done')
    order by d.next_attempt_at limit ${limit}`
}

/** Claims deliveries that are due. Sorted by case, so that two batches lock cases in one order. */
export async function claim (tx: Transaction, room: Room, now: Date, limit: number): Promise<Claim[]> {
  return await readClaims(tx, sql`${due(room, now, limit)} for update of d skip locked`)
}

/** Claims one delivery, unless it is done, parked or claimed by now. */
export async function claimOne (tx: Transaction, room: Room, eventId: string): Promise<Claim[]> {
  return await readClaims(tx, sql`select d.event_id, d.case_id, d.version from deliveries d
    where d.event_id = ${eventId} and d.consumer = ${room} and d.state = 'pending' for update of d skip locked`)
}

async function readClaims (tx: Transaction, claiming: SQL): Promise<Claim[]> {
  const { rows } = await tx.execute<{ event_id: string, case_id: string, version: number, bytes: Buffer }>(sql`
    with claimed as (${claiming})
    select claimed.*, events.bytes from claimed join events on events.id = claimed.event_id order by claimed.case_id`)
  return rows.map((row) => ({ eventId: row.event_id, caseId: row.case_id, version: row.version, bytes: row.bytes }))
}

/** Marks claimed deliveries done, in the transaction that had their effect. */
export async function finish (tx: Transaction, room: Room, eventIds: string[], now: Date): Promise<void> {
  await tx.update(deliveries).set({ state: 'done', deliveredAt: now })
    .where(and(eq(deliveries.consumer, room), inArray(deliveries.eventId, eventIds)))
}

/** The events of deliveries that are due, without claiming them. */
export async function dueEventIds (db: Database, room: Room, now: Date, limit: number): Promise<string[]> {
  const { rows } = await db.execute<{ event_id: string }>(due(room, now, limit))
  return rows.map((row) => row.event_id)
}

/** Records a failed attempt: the first error is kept, the next attempt waits, and after the last one it is parked. */
export async function recordFailure (
  db: Database, room: Room, eventId: string, failure: { error: string, retryAt: (attempts: number) => Date | undefined },
): Promise<'pending' | 'parked' | undefined> {
  return await db.transaction(async (tx) => {
    const mine = and(eq(deliveries.eventId, eventId), eq(deliveries.consumer, room), eq(deliveries.state, 'pending'))
    const [row] = await tx.select().from(deliveries).where(mine).for('update', { skipLocked: true })
    if (row === undefined) return undefined
    const attempts = row.attempts + 1
    const retryAt = failure.retryAt(attempts)
    const state = retryAt === undefined ? 'parked' : 'pending'
    await tx.update(deliveries).set({
      attempts, state, nextAttemptAt: retryAt ?? row.nextAttemptAt, firstError: row.firstError ?? failure.error,
    }).where(mine)
    return state
  })
}

/** Gives a parked delivery its attempts again. False when it is not parked. */
export async function replayParked (tx: Transaction, eventId: string, consumer: Room, now: Date): Promise<boolean> {
  const replayed = await tx.update(deliveries).set({ state: 'pending', attempts: 0, nextAttemptAt: now })
    .where(and(eq(deliveries.eventId, eventId), eq(deliveries.consumer, consumer), eq(deliveries.state, 'parked')))
    .returning({ eventId: deliveries.eventId })
  return replayed.length === 1
}

/** Whether any of the cases still has deliveries to come. A parked one and those it holds wait for a person. */
export async function isMoving (db: Reader, caseIds: string[]): Promise<boolean> {
  const { rows } = await db.execute<{ moving: boolean }>(sql`select exists (
    select 1 from deliveries d where d.case_id = any(${sql.param(caseIds)}::uuid[]) and d.state = 'pending'
      and not exists (select 1 from deliveries e where e.case_id = d.case_id and e.consumer = d.consumer
        and e.version < d.version and e.state = 'parked')) as moving`)
  return rows[0]?.moving ?? false
}

/** How many deliveries are open, by consumer and state. */
export async function countOpen (db: Reader) {
  return await db.select({ consumer: deliveries.consumer, state: deliveries.state, open: count() }).from(deliveries)
    .where(sql`${deliveries.state} <> 'done'`).groupBy(deliveries.consumer, deliveries.state)
}
