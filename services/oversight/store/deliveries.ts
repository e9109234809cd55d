import { and, asc, eq, sql } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import type { Room } from '@lightwell/schema/rooms'
import { deliveries, events } from '@lightwell/schema/tables/common'

const columns = {
  eventId: deliveries.eventId, consumer: deliveries.consumer, caseId: deliveries.caseId, version: deliveries.version,
  type: events.type, state: deliveries.state, attempts: deliveries.attempts, firstError: deliveries.firstError,
}

/** A delivery with the type of its event. */
export type DeliveryRow = Awaited<ReturnType<typeof listParkedDeliveries>>[number]

/** Parked deliveries, oldest event first, after a place in that order. */
export async function listParkedDeliveries (
  db: Reader, { limit, after }: { limit: number, after: readonly string[] | undefined },
) {
  const place = after && sql`(${deliveries.eventId}, ${deliveries.consumer}) > (${after[0]}::uuid, ${after[1]})`
  return await db.select(columns).from(deliveries).innerJoin(events, eq(events.id, deliveries.eventId))
    .where(and(eq(deliveries.state, 'parked'), place))
    .orderBy(asc(deliveries.eventId), asc(deliveries.consumer)).limit(limit)
}

/** One delivery. */
export async function findDelivery (db: Reader, eventId: string, consumer: Room): Promise<DeliveryRow | undefined> {
  const [row] = await db.select(columns).from(deliveries).innerJoin(events, eq(events.id, deliveries.eventId))
    .where(and(eq(deliveries.eventId, eventId), eq(deliveries.consumer, consumer)))
  return row
}
