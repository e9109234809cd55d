import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { portalOf } from '../acting-portal.ts'
import { holdDisclosure } from '../hold-disclosure.ts'
import { findCopy, saveCopy, type Copy } from '../store/disclosure-copies.ts'

/** A portal says that it has removed its copy. Saying so again changes nothing; throws 404 where it never had one. */
export async function confirmRemoval (deps: Deps, tx: Transaction, caller: Caller, disclosureId: string): Promise<Copy> {
  const clientId = portalOf(caller)
  const { head } = await holdDisclosure(tx, disclosureId, undefined)
  const copy = await findCopy(tx, disclosureId, clientId)
  if (copy === undefined) throw doorErrors.notFound()
  if (copy.removedAt !== null) return copy
  const at = deps.clock.now()
  const removed: Copy = { ...copy, removedAt: at }
  await saveCopy(tx, removed)
  await append(tx, head, {
    type: 'lightwell.disclosure.copy_removed.v1', room: 'decision', actor: actorOf(caller), at, data: { disclosureId, client: clientId },
  })
  return removed
}
