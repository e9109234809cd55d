import { and, desc, eq, lte, max, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { agencyProfiles } from '@lightwell/schema/tables/intake'

/** What is told of an agency from a day on. */
export type AgencyProfile = typeof agencyProfiles.$inferSelect

/** What holds of an agency on a day; the newest where none is named. */
export async function findProfile (db: Reader, agencyCode: string, on?: string): Promise<AgencyProfile | undefined> {
  const [profile] = await db.select().from(agencyProfiles)
    .where(and(eq(agencyProfiles.agencyCode, agencyCode), on === undefined ? undefined : lte(agencyProfiles.fromOn, on)))
    .orderBy(desc(agencyProfiles.version)).limit(1)
  return profile
}

/** The version of the newest profile of an agency; 0 where there is none. */
export async function profileVersion (db: Reader, agencyCode: string): Promise<number> {
  const [row] = await db.select({ version: sql<number>`coalesce(${max(agencyProfiles.version)}, 0)` })
    .from(agencyProfiles).where(eq(agencyProfiles.agencyCode, agencyCode))
  return row?.version ?? 0
}

/** Adds a profile; the ones before it stay. */
export async function insertProfile (tx: Transaction, row: typeof agencyProfiles.$inferInsert): Promise<void> {
  await tx.insert(agencyProfiles).values(row)
}
