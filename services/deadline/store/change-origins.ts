import { eq, inArray } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { clockCorrections } from '@lightwell/schema/tables/deadline'
import { people } from '@lightwell/schema/tables/intake'

/** Who made what moved a due day, and in what words he said why. */
export type ChangeOrigins = {
  /** Names of staff, by their ids. */
  names: ReadonlyMap<string, string>
  /** Reasons of corrections, by the ids of these. */
  reasons: ReadonlyMap<string, string>
}

/** The names behind the authors of entries, and the reasons of the corrections of one request. */
export async function findChangeOrigins (
  db: Reader, requestId: string, authors: readonly string[],
): Promise<ChangeOrigins> {
  const ids = [...new Set(authors.flatMap((author) => author.startsWith('staff:') ? author.slice('staff:'.length) : []))]
  const known = ids.length === 0 ? [] : await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, ids))
  const corrections = await db.select({ id: clockCorrections.id, reason: clockCorrections.reason }).from(clockCorrections)
    .where(eq(clockCorrections.requestId, requestId))
  return {
    names: new Map(known.map(({ id, name }) => [id, name])),
    reasons: new Map(corrections.map(({ id, reason }) => [id, reason])),
  }
}
