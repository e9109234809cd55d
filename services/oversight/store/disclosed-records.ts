import { eq } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { disclosures } from '@lightwell/schema/tables/decision-publications'

/** The record that an entry of the public catalogue shows. */
export async function findDisclosedRecord (db: Reader, disclosureId: string): Promise<string | undefined> {
  const [row] = await db.select({ recordId: disclosures.recordId }).from(disclosures).where(eq(disclosures.id, disclosureId))
  return row?.recordId
}
