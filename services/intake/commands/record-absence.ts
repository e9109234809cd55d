import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { refuseFaults } from '@lightwell/http/refusal'
import { errors, faults } from '../errors.ts'
import type { AbsenceView } from '../views/present-post.ts'
import { lookAgain } from '../store/agency-staffing.ts'
import { insertAbsence, listPlacesOf } from '../store/posts.ts'
import { keepsPosts, visiblePost } from '../views/visible-post.ts'

export type RecordAbsence = { postId: string, from: string, until: string }

/**
 * Notes the days, both included, on which the holder of a post is away, so that his deputy may act. He says it himself,
 * or an administrator does: a deputy never makes himself one. It holds for every post of the person.
 */
export async function recordAbsence (
  deps: Deps, tx: Transaction, caller: Caller, { postId, from, until }: RecordAbsence,
): Promise<AbsenceView> {
  const post = await visiblePost(tx, caller, postId, deps.clock.now())
  const isHolder = caller.kind === 'staff' && caller.personId === post.holder.id
  if (!isHolder && !keepsPosts(caller)) throw doorErrors.notAllowed()
  if (post.revokedAt !== null) throw errors.postRevoked()
  refuseFaults(until < from ? [faults.beforeStart('/until')] : [])
  const id = uuidv7()
  await insertAbsence(tx, { id, personId: post.holder.id, fromOn: from, untilOn: until, recordedBy: actorOf(caller) })
  await lookAgain(tx, (await listPlacesOf(tx, post.holder.id)).map(({ agencyCode }) => agencyCode))
  return { id, from, until }
}
