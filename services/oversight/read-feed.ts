import type { Reader } from '@lightwell/database/connect'
import { permission } from '@lightwell/http/policy'
import { postsOf } from '@lightwell/http/store'
import { namedHash } from '@lightwell/secrets/hashes'
import { tokenHashOf } from './feed-owner.ts'
import { listFeedDays, type FeedDay, type FeedReach } from './store/feed-days.ts'
import { findFeedBySecret, findOpened, type FeedRow } from './store/feeds.ts'

/**
 * What is read at the address of a feed; undefined where nobody reads there any more. It tells what its owner may see when
 * it is read: a feed of an agency ends with the post of who opened it, an applicant's with his token, and one of a person
 * holds what his posts give him to do.
 */
export async function readFeed (
  db: Reader, secret: string, now: Date,
): Promise<{ feed: FeedRow, days: FeedDay[] } | undefined> {
  const feed = await findFeedBySecret(db, namedHash(secret))
  const reach = feed && await reachNow(db, feed, now)
  if (feed === undefined || reach === undefined) return undefined
  const isEmpty = 'posts' in reach && reach.posts.length === 0
  return { feed, days: isEmpty ? [] : await listFeedDays(db, reach, now) }
}

async function reachNow (db: Reader, feed: FeedRow, now: Date): Promise<FeedReach | undefined> {
  const { scope, agencyCode, personId, requestIds, createdBy } = feed
  if (scope === 'applicant') {
    const opened = await findOpened(db, requestIds, tokenHashOf(createdBy))
    return opened.length === 0 ? undefined : { requestIds: opened }
  }
  if (personId === null) return undefined
  const posts = await postsOf(db, personId, now)
  if (scope === 'officer') return { posts }
  const { allowed } = permission({ kind: 'staff', personId, posts }, 'feed', 'open', { agencyCode })
  return allowed && agencyCode !== null ? { agencyCode } : undefined
}
