import type { Transaction } from '@lightwell/database/connect'
import type { CaseHead } from '@lightwell/events/case-head'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { lockMatchingCase } from '@lightwell/http/etag'
import { authorize } from '@lightwell/http/policy'
import { refuse } from './errors.ts'
import { mayDecideExtension, type CaseStanding } from './rules/extension-verdict.ts'
import { findTimedCase, type DeadlineRow } from './store/deadlines.ts'
import { findExtension, type ExtensionRow, type FoundExtension } from './store/extensions.ts'

/** An extension whose case this transaction holds, and the person who is about to decide it. */
export type HeldExtension = {
  head: CaseHead
  extension: ExtensionRow
  deadline: DeadlineRow
  standing: CaseStanding
  decider: { personId: string, asDeputy: boolean }
}

/** An extension that the caller may read. Throws 401 or 404 otherwise. */
export function visibleExtension (caller: Caller, found: FoundExtension | undefined): FoundExtension {
  if (found === undefined) throw caller.kind === 'anonymous' ? doorErrors.unauthenticated() : doorErrors.notFound()
  authorize(caller, 'extension', 'read', { agencyCode: found.deadline.agencyCode })
  return found
}

/**
 * Locks the case of an extension for the one who decides it: who holds the approving duty of the regime, or deputises
 * for its absent holder, and is not the person who asked.
 */
export async function holdExtension (
  tx: Transaction, caller: Caller, { extensionId, ifMatch }: { extensionId: string, ifMatch: string | undefined },
): Promise<HeldExtension> {
  const { extension: { requestId } } = visibleExtension(caller, await findExtension(tx, extensionId))
  const head = await lockMatchingCase(tx, requestId, ifMatch)
  // Read again: whoever held the lock before may have decided it.
  const { extension, deadline: { agencyCode } } = visibleExtension(caller, await findExtension(tx, extensionId))
  const timed = await findTimedCase(tx, requestId)
  if (caller.kind !== 'staff' || !timed?.deadline) throw doorErrors.notFound()
  refuse(mayDecideExtension(extension.requestedBy, caller.personId))
  const posts = authorize(caller, 'extension', 'decide', { agencyCode })
    .filter((post) => post.duty === extension.approvingDuty)
  if (posts.length === 0) throw doorErrors.notAllowed()
  const asDeputy = posts.every((post) => post.asDeputy)
  const { request: { status }, deadline, answered } = timed
  const standing = { clock: deadline, status, answered }
  return { head, extension, deadline, standing, decider: { personId: caller.personId, asDeputy } }
}
