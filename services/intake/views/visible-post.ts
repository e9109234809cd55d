import type { Reader } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { authorize, permission, readableAgencies } from '@lightwell/http/policy'
import { findPost, type Post } from '../store/posts.ts'

/** The agencies whose posts a caller may read; undefined is all of them. Throws 401 or 403 for who is not staff. */
export function agenciesOfPosts (caller: Caller): readonly string[] | undefined {
  authorize(caller, 'post', 'read', { agencyCode: null })
  const readable = readableAgencies(caller, 'post', 'read')
  return readable === 'all' ? undefined : readable
}

/** A post that the caller may read. Throws 404 where there is none for him. */
export async function visiblePost (db: Reader, caller: Caller, id: string, now: Date): Promise<Post> {
  const readable = agenciesOfPosts(caller)
  const post = await findPost(db, id, now)
  if (post === undefined || readable?.includes(post.agencyCode) === false) throw errors.notFound()
  return post
}

/** Whether the caller keeps posts: an administrator does, those of every agency. */
export function keepsPosts (caller: Caller): boolean {
  return permission(caller, 'post', 'keep', { agencyCode: null }).allowed
}
