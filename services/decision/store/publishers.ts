import { and, eq, gte, inArray, isNotNull, isNull, lte, ne, or } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import type { Duty } from '@lightwell/http/caller'
import { agencies, posts } from '@lightwell/schema/tables/intake'

/** An agency as far as it makes things public: its names, its law and its zone. */
export type Publisher = Awaited<ReturnType<typeof findPublisher>>

export async function findPublisher (db: Reader, code: string) {
  const [row] = await db.select({
    code: agencies.code, nameZh: agencies.nameZh, nameEn: agencies.nameEn, regimeId: agencies.regimeId, zone: agencies.zone,
    endedOn: agencies.endedOn,
  }).from(agencies).where(eq(agencies.code, code))
  return row
}

/** Whether an agency has anybody with one of these duties on a day, in his own right or as a deputy, but this person. */
export async function hasAnother (
  db: Reader, { agencyCode, duties, personId, on }: { agencyCode: string, duties: readonly Duty[], personId: string, on: string },
): Promise<boolean> {
  return await db.$count(posts, and(
    eq(posts.agencyCode, agencyCode), inArray(posts.duty, [...duties]), isNull(posts.revokedAt),
    or(isNull(posts.fromOn), and(lte(posts.fromOn, on), gte(posts.untilOn, on))),
    or(ne(posts.holderId, personId), and(isNotNull(posts.deputyId), ne(posts.deputyId, personId))),
  )) > 0
}
