import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { people, posts } from '@lightwell/schema/tables/intake'
import { qualifications } from '@lightwell/schema/tables/intake-staff'

type Row = typeof qualifications.$inferSelect

/** A qualification with the person who has it. */
export type Qualification = Omit<Row, 'personId'> & { person: { id: string, handle: string, name: string } }

/** Which a list holds; undefined leaves a side open. `after` is the last id of the page before. */
export type QualificationFilter = {
  id?: string, agencyCodes?: readonly string[] | undefined, after?: string | undefined
}

export async function insertQualification (tx: Transaction, row: typeof qualifications.$inferInsert): Promise<void> {
  await tx.insert(qualifications).values(row)
}

/** Qualifications in the order of their ids; of agencies, those of the people who hold a post there or stand in on one. */
export async function listQualifications (
  db: Reader, { id, agencyCodes, after }: QualificationFilter, limit: number,
): Promise<Qualification[]> {
  return await db.select({
    id: qualifications.id, kind: qualifications.kind, fromOn: qualifications.fromOn, untilOn: qualifications.untilOn,
    evidence: qualifications.evidence, recordedBy: qualifications.recordedBy, recordedAt: qualifications.recordedAt,
    endedBy: qualifications.endedBy, endedAt: qualifications.endedAt,
    person: { id: people.id, handle: people.handle, name: people.name },
  }).from(qualifications).innerJoin(people, eq(people.id, qualifications.personId))
    .where(and(
      id === undefined ? undefined : eq(qualifications.id, id),
      after === undefined ? undefined : gt(qualifications.id, after),
      agencyCodes === undefined ? undefined : sql`exists (${db.select({ id: posts.id }).from(posts).where(and(
        inArray(posts.agencyCode, [...agencyCodes]), isNull(posts.revokedAt),
        or(eq(posts.holderId, qualifications.personId), eq(posts.deputyId, qualifications.personId)),
      ))})`,
    ))
    .orderBy(asc(qualifications.id)).limit(limit)
}

/** Ends a qualification on an earlier day; false when it was ended before. */
export async function endQualification (
  tx: Transaction, id: string, end: { untilOn: string, endedBy: string, endedAt: Date },
): Promise<boolean> {
  const ended = await tx.update(qualifications).set(end)
    .where(and(eq(qualifications.id, id), isNull(qualifications.endedAt))).returning({ id: qualifications.id })
  return ended.length === 1
}
