import { and, eq, gte, isNull, lte, or } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import type { Duty } from '@lightwell/http/caller'
import { posts } from '@lightwell/schema/tables/intake'
import type { UnitFacts } from '../rules/unit-gaps.ts'
import { findListInForce } from './secret-lists.ts'

/** What a unit has on a day for its keeping of secrets. */
export async function findUnit (db: Reader, agencyCode: string, on: string): Promise<UnitFacts> {
  return {
    hasSecrecy: await isHeld(db, { agencyCode, duty: 'secrecy', on }),
    hasHead: await isHeld(db, { agencyCode, duty: 'head', on }),
    listVersion: (await findListInForce(db, agencyCode, on))?.version,
  }
}

async function isHeld (db: Reader, { agencyCode, duty, on }: { agencyCode: string, duty: Duty, on: string }): Promise<boolean> {
  return await db.$count(posts, and(
    eq(posts.agencyCode, agencyCode), eq(posts.duty, duty), isNull(posts.revokedAt),
    or(isNull(posts.fromOn), and(lte(posts.fromOn, on), gte(posts.untilOn, on))),
  )) > 0
}
