import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { portalOf } from '../acting-portal.ts'
import { errors } from '../errors.ts'
import { holdDisclosure } from '../hold-disclosure.ts'
import { findCopy, saveCopy, type Copy } from '../store/disclosure-copies.ts'

/** A portal says that it shows a copy of what is public, so that a take-down can reach it. Saying so again changes nothing. */
export async function noteCopy (deps: Deps, tx: Transaction, caller: Caller, disclosureId: string): Promise<Copy> {
  const clientId = portalOf(caller)
  const { head, disclosure } = await holdDisclosure(tx, disclosureId, undefined)
  if (disclosure.takenDownAt !== null) throw errors.takenDown()
  const known = await findCopy(tx, disclosureId, clientId)
  if (known !== undefined && known.removedAt === null) return known
  const at = deps.clock.now()
  const copy: Copy = { disclosureId, clientId, copiedAt: at, removedAt: null }
  await saveCopy(tx, copy)
  await append(tx, head, {
    type: 'lightwell.disclosure.copied.v1', room: 'decision', actor: actorOf(caller), at, data: { disclosureId, client: clientId },
  })
  return copy
}
