import { and, asc, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import type { Duty } from '@lightwell/http/caller'
import { recordCircles } from '@lightwell/schema/tables/decision-secrets'
import { people, posts } from '@lightwell/schema/tables/intake'

/** A person who belongs to the circle of a record beside those whose duty it is. */
export type Named = typeof recordCircles.$inferSelect

/** Stores a person of a circle; false where he is of it already. */
export async function insertNamed (tx: Transaction, row: Named): Promise<boolean> {
  const stored = await tx.insert(recordCircles).values(row).onConflictDoNothing().returning({ personId: recordCircles.personId })
  return stored.length > 0
}

/** Whether a person holds, or deputises for, one of these duties at an agency; any duty where none is named. */
export async function holdsPost (
  db: Reader, { personId, agencyCode, duties }: { personId: string, agencyCode: string, duties?: readonly Duty[] },
): Promise<boolean> {
  return await db.$count(posts, and(
    eq(posts.agencyCode, agencyCode), duties === undefined ? undefined : inArray(posts.duty, [...duties]), isNull(posts.revokedAt),
    or(eq(posts.holderId, personId), eq(posts.deputyId, personId)),
  )) > 0
}

/** In the circle of which of these records a person is named. */
export async function listNamedIn (db: Reader, personId: string, recordIds: readonly string[]): Promise<string[]> {
  if (recordIds.length === 0) return []
  const rows = await db.select({ recordId: recordCircles.recordId }).from(recordCircles)
    .where(and(eq(recordCircles.personId, personId), inArray(recordCircles.recordId, [...recordIds])))
  return rows.map(({ recordId }) => recordId)
}

/** The people who are named in the circle of a record, one more than asked for. */
export async function listNamed (
  db: Reader, recordId: string, { after, limit }: { after: string | undefined, limit: number },
): Promise<(Named & { name: string })[]> {
  const rows = await db.select({ named: recordCircles, name: people.name }).from(recordCircles)
    .innerJoin(people, eq(people.id, recordCircles.personId))
    .where(and(eq(recordCircles.recordId, recordId), after === undefined ? undefined : gt(recordCircles.personId, after)))
    .orderBy(asc(recordCircles.personId)).limit(limit + 1)
  return rows.map(({ named, name }) => ({ ...named, name }))
}
