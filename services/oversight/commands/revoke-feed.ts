import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { feedOwner } from '../feed-owner.ts'
import { endFeed, findFeed, type FeedRow } from '../store/feeds.ts'

/** Ends a feed: its address answers nobody any more. Throws 404 for one of somebody else. */
export async function revokeFeed (deps: Deps, tx: Transaction, caller: Caller, id: string): Promise<FeedRow> {
  const createdBy = await feedOwner(tx, caller)
  if (await findFeed(tx, createdBy, id) === undefined) throw errors.notFound()
  await endFeed(tx, id, deps.clock.now())
  return await findFeed(tx, createdBy, id) as FeedRow
}
