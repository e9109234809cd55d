import { and, asc, eq, gt, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { noticeNumbers } from '@lightwell/schema/tables/common'
import { carriers } from '@lightwell/schema/tables/decision-carriers'
import { registeredSecrets, secretCarriers, secretEntries } from '@lightwell/schema/tables/decision-register'
import { secretLists } from '@lightwell/schema/tables/decision-units'
import { agencies, posts } from '@lightwell/schema/tables/intake'
import type { ClassifierStanding } from '../rules/secret-entry.ts'

export type RegisteredSecret = typeof registeredSecrets.$inferSelect
export type SecretEntry = typeof secretEntries.$inferSelect
export type SecretCarrier = typeof secretCarriers.$inferSelect

/** A secret as its register shows it: the entry that holds, the list that it cites, its carriers, and whether that is filed. */
export type ListedSecret = Awaited<ReturnType<typeof listListed>>[number]

/** The next number of an agency's register in a year. Its row stays locked to the end, so that the series has no gap. */
export async function takeSecretNumber (tx: Transaction, { agencyCode, year }: { agencyCode: string, year: number }): Promise<string> {
  const { agencyCode: agency, kind, year: ofYear, lastNumber } = noticeNumbers
  const [row] = await tx.insert(noticeNumbers).values({ agencyCode, kind: 'registered_secret', year, lastNumber: 1 })
    .onConflictDoUpdate({ target: [agency, kind, ofYear], set: { lastNumber: sql`${lastNumber} + 1` } })
    .returning({ count: lastNumber })
  if (row === undefined) throw new Error('The register of secrets answered without a number')
  return `密登〔${year}〕${row.count}号`
}

export async function insertSecret (tx: Transaction, row: RegisteredSecret): Promise<void> {
  await tx.insert(registeredSecrets).values(row)
}

export async function insertEntry (tx: Transaction, row: SecretEntry): Promise<void> {
  await tx.insert(secretEntries).values(row)
}

/** Notes that carriers bear a secret; gives how many of them were not noted before. */
export async function insertSecretCarriers (tx: Transaction, rows: readonly SecretCarrier[]): Promise<number> {
  if (rows.length === 0) return 0
  const noted = await tx.insert(secretCarriers).values([...rows]).onConflictDoNothing().returning({ id: secretCarriers.carrierId })
  return noted.length
}

/** Those of these carriers that an agency has registered. */
export async function listOwnCarriers (db: Reader, agencyCode: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db.select({ id: carriers.id }).from(carriers)
    .where(and(eq(carriers.agencyCode, agencyCode), inArray(carriers.id, [...ids])))
  return rows.map(({ id }) => id)
}

/** The carriers of a secret as its form names them, oldest first. */
export async function listCarriersOf (db: Reader, secretId: string): Promise<{ number: string, kind: string }[]> {
  return await db.select({ number: carriers.number, kind: carriers.kind }).from(secretCarriers)
    .innerJoin(carriers, eq(carriers.id, secretCarriers.carrierId)).where(eq(secretCarriers.secretId, secretId)).orderBy(asc(carriers.id))
}

/** What was determined of a secret, in its order, after an entry; one more than asked for. */
export async function listEntriesOf (db: Reader, secretId: string, after: number, limit: number): Promise<SecretEntry[]> {
  return await db.select().from(secretEntries).where(and(eq(secretEntries.secretId, secretId), gt(secretEntries.seq, after)))
    .orderBy(asc(secretEntries.seq)).limit(limit + 1)
}

export async function findSecret (db: Reader, id: string): Promise<ListedSecret | undefined> {
  const [row] = await listListed(db).where(eq(registeredSecrets.id, id))
  return row
}

export type SecretFilter = {
  agencies: 'all' | readonly string[]
  level: SecretEntry['level'] | undefined
  /** Only those that are not declassified and have run out, or do so, by this day. */
  endsBy: string | undefined
  /** Only those that are not filed as they stand. */
  unfiled: boolean
  after: string | undefined
  limit: number
}

/** The registers of agencies, oldest first, one more than asked for. */
export async function listSecrets (
  db: Reader, { agencies: codes, level, endsBy, unfiled, after, limit }: SecretFilter,
): Promise<ListedSecret[]> {
  return await listListed(db).where(and(
    codes === 'all' ? undefined : inArray(registeredSecrets.agencyCode, [...codes]),
    level === undefined ? undefined : eq(standing.level, level),
    endsBy === undefined ? undefined : lte(standing.secretUntil, endsBy),
    unfiled ? sql`not ${isFiled}` : undefined,
    after === undefined ? undefined : gt(registeredSecrets.id, after),
  )).orderBy(asc(registeredSecrets.id)).limit(limit + 1)
}

const standing = alias(secretEntries, 'standing')
const isFiled = sql<boolean>`exists (select from secret_filings f where f.entry_id = ${standing.id})`

function listListed (db: Reader) {
  return db.select({
    secret: registeredSecrets, standing, listVersion: secretLists.version, zone: agencies.zone, isFiled,
    carrierIds: sql<string[]>`array(select c.carrier_id from secret_carriers c where c.secret_id = ${registeredSecrets.id}
      order by c.carrier_id)`,
  }).from(registeredSecrets).innerJoin(standing, and(eq(standing.secretId, registeredSecrets.id),
    eq(standing.seq, sql`(select max(e.seq) from secret_entries e where e.secret_id = ${registeredSecrets.id})`)))
    .innerJoin(secretLists, eq(secretLists.id, registeredSecrets.secretListId))
    .innerJoin(agencies, eq(agencies.code, registeredSecrets.agencyCode)).$dynamic()
}

/** As what a person stood in an agency on a day; a deputy is one of its staff, and needs to be designated. */
export async function findStanding (
  db: Reader, { agencyCode, personId, on }: { agencyCode: string, personId: string, on: string },
): Promise<Exclude<ClassifierStanding, 'recorder'>> {
  const held = await db.select({ duty: posts.duty, holderId: posts.holderId }).from(posts)
    .innerJoin(agencies, eq(agencies.code, posts.agencyCode)).where(and(
      eq(posts.agencyCode, agencyCode), or(eq(posts.holderId, personId), eq(posts.deputyId, personId)),
      or(isNull(posts.fromOn), and(lte(posts.fromOn, on), gte(posts.untilOn, on))),
      or(isNull(posts.revokedAt), sql`(${posts.revokedAt} at time zone ${agencies.zone})::date >= ${on}::date`),
    ))
  if (held.length === 0) return 'none'
  return held.some(({ duty, holderId }) => duty === 'head' && holderId === personId) ? 'head' : 'staff'
}
