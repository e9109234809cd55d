import type { Reader } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { permission } from '@lightwell/http/policy'
import { applicantKinds, mayKnow } from './rules/term-handling.ts'
import type { TimedCase } from './store/deadlines.ts'
import { listOpenTerms, type TermRow } from './store/terms.ts'
import { subjectOf } from './views/visible-case.ts'

/** The open terms of a request that a caller who may read its deadline is told of: staff all, its parties their own. */
export async function termsToldTo (db: Reader, caller: Caller, timed: TimedCase): Promise<TermRow[]> {
  const { allowed, posts } = permission(caller, 'term', 'read', subjectOf(timed))
  if (!allowed) return await listOpenTerms(db, timed.request.id, applicantKinds)
  const duties = posts.map(({ duty }) => duty)
  return (await listOpenTerms(db, timed.request.id)).filter(({ kind }) => mayKnow(kind, duties))
}
