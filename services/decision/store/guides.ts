import { desc, eq } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { agencyGuides } from '@lightwell/schema/tables/decision-publications'
import type { GuideFields } from '../rules/guide-fields.ts'

/** The guide of an agency in one of its versions. */
export type Guide = Omit<typeof agencyGuides.$inferSelect, 'fields'> & { fields: GuideFields }

/** The newest guide of an agency. */
export async function findGuide (db: Reader, agencyCode: string): Promise<Guide | undefined> {
  const [row] = await db.select().from(agencyGuides).where(eq(agencyGuides.agencyCode, agencyCode))
    .orderBy(desc(agencyGuides.version)).limit(1)
  return row as Guide | undefined
}

/** Stores a further version; false where another was stored meanwhile. */
export async function insertGuide (tx: Transaction, guide: Guide): Promise<boolean> {
  const stored = await tx.insert(agencyGuides).values(guide).onConflictDoNothing().returning({ version: agencyGuides.version })
  return stored.length === 1
}
