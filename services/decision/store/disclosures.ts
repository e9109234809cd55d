import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lte, sql, type SQL } from 'drizzle-orm'
import { addDays } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { disclosureChecks, disclosureNumbers, disclosures, publications } from '@lightwell/schema/tables/decision-publications'
import { agencies } from '@lightwell/schema/tables/intake'

export type Disclosure = typeof disclosures.$inferSelect
export type Check = typeof disclosureChecks.$inferSelect

/** What was released, with the names of its agency and the law that its codes belong to. */
export type ListedDisclosure = Disclosure & Awaited<ReturnType<typeof listListed>>[number]['beside']

export const checkFindings = disclosureChecks.finding.enumValues

/** Takes the next number of an agency's index in a year. Who does not publish in the end gives it back: there are no gaps. */
export async function takeIndexCount (tx: Transaction, agencyCode: string, year: number): Promise<number> {
  const { agencyCode: agency, year: ofYear, lastNumber } = disclosureNumbers
  const [row] = await tx.insert(disclosureNumbers).values({ agencyCode, year, lastNumber: 1 })
    .onConflictDoUpdate({ target: [agency, ofYear], set: { lastNumber: sql`${lastNumber} + 1` } })
    .returning({ count: lastNumber })
  if (row === undefined) throw new Error('The series of index numbers answered without a number')
  return row.count
}

export async function insertDisclosures (tx: Transaction, rows: readonly Disclosure[]): Promise<void> {
  await tx.insert(disclosures).values([...rows])
}

/** Notes what changes of what was released: that it still holds, and that it was taken down. The caller holds its case. */
export async function saveDisclosure (tx: Transaction, { id, ...row }: Disclosure): Promise<void> {
  const { confirmedOn, freshUntil, takenDownAt, takenDownBy, takedownCause, takedownReason } = row
  await tx.update(disclosures).set({ confirmedOn, freshUntil, takenDownAt, takenDownBy, takedownCause, takedownReason })
    .where(eq(disclosures.id, id))
}

/** One entry, taken down or not. */
export async function findDisclosure (db: Reader, id: string): Promise<ListedDisclosure | undefined> {
  const [row] = await listListed(db, eq(disclosures.id, id), { order: [asc(disclosures.id)], limit: 1 })
  return row && { ...row.disclosure, ...row.beside }
}

/** What the entries of a publication are, in the order of their index. */
export async function listDisclosuresOf (db: Reader, publicationId: string): Promise<Disclosure[]> {
  return await db.select().from(disclosures).where(eq(disclosures.publicationId, publicationId)).orderBy(asc(disclosures.indexNumber))
}

export type DisclosureSearch = {
  q?: string, agency?: string, category?: string, from?: string, to?: string
}

/** What is public, the latest first, one more than asked for. `from` and `to` are days on which it was made. */
export async function listDisclosures (
  db: Reader, { q, agency, category, from, to }: DisclosureSearch,
  { after, limit }: { after: readonly [string, string] | undefined, limit: number },
): Promise<ListedDisclosure[]> {
  const { publishedAt, id } = disclosures
  const rows = await listListed(db, and(
    isNull(disclosures.takenDownAt),
    q === undefined ? undefined : sql`(${disclosures.title} || ' ' || ${disclosures.summary}) ilike ${`%${q.replace(/[\\%_]/g, '\\$&')}%`}`,
    agency === undefined ? undefined : eq(disclosures.agencyCode, agency),
    category === undefined ? undefined : eq(disclosures.category, category),
    from === undefined ? undefined : gte(disclosures.madeOn, from),
    to === undefined ? undefined : lte(disclosures.madeOn, to),
    after && sql`(${publishedAt}, ${id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
  ), { order: [desc(publishedAt), desc(id)], limit: limit + 1 })
  return rows.map(({ disclosure, beside }) => ({ ...disclosure, ...beside }))
}

/** What has to be confirmed or changed by today in its zone, the longest due first, one more than asked for. */
export async function listStale (
  db: Reader, { agencies: codes, now }: { agencies: 'all' | readonly string[], now: Date },
  { after, limit }: { after: readonly [string, string] | undefined, limit: number },
): Promise<ListedDisclosure[]> {
  const { freshUntil, id } = disclosures
  const rows = await listListed(db, and(
    isNull(disclosures.takenDownAt), isNotNull(freshUntil),
    // The day is nowhere further on than this; the index ends there.
    lte(freshUntil, addDays(dayIn(now, 'UTC'), 1)),
    sql`${freshUntil} <= (${now.toISOString()}::timestamptz at time zone ${publications.zone})::date`,
    codes === 'all' ? undefined : inArray(disclosures.agencyCode, [...codes]),
    after && sql`(${freshUntil}, ${id}) > (${after[0]}::date, ${after[1]}::uuid)`,
  ), { order: [asc(freshUntil), asc(id)], limit: limit + 1 })
  return rows.map(({ disclosure, beside }) => ({ ...disclosure, ...beside }))
}

async function listListed (db: Reader, where: SQL | undefined, { order, limit }: { order: SQL[], limit: number }) {
  return await db.select({
    disclosure: disclosures,
    beside: {
      agencyNameZh: agencies.nameZh, agencyNameEn: agencies.nameEn, zone: publications.zone,
      regimeVersion: publications.regimeVersion, cadence: publications.cadence, carrierKind: publications.carrierKind,
    },
  }).from(disclosures).innerJoin(publications, eq(publications.id, disclosures.publicationId))
    .innerJoin(agencies, eq(agencies.code, disclosures.agencyCode)).where(where).orderBy(...order).limit(limit)
}

export async function insertCheck (tx: Transaction, row: Check): Promise<void> {
  await tx.insert(disclosureChecks).values(row)
}

/** Who looked at what was released, oldest first, one more than asked for. */
export async function listChecks (
  db: Reader, disclosureId: string, { after, limit }: { after: string | undefined, limit: number },
): Promise<Check[]> {
  return await db.select().from(disclosureChecks).where(and(
    eq(disclosureChecks.disclosureId, disclosureId), after === undefined ? undefined : sql`${disclosureChecks.id} > ${after}`,
  )).orderBy(asc(disclosureChecks.id)).limit(limit + 1)
}
