import { alias } from 'drizzle-orm/pg-core'
import { and, asc, eq, gt, gte, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { absences, agencies, people, posts } from '@lightwell/schema/tables/intake'

const holders = alias(people, 'holders')
const deputies = alias(people, 'deputies')

type Person = { id: string, name: string }

/** A post with the people on it, and when its holder is away. */
export type Post = {
  id: string
  agencyCode: string
  zone: string
  duty: typeof posts.$inferSelect['duty']
  level: number | null
  holder: Person
  deputy: Person | null
  fromOn: string | null
  untilOn: string | null
  commission: string | null
  revokedAt: Date | null
  absences: { id: string, from: string, until: string }[]
}

/** Which posts a list holds; undefined leaves a side open. `after` is the last id of the page before. */
export type PostFilter = {
  id?: string
  agencyCodes?: readonly string[] | undefined
  after?: string | undefined
  now: Date
}

/** The post with this id. */
export async function findPost (db: Reader, id: string, now: Date): Promise<Post | undefined> {
  const [post] = await listPosts(db, { id, now }, 1)
  return post
}

/** Posts in the order of their ids, without absences that are over. */
export async function listPosts (
  db: Reader, { id, agencyCodes, after, now }: PostFilter, limit: number,
): Promise<Post[]> {
  const rows = await db.select({
    id: posts.id, agencyCode: posts.agencyCode, zone: agencies.zone, duty: posts.duty, level: posts.level,
    holder: { id: holders.id, name: holders.name }, deputy: { id: deputies.id, name: deputies.name },
    fromOn: posts.fromOn, untilOn: posts.untilOn, commission: posts.commission, revokedAt: posts.revokedAt,
  }).from(posts)
    .innerJoin(agencies, eq(agencies.code, posts.agencyCode))
    .innerJoin(holders, eq(holders.id, posts.holderId))
    .leftJoin(deputies, eq(deputies.id, posts.deputyId))
    .where(and(
      id === undefined ? undefined : eq(posts.id, id),
      agencyCodes === undefined ? undefined : inArray(posts.agencyCode, [...agencyCodes]),
      after === undefined ? undefined : gt(posts.id, after),
    ))
    .orderBy(asc(posts.id)).limit(limit)
  return rows.length === 0 ? [] : await withAbsences(db, rows, now)
}

async function withAbsences (db: Reader, rows: Omit<Post, 'absences'>[], now: Date): Promise<Post[]> {
  const away = await db.select().from(absences)
    .where(and(
      inArray(absences.personId, rows.map((row) => row.holder.id)),
      // Days are the agency's; a day of grace covers every zone.
      gte(absences.untilOn, sql`(${now.toISOString()}::timestamptz)::date - 1`),
    ))
    .orderBy(asc(absences.fromOn), asc(absences.id))
  return rows.map((row) => ({
    ...row,
    absences: away.filter((absence) => absence.personId === row.holder.id)
      .map(({ id, fromOn, untilOn }) => ({ id, from: fromOn, until: untilOn })),
  }))
}

/** The agencies at which a person has a post or stands in on one, with their zones. */
export async function listPlacesOf (db: Reader, personId: string): Promise<{ agencyCode: string, zone: string }[]> {
  return await db.selectDistinct({ agencyCode: posts.agencyCode, zone: agencies.zone }).from(posts)
    .innerJoin(agencies, eq(agencies.code, posts.agencyCode))
    .where(and(isNull(posts.revokedAt), or(eq(posts.holderId, personId), eq(posts.deputyId, personId))))
    .orderBy(asc(posts.agencyCode))
}

/** Notes that a person is away. */
export async function insertAbsence (tx: Transaction, row: typeof absences.$inferInsert): Promise<void> {
  await tx.insert(absences).values(row)
}

/** Whether an administrator has a post beside this one. */
export async function hasOtherAdmin (tx: Transaction, id: string): Promise<boolean> {
  const [post] = await tx.select({ id: posts.id }).from(posts)
    .where(and(eq(posts.duty, 'admin'), isNull(posts.revokedAt), ne(posts.id, id))).limit(1)
  return post !== undefined
}

/** Ends a post; false when it has ended before. */
export async function endPost (
  tx: Transaction, id: string, end: { revokedAt: Date, revokedBy: string },
): Promise<boolean> {
  const ended = await tx.update(posts).set(end)
    .where(and(eq(posts.id, id), isNull(posts.revokedAt))).returning({ id: posts.id })
  return ended.length === 1
}

/** A person by the subject of his token. */
export async function findPersonByHandle (db: Reader, handle: string): Promise<Person | undefined> {
  const [person] = await db.select({ id: people.id, name: people.name }).from(people).where(eq(people.handle, handle))
  return person
}

/** Keeps a new person; one of this handle that came first stays as he is. Gives the one that is kept. */
export async function insertPerson (tx: Transaction, row: typeof people.$inferInsert): Promise<Person> {
  await tx.insert(people).values(row).onConflictDoNothing({ target: people.handle })
  return await findPersonByHandle(tx, row.handle) as Person
}

/** Keeps a new post; false when the same holder has it already. */
export async function insertPost (tx: Transaction, row: typeof posts.$inferInsert): Promise<boolean> {
  const kept = await tx.insert(posts).values(row).onConflictDoNothing().returning({ id: posts.id })
  return kept.length === 1
}
