import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { errors } from '../errors.ts'
import { newStaffingGaps, type AgencyGap } from '../new-staffing-gaps.ts'
import { holdRegister } from '../store/agencies.ts'
import { lookAgain } from '../store/agency-staffing.ts'
import { endPost, hasOtherAdmin, type Post } from '../store/posts.ts'
import { keepsPosts, visiblePost } from '../views/visible-post.ts'

/**
 * Ends a post for good. It counts from the next request of its holder or deputy, whatever tokens they hold. Throws 409 for
 * the last post of an administrator: nobody could ever give the duty again. Tells what nobody is left for after it.
 */
export async function revokePost (deps: Deps, tx: Transaction, caller: Caller, id: string): Promise<{ post: Post, gaps: AgencyGap[] }> {
  const now = deps.clock.now()
  const post = await visiblePost(tx, caller, id, now)
  if (!keepsPosts(caller)) throw doorErrors.notAllowed()
  if (post.duty === 'admin' && post.revokedAt === null) {
    // Two who go at once, or one who goes while the other's agency is merged, would each count on the other.
    await holdRegister(tx)
    if (!await hasOtherAdmin(tx, id)) throw errors.lastAdminPost()
  }
  const gaps = await newStaffingGaps(tx, [post], { now }, async () => {
    if (!await endPost(tx, id, { revokedAt: now, revokedBy: actorOf(caller) })) throw errors.postRevoked()
  })
  await lookAgain(tx, [post.agencyCode])
  return { post: { ...post, revokedAt: now }, gaps }
}
