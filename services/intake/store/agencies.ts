import { and, asc, eq, getTableColumns, gt, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import type { Registered } from '@lightwell/http/register/agency-faults'
import { agencies, agencyProfiles } from '@lightwell/schema/tables/intake'

export type Agency = typeof agencies.$inferSelect

/** An agency with what it is; the kind is null where nothing has been told of it yet. */
export type AgencyOfKind = Agency & { kind: typeof agencyProfiles.$inferSelect['kind'] | null }

// Whoever changes an agency takes this first: two changes at once could make a circle of bodies.
const registerLock = 0x11_67_77_e3

const kind = sql<AgencyOfKind['kind']>`(select p.kind from ${agencyProfiles} p
  where p.agency_code = ${agencies.code} order by p.version desc limit 1)`

const signs = sql<string[]>`array(select distinct coalesce(p.paper_sign, p.agency_code) from ${agencyProfiles} p
  where p.agency_code = ${agencies.code})`

/** The agency with this code. */
export async function findAgency (db: Reader, code: string): Promise<Agency | undefined> {
  const [agency] = await db.select().from(agencies).where(eq(agencies.code, code))
  return agency
}

/** The agency with this code and its kind. */
export async function findAgencyOfKind (db: Reader, code: string): Promise<AgencyOfKind | undefined> {
  const [agency] = await db.select({ ...getTableColumns(agencies), kind }).from(agencies).where(eq(agencies.code, code))
  return agency
}

/**
 * The agency with this code, so held that it cannot be merged before this transaction ends: a request that begins at it
 * would be left behind. Take it before any case.
 */
export async function holdAgency (tx: Transaction, code: string): Promise<Agency | undefined> {
  const [agency] = await tx.select().from(agencies).where(eq(agencies.code, code)).for('key share')
  return agency
}

/** Shuts an agency's door: waits for the requests that have begun at it, and lets no other begin before the commit. */
export async function shutAgency (tx: Transaction, code: string): Promise<void> {
  await tx.select({ code: agencies.code }).from(agencies).where(eq(agencies.code, code)).for('update')
}

/** Agencies in the order of their codes, those after `after`. */
export async function listAgencies (
  db: Reader, { after, limit }: { after: string | undefined, limit: number },
): Promise<AgencyOfKind[]> {
  return await db.select({ ...getTableColumns(agencies), kind }).from(agencies)
    .where(after === undefined ? undefined : gt(agencies.code, after))
    .orderBy(asc(agencies.code)).limit(limit)
}

/** Every agency by its place in the register, held against other changes to the end of this transaction. */
export async function holdRegister (tx: Transaction): Promise<Map<string, Registered>> {
  await tx.execute(sql`select pg_advisory_xact_lock(${registerLock})`)
  const { code, parentCode, endedOn } = agencies
  const rows = await tx.select({ code, parentCode, endedOn, signs }).from(agencies)
  return new Map(rows.map((row) => [row.code, row]))
}

/** Enters an agency. */
export async function insertAgency (tx: Transaction, row: typeof agencies.$inferInsert): Promise<void> {
  await tx.insert(agencies).values(row)
}

/** Changes an agency. */
export async function updateAgency (tx: Transaction, code: string, change: Partial<Omit<typeof agencies.$inferInsert, 'code'>>): Promise<void> {
  await tx.update(agencies).set(change).where(eq(agencies.code, code))
}

/** The topmost body above an agency, which may be itself: all that stand below one are of one government. */
export async function topOf (db: Reader, code: string): Promise<string | undefined> {
  const { rows } = await db.execute<{ code: string }>(sql`
    with recursive above as (
      select code, parent_code from ${agencies} where code = ${code}
      union select a.code, a.parent_code from above b join ${agencies} a on a.code = b.parent_code)
    select code from above where parent_code is null`)
  return rows[0]?.code
}

/** The living body that an ended one has become in the end, and every one that was merged into this one. */
export async function findLastSuccessor (db: Reader, code: string): Promise<Agency | undefined> {
  const { rows } = await db.execute<{ code: string }>(sql`
    with recursive chain as (
      select code, successor_code from ${agencies} where code = ${code}
      union select a.code, a.successor_code from chain c join ${agencies} a on a.code = c.successor_code)
    select code from chain where successor_code is null`)
  return rows[0] && await findAgency(db, rows[0].code)
}

/** An agency with all the bodies that were merged into it, at whatever remove. */
export async function mergedInto (db: Reader, code: string): Promise<string[]> {
  const { rows } = await db.execute<{ code: string }>(sql`
    with recursive merged as (
      select ${code}::text as code
      union select a.code from merged m join ${agencies} a on a.successor_code = m.code)
    select code from merged`)
  return rows.map((row) => row.code)
}

/** The living agencies right below one. */
export async function listBelow (tx: Transaction, code: string): Promise<Agency[]> {
  return await tx.select().from(agencies)
    .where(and(eq(agencies.parentCode, code), sql`${agencies.endedOn} is null`)).orderBy(asc(agencies.code))
}
