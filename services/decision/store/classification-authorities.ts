import { and, asc, eq, gt, gte, isNull, lte, or } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { classificationAuthorities } from '@lightwell/schema/tables/decision-units'

/** The power of an agency to classify, up to a level. */
export type ClassificationAuthority = typeof classificationAuthorities.$inferSelect

export async function insertAuthority (tx: Transaction, row: ClassificationAuthority): Promise<void> {
  await tx.insert(classificationAuthorities).values(row)
}

export async function findAuthority (db: Reader, id: string): Promise<ClassificationAuthority | undefined> {
  const [row] = await db.select().from(classificationAuthorities).where(eq(classificationAuthorities.id, id))
  return row
}

/** The authorities of an agency, oldest first, one more than asked for. */
export async function listAuthorities (
  db: Reader, agencyCode: string, { after, limit }: { after: string | undefined, limit: number },
): Promise<ClassificationAuthority[]> {
  return await db.select().from(classificationAuthorities).where(and(
    eq(classificationAuthorities.agencyCode, agencyCode), after === undefined ? undefined : gt(classificationAuthorities.id, after),
  )).orderBy(asc(classificationAuthorities.id)).limit(limit + 1)
}

/** By what an agency may classify on a day. */
export async function listAuthoritiesInForce (
  db: Reader, agencyCode: string, on: string,
): Promise<Pick<ClassificationAuthority, 'id' | 'level'>[]> {
  const { id, level, agencyCode: agency, fromOn, untilOn } = classificationAuthorities
  return await db.select({ id, level }).from(classificationAuthorities).where(and(
    eq(agency, agencyCode), lte(fromOn, on), or(isNull(untilOn), gte(untilOn, on)))).orderBy(asc(id))
}

/** The levels up to which an agency may classify on a day. */
export async function findLevelsInForce (
  db: Reader, agencyCode: string, on: string,
): Promise<ClassificationAuthority['level'][]> {
  return (await listAuthoritiesInForce(db, agencyCode, on)).map(({ level }) => level)
}

/** Ends an authority; false where it was ended before. */
export async function endAuthority (
  tx: Transaction, id: string, end: { untilOn: string, endedBy: string, endedAt: Date },
): Promise<boolean> {
  const ended = await tx.update(classificationAuthorities).set(end)
    .where(and(eq(classificationAuthorities.id, id), isNull(classificationAuthorities.endedAt)))
    .returning({ id: classificationAuthorities.id })
  return ended.length === 1
}
