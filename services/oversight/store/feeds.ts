import { and, asc, count, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { requests } from '@lightwell/schema/tables/intake'
import { feeds } from '@lightwell/schema/tables/oversight'

/** A calendar feed. */
export type FeedRow = typeof feeds.$inferSelect

/** Keeps a new feed. */
export async function insertFeed (tx: Transaction, row: FeedRow): Promise<void> {
  await tx.insert(feeds).values(row)
}

/** Holds the feeds of a creator against others that are opened for him, to the end of this transaction. */
export async function holdFeeds (tx: Transaction, createdBy: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`feeds of ${createdBy}`}, 0))`)
}

/** How many feeds a creator has that are not revoked. */
export async function countFeeds (db: Reader, createdBy: string): Promise<number> {
  const [row] = await db.select({ live: count() }).from(feeds).where(and(eq(feeds.createdBy, createdBy), isNull(feeds.revokedAt)))
  return row?.live ?? 0
}

/** The feeds of a creator, oldest first, after the one with the id `after`. */
export async function listFeeds (
  db: Reader, createdBy: string, { limit, after }: { limit: number, after: string | undefined },
): Promise<FeedRow[]> {
  return await db.select().from(feeds)
    .where(and(eq(feeds.createdBy, createdBy), after === undefined ? undefined : gt(feeds.id, after)))
    .orderBy(asc(feeds.id)).limit(limit)
}

/** A feed of a creator. */
export async function findFeed (db: Reader, createdBy: string, id: string): Promise<FeedRow | undefined> {
  const [row] = await db.select().from(feeds).where(and(eq(feeds.id, id), eq(feeds.createdBy, createdBy)))
  return row
}

/** The feed that is read at an address, unless it was revoked. */
export async function findFeedBySecret (db: Reader, secretHash: string): Promise<FeedRow | undefined> {
  const [row] = await db.select().from(feeds).where(and(eq(feeds.secretHash, secretHash), isNull(feeds.revokedAt)))
  return row
}

/** Ends a feed; one that has ended keeps its instant. */
export async function endFeed (tx: Transaction, id: string, revokedAt: Date): Promise<void> {
  await tx.update(feeds).set({ revokedAt }).where(and(eq(feeds.id, id), isNull(feeds.revokedAt)))
}

/** The hash of the token that opens a request. */
export async function findTokenHash (db: Reader, requestId: string): Promise<string | undefined> {
  const [row] = await db.select({ hash: requests.accessTokenHash }).from(requests).where(eq(requests.id, requestId))
  return row?.hash
}

/** Of some requests, and of what came of them, those that a token still opens. */
export async function findOpened (db: Reader, requestIds: readonly string[], tokenHash: string): Promise<string[]> {
  const ids = [...requestIds]
  const rows = await db.select({ id: requests.id }).from(requests).where(and(
    eq(requests.accessTokenHash, tokenHash), or(inArray(requests.id, ids), inArray(requests.parentId, ids))))
  return rows.map(({ id }) => id)
}
