import { asc, eq, gt } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { agencies } from '@lightwell/schema/tables/intake'

export type Agency = typeof agencies.$inferSelect

/** The agency with this code. */
export async function findAgency (db: Reader, code: string): Promise<Agency | undefined> {
  const [agency] = await db.select().from(agencies).where(eq(agencies.code, code))
  return agency
}

/** Agencies in the order of their codes, those after `after`. */
export async function listAgencies (
  db: Reader, { after, limit }: { after: string | undefined, limit: number },
): Promise<Agency[]> {
  return await db.select().from(agencies)
    .where(after === undefined ? undefined : gt(agencies.code, after))
    .orderBy(asc(agencies.code)).limit(limit)
}
