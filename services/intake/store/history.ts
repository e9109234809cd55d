import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import type { EventType } from '@lightwell/events/contracts'
import { readEnvelope, type Envelope } from '@lightwell/events/envelope'
import { events } from '@lightwell/schema/tables/common'

/** A part of a history: what comes after a version, of some types (of all where undefined). */
export type HistoryPart = { after: number, types: readonly EventType[] | undefined, limit: number }

/** The events of a case in order. */
export async function listEvents (
  db: Reader, caseId: string, { after, types, limit }: HistoryPart,
): Promise<Envelope[]> {
  const rows = await db.select({ bytes: events.bytes }).from(events)
    .where(and(
      eq(events.caseId, caseId), gt(events.version, after),
      types === undefined ? undefined : inArray(events.type, [...types]),
    ))
    .orderBy(asc(events.version)).limit(limit)
  return rows.map(({ bytes }) => readEnvelope(bytes))
}
