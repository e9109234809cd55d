import { inArray } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { people } from '@lightwell/schema/tables/intake'

/** The names of members of the staff, by id. */
export async function listNames (db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.select({ id: people.id, name: people.name }).from(people)
    .where(inArray(people.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
