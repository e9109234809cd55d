import { and, asc, eq, gt, isNull, notInArray, sql } from 'drizzle-orm'
import type { Database, Reader, Transaction } from '@lightwell/database/connect'
import { events, idempotencyKeys } from '@lightwell/schema/tables/common'
import { apiClients, people, requests } from '@lightwell/schema/tables/intake'
import { consultations } from '@lightwell/schema/tables/intake-steps'
import type { HeldPost } from './caller.ts'

/** The requests that an access token opens, oldest first: one, and those that came of it. */
export async function findRequestsByToken (db: Database, tokenHash: string): Promise<string[]> {
  const rows = await db.select({ id: requests.id }).from(requests).where(eq(requests.accessTokenHash, tokenHash))
    .orderBy(asc(requests.id))
  return rows.map(({ id }) => id)
}

/** The consultation whose letter a token came with. */
export async function findConsultationByToken (db: Database, tokenHash: string): Promise<string | undefined> {
  const [row] = await db.select({ id: consultations.id }).from(consultations).where(eq(consultations.tokenHash, tokenHash))
  return row?.id
}

/** The live API client that a portal's key belongs to. */
export async function findClientByKey (db: Database, keyHash: string): Promise<string | undefined> {
  const [row] = await db.select({ id: apiClients.id }).from(apiClients)
    .where(and(eq(apiClients.keyHash, keyHash), isNull(apiClients.revokedAt)))
  return row?.id
}

/** A person by the subject of his token, with the posts through which he may act at this instant. */
export async function findPerson (
  db: Database, handle: string, now: Date,
): Promise<{ id: string, posts: HeldPost[] } | undefined> {
  const [person] = await db.select({ id: people.id }).from(people).where(eq(people.handle, handle))
  return person && { id: person.id, posts: await postsOf(db, person.id, now) }
}

/**
 * Own posts, and those whose holder is away on this day in the agency's zone; revoked ones count no more. A post reaches
 * the bodies that were merged into its own as well: what they had closed is the successor's to keep.
 */
export async function postsOf (db: Reader, personId: string, now: Date): Promise<HeldPost[]> {
  const { rows } = await db.execute<{ agency_code: string, duty: HeldPost['duty'], level: number | null, as_deputy: boolean }>(sql`
    with recursive held as (
      select p.agency_code, p.duty, p.level, p.holder_id <> ${personId} as as_deputy
      from posts p join agencies a on a.code = p.agency_code
      where p.revoked_at is null
        and (p.from_on is null or (${now.toISOString()}::timestamptz at time zone a.zone)::date between p.from_on and p.until_on)
        and (p.holder_id = ${personId} or p.deputy_id = ${personId} and exists (
        select 1 from absences b where b.person_id = p.holder_id
          and (${now.toISOString()}::timestamptz at time zone a.zone)::date between b.from_on and b.until_on))),
    reached as (
      select agency_code as post_at, agency_code as code from held
      union select r.post_at, a.code from reached r join agencies a on a.successor_code = r.code)
    select r.code as agency_code, h.duty, h.level, h.as_deputy
    from held h join reached r on r.post_at = h.agency_code order by h.as_deputy, r.code = r.post_at desc`)
  return rows.map((row) => ({ agencyCode: row.agency_code, duty: row.duty, level: row.level, asDeputy: row.as_deputy }))
}

/** Takes an idempotency scope for this transaction; false while another transaction has it. */
export async function takeScope (tx: Transaction, scope: string): Promise<boolean> {
  const { rows } = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${scope}, 0)) as taken`)
  return rows[0]?.taken ?? false
}

/** The answer saved under a scope. */
export async function findAnswer (tx: Transaction, scope: string) {
  const [row] = await tx.select().from(idempotencyKeys).where(eq(idempotencyKeys.scope, scope))
  return row
}

/** Saves an answer under its scope. */
export async function insertAnswer (tx: Transaction, row: typeof idempotencyKeys.$inferInsert): Promise<void> {
  await tx.insert(idempotencyKeys).values(row)
}

/** Whether anything but events of these types has happened to a case after a version of it. */
export async function hasHappened (
  db: Reader, caseId: string, { after, beside }: { after: number, beside: readonly string[] },
): Promise<boolean> {
  const [event] = await db.select({ version: events.version }).from(events)
    .where(and(eq(events.caseId, caseId), gt(events.version, after), notInArray(events.type, [...beside]))).limit(1)
  return event !== undefined
}
